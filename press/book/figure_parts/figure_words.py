"""A figure's numbers in words: the longer description that a short alternative text has no room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from press.figures.bundle import Bundle
from press.prose import number, significant

_YES = (True, "yes")
UNIT = "Unit"
NAMED = 8  # so many names are listed, the rest are counted


def describe(bundle: Bundle) -> str:
    """Return a paragraph on the numbers of a figure: how many, what each column holds, highs and lows."""
    rows = bundle.rows
    columns = [[row[place] for row in rows] for place in range(len(bundle.columns))]
    mixed = _units_differ(dict(zip(bundle.columns, columns, strict=True)))
    keys = [place for place, values in enumerate(columns) if not (_measured(values) or _is_flag(values))]
    said = [f"{number(len(rows))} {'row' if len(rows) == 1 else 'rows'} of numbers stand behind this figure."]
    for name, values in zip(bundle.columns, columns, strict=True):
        if mixed and _measured(values) and "%" not in name:
            continue  # a lowest and a highest of several units compare nothing
        said.append(_column(name, values, [columns[place] for place in keys]))
    return " ".join(said)


def _units_differ(columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether the rows' numbers have several units, by a column that names them."""
    return len(set(columns.get(UNIT, []))) > 1


def _column(name: str, values: Sequence[Any], keys: Sequence[Sequence[Any]]) -> str:
    known = [value for value in values if value is not None]
    gaps = len(values) - len(known)
    unknown = f"; {number(gaps)} not known" if gaps else ""
    if not known:
        return f"{name}: not known."
    if _is_flag(values):
        return (
            f"{name}: yes in {number(sum(map(_YES.__contains__, known)))} of {number(len(known))}{unknown}."
        )
    if _measured(values):
        low, high = _extreme("lowest", min, values, keys), _extreme("highest", max, values, keys)
        return f"{name}: {low}, {high}{unknown}."
    if _ordered(known):
        return f"{name}: from {min(known)} to {max(known)}{unknown}."
    names = list(dict.fromkeys(str(value).removesuffix(".") for value in known))
    between = "; " if any("," in one for one in names[:NAMED]) else ", "
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{name}: {between.join(names[:NAMED])}{more}{unknown}."


def _extreme(word: str, pick: Any, values: Sequence[Any], keys: Sequence[Sequence[Any]]) -> str:
    place = values.index(pick(value for value in values if value is not None))
    where = ", ".join(str(key[place]) for key in keys if key[place] is not None)
    return f"{word} {plain(values[place])}" + (f" ({where})" if where and len(where) <= 60 else "")


def plain(value: object) -> str:
    """Return a value as a reader writes it: four figures that count, thousands separated."""
    counts = isinstance(value, (int, float)) and not isinstance(value, bool)
    return significant(cast(float, value)) if counts else str(value)


def _is_flag(values: Sequence[Any]) -> bool:
    """Whether a column says of each row yes or no."""
    known = {value for value in values if value is not None}
    return bool(known) and all(isinstance(value, bool) or value in ("yes", "no") for value in known)


def _measured(values: Sequence[Any]) -> bool:
    """Whether a column holds measurements: numbers that are not years."""
    return is_number(values) and not are_years(values)


def is_number(values: Sequence[Any]) -> bool:
    """Whether a column holds numbers only."""
    known = [value for value in values if value is not None]
    return bool(known) and all(type(value) in (int, float) for value in known)


def are_years(values: Sequence[Any]) -> bool:
    """Whether a column of numbers holds years: whole numbers between 1500 and 2200 only."""
    known = [value for value in values if value is not None]
    return all(float(value).is_integer() and 1500 <= value <= 2200 for value in known)


def _ordered(known: Sequence[Any]) -> bool:
    return is_number(known) or are_days(known)


def are_days(values: Sequence[Any]) -> bool:
    """Whether a column holds days (ISO) only."""
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, str) and _is_day(value) for value in known)


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()
