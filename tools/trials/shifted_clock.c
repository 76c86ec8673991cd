// A clock that is SHIFT_S seconds ahead, for a process that preloads this: the day only, not the time that passes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long ahead(void) {
  const char *seconds = getenv("SHIFT_S");
  return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t id, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int done = real(id, at);
  if (!done && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec += ahead();
  return done;
}

time_t time(time_t *out) {
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  if (out) *out = at.tv_sec;
  return at.tv_sec;
}

int gettimeofday(struct timeval *out, void *zone) {
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  if (out) {
    out->tv_sec = at.tv_sec;
    out->tv_usec = at.tv_nsec / 1000;
  }
  return 0;
}
