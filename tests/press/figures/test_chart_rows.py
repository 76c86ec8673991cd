"""A table's rows in a chart: the values that altair writes, whatever its columns hold."""

import datetime as dt

import altair as alt
import numpy as np
import pandas as pd
import pytest

from press.figures import chart_rows

DAYS = pd.to_datetime(["2024-02-29", None, "2025-11-06"])
COLUMNS = {
    "whole numbers": [1, 2, 3],
    "small whole numbers": np.array([1, 2, 3], dtype="uint8"),
    "fractions": [0.5, float("nan"), float("inf")],
    "short fractions": np.array([0.1, 0.2, np.nan], dtype="float32"),
    "yes and no": [True, False, True],
    "words": ["a", None, "c"],
    "words of NumPy's own": pd.Series(["a", np.nan, "c"], dtype="object"),
    "words with pandas' missing": pd.Series(["a", pd.NA, "c"], dtype="string"),
    "days": DAYS,
    "seconds": DAYS + pd.Timedelta(hours=7, minutes=5, seconds=9),
    "parts of a second": DAYS + pd.Timedelta(microseconds=1500),
    "days in seconds": DAYS.astype("datetime64[s]"),
    "times of a zone": DAYS.tz_localize("Asia/Seoul"),
    "days of Python": [dt.date(2025, 1, 1), None, dt.date(2025, 1, 3)],
    "months": pd.period_range("2025-01", periods=3, freq="M"),
    "kinds": pd.Categorical(["a", None, "b"]),
    "whole numbers with gaps": pd.array([1, None, 3], dtype="Int64"),
    "yes, no and unknown": pd.array([True, None, False], dtype="boolean"),
    "mixed": [1, "two", 3.5],
    "words and a fraction": ["a", 0.5, None],
    "whole numbers as objects": pd.Series([1, None, 3], dtype="object"),
    "nothing known": pd.Series([None, None, None], dtype="object"),
    "arrays": pd.Series([np.array([1, 2]), None, [3]], dtype="object"),
    "numbers of NumPy": pd.Series([np.int64(1), np.float64(2.5), np.bool_(True)], dtype="object"),
    "mappings": [{"a": 1}, None, {"a": 2}],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_written_as_altair_writes_it(name):
    table = pd.DataFrame({"place": [10, 11, 12], name: COLUMNS[name]}).set_axis([5, 6, 7])
    ours, theirs = chart_rows.values(table)["values"], alt.to_values(table)["values"]
    assert repr(ours) == repr(theirs), "values or their kinds differ"


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"a": []}),
        pd.DataFrame([[1, 2]]),
        pd.DataFrame({"values": [1, 2]}).query("values > 5"),
    ],
    ids=["no row", "columns by number", "no row is left"],
)
def test_a_table_of_another_shape_is_written_as_altair_writes_it(table):
    assert chart_rows.values(table) == alt.to_values(table)


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({1.5: [1]}),
        pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([("x", 1)])),
        pd.DataFrame({"took": pd.to_timedelta(["1 day"])}),
    ],
    ids=["a column named by a number", "rows in two levels", "spans of time"],
)
def test_what_altair_refuses_is_refused_in_its_words(table):
    with pytest.raises(ValueError) as theirs:
        alt.to_values(table)
    with pytest.raises(ValueError) as ours:
        chart_rows.values(table)
    assert str(ours.value) == str(theirs.value)


def test_ordinary_columns_are_written_without_altair(monkeypatch):
    """Else the table is copied and every cell tested, at each layer."""

    def refused(*_):
        raise AssertionError("altair was asked")

    monkeypatch.setattr(chart_rows, "sanitize_pandas_dataframe", refused)
    monkeypatch.setattr(alt, "to_values", refused)
    ordinary = ["whole numbers", "fractions", "yes and no", "words", "days", "seconds"]
    chart_rows.values(pd.DataFrame({name: COLUMNS[name] for name in ordinary}))
