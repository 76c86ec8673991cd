#!/bin/sh
# A Korean feed's "2025-11-06 오후 11:23:17" is read as midnight, "2025년 11월 06일" as a day of the month of reading.
# Expected: feedparser's documentation lists the first form among those that it recognises, as 14:23:17 of that day in
#   UTC; it has a reader of its own for each of the two Korean forms.
# Seen: feedparser 6.0.14 tries its reader of ISO 8601 first, which takes the date, or only the year, from the front and
#   leaves the rest: all of a day's entries are of 00:00:00 UTC, nine o'clock in Korea, and the form with 년, 월 and
#   일 becomes the first day of the month in which it is read. Its own two readers give the right hour when they are
#   called by name, but for the hour after noon: 오후 12:30 is hour 24. The same times as RFC 822 or ISO 8601 are right.
#   bozo is False; no warning.
#   A report on 2016/6/29 (kurtmckee/feedparser, 75) has the same cause; none was found of the Korean forms.
# Why it matters: a feed of statements or launches from Seoul loses its order within a day, or its days.
# What we do: events carry days from the sources' own pages; the feed of editions writes RFC 3339.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check feedparser==6.0.14
venv/bin/python -W ignore - > seen <<'PY'
import datetime

import feedparser
from feedparser.datetimes import korean

FEED = '<rss version="2.0"><channel><title>Seoul</title><item><title>x</title><pubDate>{}</pubDate></item></channel></rss>'
OWN = {"오": korean._parse_date_nate, "년": korean._parse_date_onblog}


def told(moment):
    """Return a moment in words, the first of this month by that name."""
    if moment is None:
        return "none"
    year, month, day, *time = tuple(moment)[:6]
    clock = "{:02}:{:02}:{:02}".format(*time)
    if (month, day) == (datetime.date.today().month, 1):
        return f"the first of this month of {year}, {clock}"
    return f"{year}-{month:02}-{day:02} {clock}"


for written in (
    "2025-11-06 오전 10:30:00",
    "2025-11-06 오후 11:23:17",
    "2025-11-06 오후 12:30:00",
    "2025년 11월 06일 23:23:17",
    "Thu, 06 Nov 2025 23:23:17 +0900",
    "2025-11-06T23:23:17+09:00",
):
    feed = feedparser.parse(FEED.format(written).encode())
    own = next((read for sign, read in OWN.items() if sign in written), None)
    by_own = f"; by its own reader {told(own(written))}" if own else ""
    print(f"{written}: {told(feed.entries[0].get('published_parsed'))}, bozo {bool(feed.bozo)}{by_own}")
PY
cat > stated <<'END'
2025-11-06 오전 10:30:00: 2025-11-06 00:00:00, bozo False; by its own reader 2025-11-06 01:30:00
2025-11-06 오후 11:23:17: 2025-11-06 00:00:00, bozo False; by its own reader 2025-11-06 14:23:17
2025-11-06 오후 12:30:00: 2025-11-06 00:00:00, bozo False; by its own reader none
2025년 11월 06일 23:23:17: the first of this month of 2025, 00:00:00, bozo False; by its own reader 2025-11-06 14:23:17
Thu, 06 Nov 2025 23:23:17 +0900: 2025-11-06 14:23:17, bozo False
2025-11-06T23:23:17+09:00: 2025-11-06 14:23:17, bozo False
END
cat seen
diff stated seen || { echo "Changed: Korean feeds are no longer read as stated above."; exit 1; }
echo "As stated: feedparser loses the hour of a Korean feed, or its day."
