"""Altair, quicker: the same charts without the work that it repeats at every mark.

Of the time that a figure takes, three quarters go into three habits of altair: each part is checked
against the schema when it is made, every layer is copied several times over, unset options included,
and a table of all schemas is built anew for each shorthand such as "year:Q". Inside `drawing` parts are
not checked, copies skip what cannot change, and the table is built once. The finished specification is
checked whole instead (`checked`), against the same schema.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import altair as alt
import jsonschema_rs
from altair.utils import schemapi

_SCHEMA = Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
_FIXED = frozenset((str, int, float, bool, type(None), type(alt.Undefined)))
_FromDict = schemapi._FromDict


@contextmanager
def drawing() -> Iterator[None]:
    """Make altair quick for charts that are drawn inside; everything is as before afterwards."""
    before = schemapi._deep_copy, schemapi._FromDict
    schemapi._deep_copy, schemapi._FromDict = _deep_copy, _converter
    try:
        with schemapi.debug_mode(False):
            yield
    finally:
        schemapi._deep_copy, schemapi._FromDict = before


def checked(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return the chart's specification, checked whole against the schema of Vega-Lite.

    A chart that breaks the schema is handed to altair, which raises its own, more telling error.
    """
    spec = chart.to_dict(validate=False)
    if not _schema().is_valid(spec):
        chart.to_dict(validate=True)
        problem = next(_schema().iter_errors(spec)).message
        raise ValueError(f"the chart breaks the schema of Vega-Lite: {problem}")
    return spec


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
def _all_wrappers() -> schemapi._FromDict:
    return _FromDict(alt.VegaLiteSchema._default_wrapper_classes())


def _converter(_wrapper_classes: Iterator[type]) -> schemapi._FromDict:
    return _all_wrappers()


def _deep_copy(obj: Any, by_ref: set[str]) -> Any:
    """Copy as altair does, without descending into values that cannot change."""
    if isinstance(obj, schemapi.SchemaBase):
        if copier := getattr(obj, "__deepcopy__", None):
            return copier(obj)
        parts = tuple(_deep_copy(part, by_ref) for part in obj._args)
        options = _copied_options(obj._kwds, by_ref)
        if isinstance(obj, alt.TopLevelMixin):  # charts gather the parameters of their parts when made
            return obj.__class__(*parts, **options)
        twin = object.__new__(obj.__class__)
        object.__setattr__(twin, "_args", parts)
        object.__setattr__(twin, "_kwds", options)
        return twin
    if isinstance(obj, list):
        return [value if value.__class__ in _FIXED else _deep_copy(value, by_ref) for value in obj]
    if isinstance(obj, dict):
        return _copied_options(obj, by_ref)
    return obj


def _copied_options(options: dict[str, Any], by_ref: set[str]) -> dict[str, Any]:
    return {
        name: value if value.__class__ in _FIXED or name in by_ref else _deep_copy(value, by_ref)
        for name, value in options.items()
    }
