"""Numbers and days as Korean writes them: by Babel's locale `ko`, rounded as the English sentences are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

from brief.korean.particles import after

LOCALE = "ko"
_MINUS = "\N{MINUS SIGN}"


def number(value: float, digits: int = 0) -> str:
    """Return a number with `digits` decimals, rounded as `press.prose` does, with a true minus sign."""
    exact = Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(exact, format=pattern, locale=LOCALE).replace("-", _MINUS)


def percent(value: float, digits: int = 0) -> str:
    """Return a value that is already in per cent, such as 18.2, as "18%"."""
    return f"{number(value, digits)}%"


def signed(points: float, digits: int = 0) -> str:
    """Return points with their sign, "+5" and "−5"; what rounds to nought has none."""
    text = number(points, digits)
    return f"+{text}" if points > 0 and text.strip("0.") else text


_DAYS = ("", "하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
_MYRIAD = 10_000


def days(count: int) -> str:
    """Return how many days: "이틀" up to ten, for "2일" is read as a date; then "12일"."""
    return _DAYS[count] if 0 < count < len(_DAYS) else f"{number(count)}일"


def ways(count: int) -> str:
    """Return how many ways, in units of ten thousand where they are whole: "1만 가지"."""
    whole, rest = divmod(count, _MYRIAD)
    return f"{number(count)}가지" if rest or not whole else f"{number(whole)}만 가지"


def day(date: object) -> str:
    """Return a date as "2025년 11월 6일"."""
    return format_date(pd.Timestamp(date).date(), "long", locale=LOCALE)


def year(value: int) -> str:
    """Return a year as "2025년"."""
    return format_date(pd.Timestamp(int(value), 1, 1).date(), "y년", locale=LOCALE)


def year_runs(years: Iterable[int]) -> str:
    """Return years with runs of three and more joined: "2014~2016년, 2020년이나 2022~2024년"."""
    runs: list[list[int]] = []
    for one in sorted(years):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    words = [
        word
        for run in runs
        for word in ([f"{run[0]}~{year(run[-1])}"] if len(run) > 2 else [year(one) for one in run])
    ]
    *first, last = words
    return f"{', '.join([*first[:-1], after(first[-1], '이나/나')])} {last}" if first else last
