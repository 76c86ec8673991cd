"""A fact of the text, and the numbers that its words print."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from press import prose

_MINUS = "\N{MINUS SIGN}"
_SPELLED = {prose.spelled(count): count for count in range(13)}
_MONTHS = {calendar.month_name[month]: month for month in range(1, 13)}
_NUMBER = re.compile(
    rf"(?<![\w.])[-{_MINUS}]?\d+(?:,\d{{3}})*(?:\.\d+)?"
    rf"|\b(?i:{'|'.join(_SPELLED)})\b"
    rf"|\b(?:{'|'.join(_MONTHS)})(?= \d{{4}}\b)"  # of a date: "may" is none
)
LIST = "(tables)"  # stands among a fact's tables for the list of all of them


@dataclass(frozen=True)
class Fact:
    """A fact of the text: its words as printed, the values in them, its tables, its code's fingerprint."""

    printed: str
    values: tuple[float, ...] = ()
    tables: tuple[str, ...] = ()
    code: str = ""


def numbers_in(printed: str) -> list[str]:
    """Return the numbers that words hold, as they are printed; the month of a date is one."""
    return _NUMBER.findall(printed)


def plain(number: str) -> float:
    """Return the value that a printed number shows."""
    if number.lower() in _SPELLED:
        return float(_SPELLED[number.lower()])
    if number in _MONTHS:
        return float(_MONTHS[number])
    return float(number.replace(",", "").replace(_MINUS, "-"))


def values_in(printed: str) -> list[float]:
    """Return the values that words print."""
    return [plain(number) for number in numbers_in(printed)]
