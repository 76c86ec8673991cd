"""A chart of Altair's that is no figure of the brief's: made one, with words that are made from its data.

So it is drawn like all others, on page and paper, and nothing is fetched when the page is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
from altair.typing import ChartType

from press import prose
from press.figures.bundle import Bundle, FigureSource
from press.figures.figure import Figure
from press.figures.specs import spec_checks
from press.figures.theme import Layout

_SOURCE = "computed in this chapter"
_MOST_NAMED = 8  # categories that the description names one by one
_KINDS = {
    "bar": "bar chart",
    "line": "line chart",
    "trail": "line chart",
    "area": "area chart",
    "point": "scatter plot",
    "circle": "scatter plot",
    "square": "scatter plot",
    "tick": "strip plot",
    "rect": "heat map",
    "arc": "pie chart",
    "boxplot": "box plot",
    "geoshape": "map",
    "rule": "chart of rules",
    "text": "chart of words",
}
_PLACES = {
    "x": "across",
    "y": "upward",
    "x2": "",
    "y2": "",
    "theta": "by angle",
    "color": "by colour",
    "shape": "by shape",
    "size": "by size",
    "row": "in rows",
    "column": "in columns",
    "facet": "in panels",
    "opacity": "by opacity",
}


def bundle_of(chart: ChartType) -> Bundle:
    """Return a plain chart as the bundle of a figure. Raises ValueError for data that would be fetched."""
    return _credited(figure_of(chart).bundle())


def figure_of(chart: ChartType) -> Figure:
    """Return a plain chart as a figure: named by its content, described by its data."""
    with alt.data_transformers.enable("default", max_rows=None):
        spec: dict[str, Any] = chart.to_dict()
    if address := next(_fetched(spec), ""):
        raise ValueError(
            f"the chart would fetch {address} when the page is read; read the data in the cell, as "
            "pandas.read_csv(file), and give the chart the table"
        )
    title, subtitle = _title(spec)
    channels = list(_channels(spec))
    kind = next((_KINDS.get(mark, "chart") for mark in _marks(spec)), "chart")
    about = _about(channels)
    name = f"chart-{hashlib.sha256(json.dumps(spec, sort_keys=True).encode()).hexdigest()[:10]}"
    return Figure(
        name=name,
        headline=title or (about[:1].upper() + about[1:]) or f"A {kind}",
        subtitle=subtitle or f"A {kind}" + (f" of {about}" if about else ""),
        alt=_described(kind, channels, _rows(spec)),
        data=_table(channels, _rows(spec)),
        tables=(),
        draw=lambda layout: _fitted(chart, spec, layout),
        function="this chapter",
    )


def _credited(bundle: Bundle) -> Bundle:
    told = dict.fromkeys(("path", "publisher", "version", "licence", "address", "accessed", "citation"), "")
    source = FigureSource(
        table="this chapter", title="Computed in this chapter", short_source=_SOURCE, **told
    )
    return Bundle(**{**vars(bundle), "sources": (source,)})


def _fitted(chart: Any, spec: dict[str, Any], layout: Layout) -> Any:
    """Return the chart as wide as the layout, where it is one view that names no width."""
    plain = chart.copy()
    plain.title = alt.Undefined  # it is the headline
    if spec_checks.is_composed(spec) or "width" in spec or ("layer" in spec and "width" in spec["layer"][0]):
        return plain
    return plain.properties(width=layout.width)


def _fetched(part: Any) -> Iterator[str]:
    """Yield the addresses of data that the chart names and does not hold."""
    if isinstance(part, list):
        for one in part:
            yield from _fetched(one)
    elif isinstance(part, dict):
        data = part.get("data")
        if isinstance(data, dict) and isinstance(data.get("url"), str):
            yield data["url"]
        for key, value in part.items():
            if key not in ("datasets", "values"):
                yield from _fetched(value)


def _title(spec: dict[str, Any]) -> tuple[str, str]:
    title = spec.get("title", "")
    parts = (title.get("text", ""), title.get("subtitle", "")) if isinstance(title, dict) else (title, "")
    first, second = (" ".join(part) if isinstance(part, list) else str(part) for part in parts)
    return first, second


def _views(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a chart and the views inside it."""
    yield spec
    inner = [view for key in ("layer", "hconcat", "vconcat", "concat") for view in spec.get(key, [])]
    for view in [*inner, *([spec["spec"]] if isinstance(spec.get("spec"), dict) else [])]:
        yield from _views(view)


