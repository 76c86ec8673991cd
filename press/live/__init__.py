"""`make live`: watch the sources, build what changed, and let the open page follow.

`watching` holds the loop, `server` the pages. The watcher keeps the heavy libraries loaded and forks
for every build, so that a build starts at once and still runs the book's code as it is on disk.
"""
