"""Trade: shares as the reader sees them, crossings where the leader changes, two reporters side by side."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis import gaps
from brief.analysis.alliance import trade


@pytest.fixture(scope="module")
def shares():
    return trade.korea_shares(tables.load("trade_korea"))


def test_china_overtook_the_united_states_once_in_each_direction(shares):
    crossed = trade.crossings(trade.lead(shares, "USA", "CHN"))
    assert list(zip(crossed["flow"], crossed["year"], crossed["leader"], strict=True)) == [
        ("export", 2003, "CHN"),
        ("import", 2004, "CHN"),
    ]


def test_a_year_without_imports_from_china_is_missing_and_not_bridged(shares):
    imports = shares[shares["flow"] == "import"]
    opened = gaps.opened(imports, ["partner_iso3", "flow"])
    chinese = opened[opened["partner_iso3"] == "CHN"].set_index("year")["share_pct"]
    assert pd.isna(chinese[2020])
    assert "CHN" not in set(
        trade.lead(shares, "USA", "CHN").query("flow == 'import' and year == 2020")["leader"]
    )


def test_figures_after_wits_are_named_as_such(shares):
    assert set(shares.loc[shares["year"] > 2019, "origin"]) == {"ministry and press"}
    assert set(shares.loc[shares["year"] <= 2019, "origin"]) == {"WITS"}


def test_a_two_way_share_needs_both_flows():
    table = pd.DataFrame(
        {
            "partner_iso3": ["USA", "USA", "WLD", "WLD", "CHN"],
            "year": [2020] * 5,
            "flow": ["export", "import", "export", "import", "export"],
            "value_usd_million": [10.0, 20.0, 100.0, 100.0, 50.0],
        }
    )
    both = trade.two_way_shares(table)
    assert list(both["partner_iso3"]) == ["USA"]
    assert both["share_pct"].iloc[0] == pytest.approx(15.0)


def test_the_two_reporters_of_an_investment_stay_apart():
    positions = trade.investment_positions(tables.load("direct_investment"))
    american = positions.query(
        "counterpart_iso3 == 'USA' and held == 'invested there by Korea' and year == 2024"
    )
    assert american["korea"].item() > 2 * american["counterpart"].item()