def _marks(spec: dict[str, Any]) -> Iterator[str]:
    for view in _views(spec):
        if mark := view.get("mark"):
            yield str(mark["type"] if isinstance(mark, dict) else mark)


def _channels(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (channel, its name in words, its definition), each column of a channel once."""
    seen = set()
    for view in _views(spec):
        if repeated := view.get("repeat"):
            lists = [repeated] if isinstance(repeated, list) else list(repeated.values())
            yield "facet", ", ".join(str(column) for columns in lists for column in columns), {}
        for channel, part in view.get("encoding", {}).items():
            if channel not in _PLACES or not isinstance(part, dict) or isinstance(part.get("field"), dict):
                continue
            called = _called(part)
            if called and (channel, called) not in seen:
                seen.add((channel, called))
                yield channel, called, part


def _called(part: dict[str, Any]) -> str:
    """Return what a channel shows: its title, or its column with how it is gathered."""
    title = (
        part.get("title") or (part.get("axis") or {}).get("title") or (part.get("legend") or {}).get("title")
    )
    if isinstance(title, str) and title:
        return title
    column, gathered = str(part.get("field", "")), part.get("aggregate", "")
    if gathered == "count":
        return "number of rows"
    return f"{gathered} of {column}" if isinstance(gathered, str) and gathered and column else column


def _about(channels: list[tuple[str, str, dict[str, Any]]]) -> str:
    """Return what the chart is about: "won per dollar by year"."""
    named = {channel: called for channel, called, _ in reversed(channels)}
    across, up = named.get("x", ""), named.get("y", named.get("theta", ""))
    measured = _is_measured(channels, "x") and not _is_measured(channels, "y")
    first, second = (across, up) if measured else (up, across)
    rest = named.get("color", "") if named.get("color") not in (first, second) else ""
    words = " by ".join(filter(None, (first, second)))
    return f"{words} and {rest}" if words and rest else words or rest


def _is_measured(channels: list[tuple[str, str, dict[str, Any]]], wanted: str) -> bool:
    return any(channel == wanted and part.get("type") == "quantitative" for channel, _, part in channels)


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the largest table that the chart holds."""
    held = [*spec.get("datasets", {}).values()]
    held += [view["data"]["values"] for view in _views(spec) if "values" in (view.get("data") or {})]
    tables = [table for table in held if isinstance(table, list) and table and isinstance(table[0], dict)]
    return max(tables, key=len, default=[])


def _table(channels: list[tuple[str, str, dict[str, Any]]], rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the columns that the chart shows, as they are held; all columns when it names none."""
    shown = dict.fromkeys(str(part["field"]) for _, _, part in channels if part.get("field"))
    frame = pd.DataFrame(rows)
    columns = [column for column in shown if column in frame]
    return frame[columns] if columns else frame


def _described(kind: str, channels: list[tuple[str, str, dict[str, Any]]], rows: list[dict[str, Any]]) -> str:
    """Return what the chart shows, for somebody who cannot see it."""
    said = [_channel_words(channel, called, part, rows) for channel, called, part in channels]
    number = f"{prose.number(len(rows))} row{'' if len(rows) == 1 else 's'} of data" if rows else "its data"
    told = "; ".join(dict.fromkeys(filter(None, said)))
    return f"A {kind} of {number}" + (f". It shows {told}." if told else ".")


def _channel_words(channel: str, called: str, part: dict[str, Any], rows: list[dict[str, Any]]) -> str:
    """Return where a channel stands, and what it spans: the least and the largest, or its categories."""
    if not _PLACES[channel]:
        return ""
    values = [row.get(str(part.get("field"))) for row in rows]
    known = [value for value in values if value is not None]
    place = f"{_PLACES[channel]} {called}"
    if not known or part.get("aggregate"):
        return place
    if part.get("type") in ("quantitative", "temporal"):
        try:
            return f"{place}, from {_plain(min(known))} to {_plain(max(known))}"
        except TypeError:  # numbers and words in one column
            return place
    kinds = list(dict.fromkeys(str(value) for value in known))
    if len(kinds) > _MOST_NAMED:
        return f"{place} ({len(kinds)} of them, such as {', '.join(kinds[:3])})"
    return f"{place} ({', '.join(kinds)})"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value.partition("T00:00:00")[0]
    return prose.short(value) if abs(value) >= 1 else prose.significant(value)
