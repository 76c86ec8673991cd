"""Altair, quicker: the same charts without the work that it repeats at every mark.

Of the time that a figure takes, three quarters go into four habits of altair: each part is checked
against the schema when it is made, every layer is copied several times over, unset options included,
a table of all schemas is built anew for each shorthand such as "year:Q", and data are printed or written out
at every layer to name it by a hash. Inside `drawing` parts are not checked, copies skip what cannot change,
and tables are built and written out once. The finished specification is checked whole instead (`checked`),
against the same schema.

Six functions of altair are replaced for that, which are not part of what it promises. Where one of them is
missing, and with PLAIN=1, altair does its work in its own way.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import altair as alt
import jsonschema_rs
from altair.typing import ChartType
from altair.utils import schemapi
from altair.vegalite.v6 import api

from press import plain
from press.figures import chart_rows

MOST_ROWS = 50_000  # that a chart may hold: more make a page heavier than its words are worth
_SCHEMA = Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
_FIXED = frozenset((str, int, float, bool, type(None), type(alt.Undefined)))
_REPLACED: dict[Any, tuple[str, ...]] = {
    schemapi: ("_deep_copy", "_FromDict", "_todict"),
    api: ("_viewless_dict", "_dataset_name"),
    alt.Chart: ("_compute_hash",),
}
_FromDict: Any = getattr(schemapi, "_FromDict", None)
_todict: Any = getattr(schemapi, "_todict", None)
_VIEW = re.compile(r"view_[0-9a-f]+(_\d+)?")
_ROWS = frozenset(("values", "datasets"))  # where a specification holds its data
_ONCE = "each table once"  # the name under which altair knows our way to write out data


@contextmanager
def drawing() -> Iterator[None]:
    """Make altair quick for charts that are drawn inside; everything is as before afterwards."""
    if plain.is_on() or not _has_what_is_replaced():
        with alt.data_transformers.enable("default", max_rows=MOST_ROWS):
            yield
        return
    numbers = itertools.count()
    ours: dict[tuple[Any, str], Any] = {
        (schemapi, "_deep_copy"): _deep_copy,
        (schemapi, "_FromDict"): _converter,
        (schemapi, "_todict"): _written_out,
        (api, "_viewless_dict"): _viewless,
        (api, "_dataset_name"): _once(api._dataset_name),
        (alt.Chart, "_compute_hash"): functools.partialmethod(
            _view_name, _once(lambda _data: f"{next(numbers)}")
        ),
    }
    theirs = {place: getattr(*place) for place in ours}
    alt.data_transformers.register(_ONCE, _once(_rows))
    try:
        _put(ours)
        with schemapi.debug_mode(False), alt.data_transformers.enable(_ONCE):
            yield
    finally:
        _put(theirs)


def _has_what_is_replaced() -> bool:
    """Tell whether this altair has the functions that are replaced."""
    found = all(hasattr(holder, name) for holder, names in _REPLACED.items() for name in names)
    return found and hasattr(alt.VegaLiteSchema, "_default_wrapper_classes")


def _put(functions: dict[tuple[Any, str], Any]) -> None:
    for (holder, name), function in functions.items():
        setattr(holder, name, function)


def checked(chart: ChartType) -> dict[str, Any]:
    """Return the chart's specification, checked whole against the schema of Vega-Lite.

    A chart that breaks the schema is handed to altair, which raises its own, more telling error.
    """
    spec = chart.to_dict(validate=False)
    if not _schema().is_valid(spec):
        chart.to_dict(validate=True)
        problem = next(_schema().iter_errors(spec)).message
        raise ValueError(f"the chart breaks the schema of Vega-Lite: {problem}")
    found = dict.fromkeys(_view_names(spec))
    named: dict[str, Any] = _with_views_named(
        spec, {old: f"view_{count}" for count, old in enumerate(found, 1)}
    )
    return named


def _view_names(part: Any) -> Iterator[str]:
    """Yield the names that altair gave to views, in the order of the chart.

    Altair makes them of a hash, which tells apart how a chart was put together, not only what it is.
    """
    if isinstance(part, dict):
        if isinstance(name := part.get("name"), str) and _VIEW.fullmatch(name):
            yield name
        for key in sorted(part.keys() - _ROWS):
            yield from _view_names(part[key])
    elif isinstance(part, list):
        for value in part:
            yield from _view_names(value)


def _with_views_named(part: Any, names: dict[str, str]) -> Any:
    """Return a part of a specification with other names for its views."""
    if isinstance(part, dict):
        return {
            key: value if key in _ROWS else _with_views_named(value, names) for key, value in part.items()
        }
    if isinstance(part, list):
        renamed = [_with_views_named(value, names) for value in part]
        return sorted(renamed) if part and names.keys() >= set(map(str, part)) else renamed
    return names.get(part, part) if isinstance(part, str) else part


def _rows(data: Any) -> dict[str, Any]:
    """Return a table as it is written into a chart. Raises altair's MaxRowsError."""
    alt.limit_rows(data, max_rows=MOST_ROWS)
    return chart_rows.values(data)


