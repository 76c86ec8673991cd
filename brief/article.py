"""The article under review: what it is, the spans of time that it speaks of, and who tells its sections."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from press.claims.entries import Reviewed

ARTICLE_DAY = pd.Timestamp("2025-11-06")

REVIEWED = Reviewed(
    title="The Korean Peninsula's Strategic Reset: A Shifting Alliance and the Erosion of Trust",
    publisher="Foreign Policy Watchdog",
    published=ARTICLE_DAY.date().isoformat(),
    url="https://foreignpolicywatchdog.com/united-states/"
    "the-korean-peninsulas-strategic-reset-a-shifting-alliance-and-the-erosion-of-trust",
)

CHAPTERS = {  # a section of the article: the chapter that tells its claims
    "Introduction": "summary",
    "Historical context": "history",
    "Key stakeholders": "stakeholders",
    "Recent developments": "developments",
    "Data and trends": "data",
    "Outlook: 6 months": "outlook",
    "Outlook: 5-10 years": "outlook",
    "Closing": "outlook",
}


class Span(NamedTuple):
    """A span of days: `start` belongs to it, `end` is the first day after it."""

    start: pd.Timestamp
    end: pd.Timestamp

    def holds(self, dates: pd.Series) -> pd.Series:
        """Return which dates lie in the span."""
        return (dates >= self.start) & (dates < self.end)

    @property
    def last_day(self) -> pd.Timestamp:
        """The last day that belongs to the span."""
        return self.end - pd.Timedelta(days=1)


def months_before(months: int, day: pd.Timestamp = ARTICLE_DAY) -> Span:
    """Return the months that end with the day before `day`, so that the article's own day is outside."""
    return Span(day - pd.DateOffset(months=months), day)


def months_after(months: int, day: pd.Timestamp = ARTICLE_DAY) -> Span:
    """Return the months that begin with `day` itself."""
    return Span(day, day + pd.DateOffset(months=months))


WINDOW = months_before(6)  # "over the past six months"
AFTERMATH = months_after(6)  # "next six months"

# Words that tell what came after a day: a book as of an earlier one leaves out what holds them.
WORDS_LATER = {
    r"came true|bec[ao]me true|Half a year on|more after it|in the six months after it there"
    r"|after the article|air defences|cut a drill short"
    r"|limits troop cuts": AFTERMATH.last_day.date().isoformat(),
    r"one month of the future|as it stands today|since edition": "2026-10-08",
}
