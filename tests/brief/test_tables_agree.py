"""Tables agree with each other and within themselves; a slip in one cell is told with its table and row."""

import pandas as pd
import pytest

from brief import agreement, tables
from brief.agreement import rules


def told_after(table, column, change, **key):
    """Return what is told after one cell, named by its key, was changed."""
    rows = tables.load(table)
    chosen = pd.Series(True, index=rows.index)
    for name, value in key.items():
        chosen &= rows[name] == value
    (place,) = rows.index[chosen]
    rows.loc[place, column] = change(rows.loc[place, column])
    return list(agreement.problems(lambda name: rows if name == table else tables.load(name), table))


def test_the_tables_agree():
    assert list(agreement.problems(tables.load)) == []


@pytest.mark.parametrize(
    ("table", "column", "change", "key", "words"),
    [
        (
            "trade_korea",
            "value_usd_million",
            lambda value: value * 1.05,
            {"partner_iso3": "CHN", "year": 2010, "flow": "export"},
            ["partner_share_pct"],
        ),
        (
            "leader_visits",
            "visits",
            lambda value: value + 1,
            {"visitor": "president", "iso3": "AUS", "year": 1966},
            ["the total of visits, 1966", "make settle"],
        ),
        (
            "cost_sharing",
            "source_url",
            lambda value: value[:-1],
            {"year": 1991},
            ["words of source_url, 1991", "make settle"],
        ),
        (
            "forecast_outcomes",
            "date",
            lambda value: pd.Timestamp("2025-11-01"),  # five days before the window opens
            {"item_id": "F01", "row_no": 1},
            ["F01", "outside the window"],
        ),
        (
            "geopolitical_risk",
            "gpr",
            lambda value: value * 1.03,
            {"date": pd.Timestamp("1999-05-01")},
            ["on average from 1985 to 2019"],
        ),
        (
            "un_ideal_points",
            "ideal_point",
            lambda value: value + 0.01,
            {"iso3": "KOR", "year": 2010},
            ["un_ideal_point_distance", "2010"],
        ),
        (
            "un_agreement",
            "agreement_share",
            lambda value: value - 0.012345,
            {"iso3_b": "JPN", "year": 2001},
            ["JPN", "2001", "share"],
        ),
        (
            "missiles",
            "distance_km",
            lambda value: value + 40,
            {"missile_id": "CNS243"},
            ["CNS243", "launch site"],
        ),
        (
            "launch_sites",
            "latitude_deg",
            lambda value: value + 0.5,
            {"launch_site": "Hodo Peninsula"},
            ["missiles", "do not fit"],
        ),
        (
            "macro",
            "population",
            lambda value: int(value * 1.1),
            {"iso3": "KOR", "year": 2005},
            ["macro.csv", "2005", "population"],
        ),
        ("macro", "year", lambda value: value - 30, {"iso3": "KOR", "year": 2005}, ["KOR", "2005", "no row"]),
        (
            "exercises_yearly_korea",
            "exercises",
            lambda value: value + 3,
            {"year": 1995},
            ["1995", "exercises_by_country"],
        ),
        (
            "arms_suppliers_korea",
            "tiv_million",
            lambda value: value * 1.2,
            {"supplier_iso3": "USA", "method": "even split", "year": 2012},
            ["arms_us_share", "2012"],
        ),
        (
            "nuclear_tests",
            "latitude_deg",
            lambda value: value + 1,
            {"test_no": 2},
            ["test_no 2", "outside the test site"],
        ),
        (
            "events",
            "date",
            lambda value: value - pd.Timedelta(days=700),
            {"event_id": "E300"},
            ["events.csv", "after a later one"],
        ),
        (
            "forecasts",
            "score",
            lambda value: value * 2,
            {"made_on": pd.Timestamp("2026-08-20"), "question": "any ICBM launch", "horizon_days": 30},
            ["score"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_slip_shows_against_other_cells(table, column, change, key, words):
    told = told_after(table, column, change, **key)
    assert told, "nothing was told"
    assert any(all(word in one for word in words) for one in told), told[:3]


def test_a_value_at_the_end_of_a_series_has_more_room():
    rows = pd.DataFrame(
        {"iso3": ["KOR"] * 4, "year": [2001, 2002, 2003, 2004], "value": [10.0, 10, 10, 11.5]}
    )
    assert list(rules.jumps(rows, ["iso3"], "value", 0.1)) == []
    ((place, off),) = rules.jumps(rows.assign(value=[10.0, 10, 11.5, 10]), ["iso3"], "value", 0.1)
    assert place == 2 and off == pytest.approx(0.15)


def test_words_copied_from_another_row_are_told():
    rows = pd.DataFrame({"key": ["a", "b", "c"], "words": ["one", "two", "one"]})
    told = list(rules.own_words("names", "words", ["key"]).find(rows))
    assert len(told) == 2 and "key a" in told[0] and "of another row" in told[0]
