"""Arms: five-year shares that never mix two methods and never leave the range of a share."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import tables
from brief.analysis.alliance import arms

volume = st.floats(0, 5000)


def deliveries(pairs, method="even split"):
    return pd.DataFrame(
        {
            "recipient_iso3": "KOR",
            "method": method,
            "year": range(2000, 2000 + len(pairs)),
            "tiv_total_million": [ours + theirs for ours, theirs in pairs],
            "tiv_from_us_million": [ours for ours, _ in pairs],
        }
    )


@given(st.lists(st.tuples(volume, volume), min_size=5, max_size=12))
def test_a_share_lies_between_the_least_and_the_greatest_of_its_years(pairs):
    table = deliveries(pairs)
    yearly = (
        100 * table["tiv_from_us_million"] / table["tiv_total_million"].where(table["tiv_total_million"] > 0)
    )
    for row in arms.us_share(table).itertuples():
        window = yearly[(table["year"] > row.year - 5) & (table["year"] <= row.year)]
        assert window.min() - 1e-6 <= row.share_pct <= window.max() + 1e-6


def test_the_first_share_comes_with_the_first_whole_window():
    assert list(arms.us_share(deliveries([(1.0, 1.0)] * 6))["year"]) == [2004, 2005]


def test_the_other_method_does_not_enter_the_sum():
    one, other = deliveries([(1.0, 1.0)] * 5), deliveries([(9.0, 0.0)] * 5, "delivery year")
    assert arms.us_share(pd.concat([one, other]))["share_pct"].tolist() == [50.0]


def test_an_unknown_method_names_those_there_are():
    with pytest.raises(ValueError, match="delivery year, even split"):
        arms.us_share(tables.load("arms_us_share"), method="guess")


def test_the_periods_agree_with_the_five_year_shares_of_the_other_table():
    periods = arms.supplier_periods(tables.load("arms_suppliers_korea"))
    american = periods[periods["supplier"] == "United States"].set_index("first_year")["share_pct"]
    rolling = arms.us_share(tables.load("arms_us_share")).query("recipient_iso3 == 'KOR'").set_index("year")
    assert american.to_dict() == pytest.approx(
        {first: rolling.loc[first + 4, "share_pct"] for first in american.index}, abs=0.2
    )
    assert periods.groupby("period")["share_pct"].sum().to_numpy() == pytest.approx(100)
