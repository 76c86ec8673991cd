"""A figure in four lines of Python and of R: they read its numbers and draw them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from press.book.figure_parts import figure_words
from press.figures.bundle import Bundle

_ACROSS, _UP = ("x", "longitude"), ("y", "latitude")  # channels that place a mark
FEW = 12  # so many names are told apart by colour
_UNFIT = re.compile(r"""['"\\\x00-\x1f\x7f]""")  # in the name of a field Vega-Lite reads them as its own
_UNSAID = re.compile(r"[\\\x00-\x1f\x7f]+")  # nor does it take these in a title
NUMBERS, DAYS, NAMES = "quantitative", "temporal", "nominal"  # as Vega-Lite has them


class Columns(NamedTuple):
    """The columns of a figure's numbers that say most: across, up, and the names that colours tell apart.

    Each of the first two has its kind, as Vega-Lite calls it. Lines join the rows of one name, and of one
    value of `apart` if that is needed so that no place has two of them; where nothing tells them apart,
    `joined` is false.
    """

    across: str
    across_kind: str
    up: str
    up_kind: str
    names: str  # "" without
    apart: str  # "" without
    joined: bool


def python(bundle: Bundle, file: str) -> str:
    """Return four lines of Python that draw a figure's numbers from `file`, a CSV."""
    shown = columns(bundle)
    plain = _plain([*filter(None, (shown.names, shown.apart)), shown.across, shown.up])
    parts = [
        _channel("X", shown.across, shown.across_kind, plain),
        _channel("Y", shown.up, shown.up_kind, plain),
        *([_channel("Color", shown.names, NAMES, plain)] if shown.names else []),
        *([_channel("Detail", shown.apart, NAMES, plain)] if shown.apart else []),
    ]
    mark = "mark_line(point=True)" if shown.joined else "mark_point()"
    days = f", parse_dates=[{_quoted(shown.across)}]" if shown.across_kind == DAYS else ""
    return "\n".join(
        (
            "import altair as alt, pandas as pd",
            f"table = pd.read_csv({json.dumps(file)}{days}){_renamed(plain)}",
            f"chart = alt.Chart(table).{mark}.encode({', '.join(parts)})",
            f'chart.save("{bundle.name}.html")',
        )
    )


def r(bundle: Bundle, file: str) -> str:
    """Return four lines of R that draw a figure's numbers from `file`, a CSV."""
    shown = columns(bundle)
    places = [_data(shown.across), _data(shown.up)]
    colour = [f"colour = {_data(shown.names)}"] if shown.names else []
    told_apart = ", ".join(_data(one) for one in (shown.names, shown.apart) if one)
    group = [f"group = interaction({told_apart})"] if shown.apart else []
    lines = " + geom_line()" if shown.joined else ""
    days = f', colClasses = c({_quoted(shown.across)} = "Date")' if shown.across_kind == DAYS else ""
    return "\n".join(
        (
            "library(ggplot2)",
            f"table <- read.csv({json.dumps(file)}, check.names = FALSE{days})",
            f"chart <- ggplot(table, aes({', '.join([*places, *colour, *group])})) + geom_point(){lines}",
            f'ggsave("{bundle.name}.png", chart, width = 7, height = 4)',
        )
    )


def columns(bundle: Bundle) -> Columns:
    """Return which columns to draw: those that most of the chart's marks show, if the numbers hold them.

    Else years, days or names across, and the first measurement up.
    """
    values = {name: [row[place] for row in bundle.rows] for place, name in enumerate(bundle.columns)}
    numbers = [name for name in values if figure_words.is_number(values[name])]
    measured = [name for name in numbers if not figure_words.are_years(values[name])]
    across = next((name for name in numbers if name not in measured), bundle.columns[0])
    up = next((name for name in measured if name != across), bundle.columns[-1])
    across, up = _shown(bundle) or (across, up)
    others = [name for name in values if name not in (across, up, *numbers)]
    named = [name for name in others if 1 < len({*values[name]} - {None}) <= FEW]
    names = named[0] if named else ""
    kinds = _kind(values[across]), _kind(values[up])
    is_line = kinds[0] != NAMES and kinds[1] == NUMBERS
    apart = _apart(values, across, names, others) if is_line else None
    return Columns(across, kinds[0], up, kinds[1], names, apart or "", apart is not None)


def _shown(bundle: Bundle) -> tuple[str, str] | None:
    """Return the two columns by which most marks are placed, None where marks are placed by others."""
    placed = Counter(
        pair
        for encoding in _encodings(bundle.spec.wide, {})
        for pair in [(_column_of(encoding, *_ACROSS), _column_of(encoding, *_UP))]
        if set(pair) <= set(bundle.columns) and pair[0] != pair[1]
    )
    return placed.most_common(1)[0][0] if placed else None


def _encodings(view: Any, above: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the encoding of each mark of a view, with what it has from the views around it."""
    own = {**above, **view.get("encoding", {})}
    if "mark" in view:
        yield own
    inner = [view[key] for key in ("layer", "concat", "hconcat", "vconcat") if key in view]
    for part in (*(one for some in inner for one in some), *([view["spec"]] if "spec" in view else [])):
        yield from _encodings(part, own)


def _column_of(encoding: Mapping[str, Any], *channels: str) -> str:
    """Return the field of the first of some channels that has one, as the table calls it, "" without."""
    fields = (encoding[channel].get("field") for channel in channels if channel in encoding)
    return next((re.sub(r"\\(.)", r"\1", field) for field in fields if isinstance(field, str)), "")


def _kind(values: Sequence[Any]) -> str:
    if figure_words.are_days(values):
        return DAYS
    return NUMBERS if figure_words.is_number(values) else NAMES


def _apart(values: Mapping[str, Sequence[Any]], across: str, names: str, others: Sequence[str]) -> str | None:
    """Return the column that lines need beside `names` so that none has two rows at one place.

    "" when they need none, None when no column does it, or one whose every row is another.
    """
    drawn = [across, *filter(None, [names])]
    for extra in ("", *(name for name in others if name != names)):
        keys = list(zip(*(values[name] for name in [*drawn, *filter(None, [extra])]), strict=True))
        lines = {key[1:] for key in keys}
        if len(set(keys)) == len(keys) and 2 * len(lines) <= len(keys):
            return extra
    return None


def _plain(names: Sequence[str]) -> dict[str, str]:
    """Return a plain name for each column whose own name Vega-Lite would take for something else."""
    plain: dict[str, str] = {}
    for name in filter(_UNFIT.search, names):
        plain.setdefault(name, f"column {len(plain) + 1}")
    return plain


def _renamed(plain: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{_quoted(name)}: {_quoted(given)}" for name, given in plain.items())
    return f".rename(columns={{{pairs}}})" if plain else ""


def _channel(name: str, column: str, kind: str, plain: Mapping[str, str]) -> str:
    title = f", title={_quoted(_UNSAID.sub(' ', column).strip())}" if column in plain else ""
    return f"alt.{name}(field={_quoted(_field(plain.get(column, column)))}, type={json.dumps(kind)}{title})"


def _field(column: str) -> str:
    """Return a column's name as Vega-Lite takes it: a stop or a bracket would lead into it."""
    return column.replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")


def _data(column: str) -> str:
    return f".data[[{_quoted(column)}]]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
