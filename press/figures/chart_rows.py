"""A table as the rows of a chart, quicker than altair writes it and to the same values.

Altair copies the whole table and tests each cell. Here the kinds of columns that charts are made of are
written out as a whole; every other column, and a table that altair would refuse, goes altair's own way.
"""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from altair.utils.core import sanitize_pandas_dataframe

Rows = list[dict[str, Any]]


def values(data: Any) -> dict[str, Any]:
    """Return a table as altair's transformer `to_values` gives it: {"values": rows}. Raises its errors."""
    if not isinstance(data, pd.DataFrame) or hasattr(data, "__geo_interface__") or not _has_names(data):
        return dict(alt.to_values(data))
    columns = {name: _cells(data[name]) for name in data.columns}
    names = list(columns)
    return {"values": [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]}


def _has_names(data: pd.DataFrame) -> bool:
    """Tell whether rows of this table can have its columns for keys."""
    names = data.columns
    flat = not isinstance(data.index, pd.MultiIndex) and not isinstance(names, pd.MultiIndex)
    return bool(flat and len(names) and names.is_unique and all(isinstance(name, str) for name in names))


def _cells(column: pd.Series[Any]) -> list[Any]:
    """Return the cells of a column as JSON values: missing and infinite as None, times as ISO text."""
    dtype, array = column.dtype, column.to_numpy()
    kind = dtype.kind if isinstance(dtype, np.dtype) else "text" if isinstance(dtype, pd.StringDtype) else ""
    if kind and kind in "biu":
        return list(array.tolist())
    if kind == "f":
        return [cell if math.isfinite(cell) else None for cell in array.tolist()]
    if kind == "M" and (found := _whole_seconds(array)) is not None:
        return found
    if kind == "text" and dtype.na_value is not pd.NA:
        return [None if cell != cell else cell for cell in array.tolist()]
    return [row[column.name] for row in sanitize_pandas_dataframe(column.to_frame()).to_dict("records")]


def _whole_seconds(moments: np.ndarray[Any, Any]) -> list[str] | None:
    """Return moments as ISO text, or None when one has a fraction of a second."""
    seconds = moments.astype("datetime64[s]")
    if not np.array_equal(seconds.astype(moments.dtype), moments, equal_nan=True):
        return None
    return ["" if text == "NaT" else text for text in np.datetime_as_string(seconds).tolist()]