def _once(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function that makes something of a table once, however many layers share the table."""
    made: dict[int, tuple[Any, Any]] = {}  # with the table, so that nothing else gets its id

    def found(data: Any) -> Any:
        """Return what was made of the table."""
        if id(data) not in made:
            made[id(data)] = data, make(data)
        return made[id(data)][1]

    return found


def _view_name(chart: alt.Chart, named: Callable[[Any], str]) -> str:
    """Return a name for a view that tells charts apart as altair does, but for what its table prints as."""
    if kept := chart._kwds.get("_cached_hash"):  # of a chart whose table moved up to what holds it
        return str(kept)
    parts = [chart.__class__.__name__, chart.mark, chart.encoding, chart.transform, named(chart.data)]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
    return f"view_{digest[:16]}"


@functools.cache
def _schema() -> jsonschema_rs.Validator:
    """Return the schema's validator."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"), object_hook=_with_encoded_reference)
    return jsonschema_rs.validator_for(schema, validate_formats=False)


def _with_encoded_reference(part: dict[str, Any]) -> dict[str, Any]:
    """Write a reference to a definition such as "A<B|C>" as an address has to be."""
    if isinstance(reference := part.get("$ref"), str):
        part["$ref"] = quote(reference, safe="#/%")
    return part


@functools.cache
def _all_wrappers() -> Any:
    return _FromDict(alt.VegaLiteSchema._default_wrapper_classes())


def _converter(_wrapper_classes: Iterator[type]) -> _Converter:
    return _Converter()


class _Converter:
    """Makes altair's parts from dictionaries; a bare shorthand such as "year:Q" needs no schema for it."""

    def from_dict(self, part: dict[str, Any], kind: type[schemapi.SchemaBase]) -> schemapi.SchemaBase:
        """Return a part of a kind, made of its dictionary."""
        if part.keys() == {"shorthand"} and isinstance(part["shorthand"], str):
            return kind(**part)
        made: schemapi.SchemaBase = _all_wrappers().from_dict(part, kind)
        return made


def _written_out(value: Any, *means: Any, **options: Any) -> Any:
    """Write a part out as altair does, without asking of a plain value what else it could be."""
    return value if value.__class__ in _FIXED else _todict(value, *means, **options)


def _viewless(parameter: schemapi.SchemaBase) -> dict[str, Any]:
    """Write a parameter out without its views, by which altair compares them; the check comes at the end."""
    return {name: value for name, value in parameter.to_dict(validate=False).items() if name != "views"}


def _deep_copy(obj: Any, by_ref: set[str]) -> Any:
    """Copy as altair does, but only charts and what holds them: altair changes no other part of a copy."""
    if not isinstance(obj, schemapi.SchemaBase):
        return _copied(obj, by_ref)
    if copier := getattr(obj, "__deepcopy__", None):
        return copier(obj)
    parts = tuple(_copied(part, by_ref) for part in obj._args)
    options = _copied_options(obj._kwds, by_ref)
    if isinstance(obj, alt.TopLevelMixin) and not isinstance(obj, alt.Chart):
        return obj.__class__(*parts, **options)  # these gather the parameters of their parts when made
    twin = object.__new__(obj.__class__)
    object.__setattr__(twin, "_args", parts)
    object.__setattr__(twin, "_kwds", options)
    return twin


def _copied(value: Any, by_ref: set[str]) -> Any:
    if isinstance(value, alt.TopLevelMixin):
        return _deep_copy(value, by_ref)
    if isinstance(value, list):
        return [_copied(part, by_ref) for part in value]
    if isinstance(value, dict):
        return _copied_options(value, by_ref)
    return value


def _copied_options(options: dict[str, Any], by_ref: set[str]) -> dict[str, Any]:
    return {
        name: value if value.__class__ in _FIXED or name in by_ref else _copied(value, by_ref)
        for name, value in options.items()
    }
