"""Numbers as words: how figures enter a sentence, and a guard for sentences that they must carry.

A chapter computes its facts, hands them to `bind`, and its text names them with
{glue:text}`name`. Nothing is typed twice, and a word such as "rose" is chosen by the figures.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from press import parameters

_SPELLED = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

# How dates are written, here and in the charts' scripts, which read the same signs.
DAY, MONTH = "%-d %B %Y", "%B %Y"
_PRECISIONS = {
    "day": DAY,
    "month": MONTH,
    "short month": "%b %Y",
    "about": f"about {MONTH}",
    "year": "%Y",
}


class SentenceError(Exception):
    """The figures no longer carry a sentence of the chapter."""


def bind(**facts: object) -> None:
    """Bind each fact to its name, for {glue:text}`name` in the chapter's text.

    Strings are bound as they are and whole numbers are spelled out up to twelve; anything else has
    to be put in words first (`number`, `percent`, `day`, ...), so that its precision is a choice.
    """
    from myst_nb import glue  # only in a notebook: tables and tests need no notebook machinery

    for name, fact in facts.items():
        if isinstance(fact, bool) or not isinstance(fact, (str, int)):
            raise TypeError(
                f"bind: {name} is a {type(fact).__name__}; put it in words first, "
                f"for example number({name}, 1)"
            )
        glue(name, fact if isinstance(fact, str) else spelled(fact), display=False)


HOLDS, FAILS = "holds", "does not hold"  # what is said of a guarded sentence where nothing stops
FALLEN = "brief_fallen"  # metadata of what is shown of a sentence that does not hold


def require(condition: object, sentence: str, way_out: str = "Rewrite it, or check the table.") -> None:
    """Stop the chapter when the figures no longer carry a sentence of its text.

    Raises SentenceError with the sentence and the way out, so that the editor knows what to do. In a chapter
    that runs with other parameters than the book's nothing stops: the sentence is shown struck.
    """
    if bool(condition):
        return
    if parameters.varied():
        _show_struck(sentence)
    else:
        raise SentenceError(f'The figures no longer carry this sentence: "{sentence}". {way_out}')


def _show_struck(sentence: str) -> None:
    """Show in a notebook that a guarded sentence does not hold; `FALLEN` in the metadata names it."""
    from IPython.display import display

    shown = {
        "text/html": f"<p><s>{html.escape(sentence)}</s> ({FAILS} with these parameters)</p>",
        "text/plain": f"{FAILS} with these parameters: {sentence}",
    }
    display(shown, raw=True, metadata={FALLEN: sentence})  # type: ignore[no-untyped-call]


def number(value: float, digits: int = 0) -> str:
    """Return a number with thousands separated and `digits` decimals, with a true minus sign.

    What lies half-way is rounded away from zero, as the labels of the charts do (JavaScript's toFixed).
    """
    if not math.isfinite(value):
        raise ValueError("number: the value is not known; say so in words")
    exact = Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{exact:,.{digits}f}"
    return text.replace("-", "\N{MINUS SIGN}") if float(text.replace(",", "")) else text.lstrip("-")


def typeset(text: str) -> str:
    """Return a text with the apostrophe of printed words, not the typewriter's, within them or after s."""
    return re.sub(r"(?<=[^\W\d])'(?=[^\W\d])|(?<=s)'(?=\s|$)", "\N{RIGHT SINGLE QUOTATION MARK}", text)


def if_known(value: float, written: Callable[[float], str] = number) -> str:
    """Return a value as `written` writes it, or "not known"."""
    return written(value) if math.isfinite(value) else "not known"


def short(value: float, digits: int = 2) -> str:
    """Return a number as `number` does, with at most `digits` decimals: "1.5" and "2", not "2.00"."""
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(value: float) -> str:
    """Return a number with the four figures that count: "0.1235", "12.35"; from a thousand on, whole.

    It is rounded from the digits that a table holds: 199.95 is 200, though its binary number is less.
    """
    if isinstance(value, int) or abs(value) >= 1000:
        return number(value)
    written = Decimal(repr(float(value)))
    last = Decimal(1).scaleb(written.adjusted() - 3)
    return f"{float(written.quantize(last, ROUND_HALF_UP)):,.4g}".replace("-", "\N{MINUS SIGN}")


def percent(value: float, digits: int = 0) -> str:
    """Return a value that is already in per cent, such as 18.2, as "18%"."""
    return f"{number(value, digits)}%"


def points(value: float, digits: int = 0) -> str:
    """Return a difference of two percentages, such as "8 points", without its sign."""
    text = number(abs(value), digits)
    return f"{text} point" if text == "1" else f"{text} points"


def spelled(count: int) -> str:
    """Return a whole number as a word up to twelve, in figures above."""
    return _SPELLED[count] if 0 <= count < len(_SPELLED) else number(count)


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """Return "one launch", "two launches": the count in words and the noun that fits."""
    return f"{spelled(count)} {singular if count == 1 else plural or singular + 's'}"


def out_of(count: int, total: int) -> str:
    """Return "both", "all four", "none of the four" or "three of the four": a part of a small whole."""
    if count == total:
        return "both" if total == 2 else f"all {spelled(total)}"
    return f"{spelled(count) if count else 'none'} of the {spelled(total)}"


def ordinal(rank: int) -> str:
    """Return "first", "second", "third", then "4th" and so on."""
    words = (
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
    if 0 <= rank < len(words):
        return words[rank]
    return f"{rank}{'th' if 10 <= rank % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"


def change(
    before: float,
    after: float,
    *,
    steady: float = 0.0,
    up: str = "rose",
    down: str = "fell",
    same: str = "held steady",
) -> str:
    """Return the verb for a change: `same` within `steady` (in the values' unit), else `up` or `down`."""
    if abs(after - before) <= steady:
        return same
    return up if after > before else down


def more(value: float, than: float, *, up: str = "more", down: str = "less", same: str = "as much") -> str:
    """Return the word that compares a value with another."""
    return change(than, value, up=up, down=down, same=same)


# IPCC, Guidance Note on Consistent Treatment of Uncertainties (Mastrandrea and others, 2010), table 1.
_LIKELIHOOD = (
    (0.99, "virtually certain"),
    (0.95, "extremely likely"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.05, "very unlikely"),
    (0.01, "extremely unlikely"),
)


def likelihood(probability: float) -> str:
    """Return the calibrated word of the IPCC's scale for a probability between 0 and 1.

    The narrowest word that fits is used: 0.97 is "extremely likely", not only "likely".
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"likelihood: {probability} is not a probability; give a value between 0 and 1")
    return next((word for least, word in _LIKELIHOOD if probability >= least), "exceptionally unlikely")


def day(date: object) -> str:
    """Return a date as "6 November 2025"."""
    return dated(date, "day")


def month(date: object, *, short: bool = False) -> str:
    """Return a date as "November 2025", or "Nov 2025" where there is little room."""
    return dated(date, "short month" if short else "month")


def dated(date: object, precision: str) -> str:
    """Return a date as far as it is known: "day", "month" (or "short month"), "about" a month, "year".

    Raises KeyError for any other precision.
    """
    return f"{pd.Timestamp(date):{_PRECISIONS[precision]}}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    names = list(items)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
