"""How strong the tie of each pair of actors is, measure by measure, and only where it is known.

Six states stand in the matrix; the United Nations is not a pair's partner. A cell that no table
fills is left out: no tie is guessed from another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from brief.analysis.alliance import trade, votes
from brief.analysis.alliance.arms import supplier_periods
from press.prose import month

STATES = ("KOR", "USA", "CHN", "JPN", "RUS", "PRK")

# Rows of the table `events` at which two or three leaders met in person; the table has no such mark.
LEADERS_MET = (
    "E090",
    "E096",
    "E104",
    "E105",
    "E113",
    "E118",
    "E134",
    "E137",
    "E143",
    "E144",
    "E145",
    "E146",
    "E326",
    "E327",
    "E328",
)

COLUMNS = ["first", "second", "tie", "value", "as_of"]


def pair(one: str, other: str) -> tuple[str, str]:
    """Return the two codes in the order of STATES, so that a pair has one name."""
    first, second = sorted((one, other), key=STATES.index)
    return first, second


def pairs() -> list[tuple[str, str]]:
    """Return the fifteen pairs, Seoul's first."""
    return list(combinations(STATES, 2))


def goods_trade(trade_korea: pd.DataFrame, trade_us: pd.DataFrame) -> pd.DataFrame:
    """Return goods traded both ways by pair, in billion US dollars, in the last year known.

    Seoul's own figures are used for its pairs and the US Census Bureau's for Washington's others.
    """
    korean = trade.two_way_shares(trade_korea).assign(reporter="KOR")
    american = trade.us_two_way(trade_us).assign(reporter="USA")
    both = pd.concat([korean, american[american["partner_iso3"] != "KOR"]], ignore_index=True)
    return _latest(both[both["partner_iso3"].isin(STATES)], "value_usd_billion", "trade")


def investment(direct_investment: pd.DataFrame) -> pd.DataFrame:
    """Return direct investment both ways as Seoul reports it, in billion US dollars, last year known."""
    held = trade.investment_positions(direct_investment)
    summed = held.groupby(["counterpart_iso3", "year"], as_index=False)["korea"].sum(min_count=2)
    summed = summed.rename(columns={"counterpart_iso3": "partner_iso3"}).assign(reporter="KOR")
    return _latest(summed.dropna(), "korea", "investment")


def arms_received(suppliers: pd.DataFrame, us_shares: pd.DataFrame) -> pd.DataFrame:
    """Return the share of the first state's arms that the second delivered in the last five years.

    Per cent. `suppliers` is the table `arms_suppliers_korea`, `us_shares` comes from `arms.us_share`.
    For South Korea a supplier that the register does not name delivered nothing.
    """
    periods = supplier_periods(suppliers)
    last = periods[periods["first_year"] == periods["first_year"].max()]
    names = {"USA": "United States", "CHN": "China", "JPN": "Japan", "RUS": "Russia"}
    share = last.set_index("supplier")["share_pct"]
    rows = [
        ["KOR", code, "arms", float(share.get(name, 0.0)), last["period"].iloc[0]]
        for code, name in names.items()
    ]
    japan = us_shares[us_shares["recipient_iso3"] == "JPN"].nlargest(1, "year").iloc[0]
    rows.append(["USA", "JPN", "arms", float(japan["share_pct"]), last["period"].iloc[0]])
    return pd.DataFrame(rows, columns=COLUMNS)


def vote_distance(points: pd.DataFrame) -> pd.DataFrame:
    """Return the distance of the UN voting positions of each pair, in the last year of the table."""
    weak = votes.weak_years(points)
    last = points[~points["year"].isin(weak)]["year"].max()
    place = points[points["year"] == last].set_index("iso3")["ideal_point"]
    known = [both for both in pairs() if set(both) <= set(place.index)]
    rows = [[*both, "votes", abs(float(place[both[0]] - place[both[1]])), str(last)] for both in known]
    return pd.DataFrame(rows, columns=COLUMNS)


def warmth(opinion: pd.DataFrame, series: str) -> pd.DataFrame:
    """Return how warm South Koreans feel toward each state (0 to 100), at the last survey of `series`."""
    asked = opinion[(opinion["series"] == series) & (opinion["country_surveyed_iso3"] == "KOR")]
    last = asked.sort_values("fieldwork_start").groupby("target_iso3").tail(1)
    rows = [
        [*pair("KOR", row.target_iso3), "warmth", float(row.value), month(row.fieldwork_start)]
        for row in last.itertuples()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def last_meeting(events: pd.DataFrame, summits: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Return the year in which the leaders of each pair last met on record, up to the day `until`."""
    met = [*_met_in_events(events), *_met_in_summits(summits)]
    dated = pd.DataFrame(met, columns=["first", "second", "date"])
    dated = dated[dated["date"] <= until]
    last = dated.groupby(["first", "second"], as_index=False)["date"].max()
    return last.assign(
        tie="meeting", value=last["date"].dt.year.astype(float), as_of=last["date"].map(month)
    )[COLUMNS]


def _met_in_events(events: pd.DataFrame) -> Iterator[list[object]]:
    for row in events[events["event_id"].isin(LEADERS_MET)].itertuples():
        present = [code for code in row.actors.split(";") if code in STATES]
        for both in combinations(present, 2):
            yield [*pair(*both), row.date]


def _met_in_summits(summits: pd.DataFrame) -> Iterator[list[object]]:
    for row in summits.itertuples():
        if {row.iso3_a, row.iso3_b} <= set(STATES):
            yield [*pair(row.iso3_a, row.iso3_b), row.date]


def _latest(table: pd.DataFrame, value: str, tie: str) -> pd.DataFrame:
    last = table.sort_values("year").groupby(["reporter", "partner_iso3"]).tail(1)
    rows = [
        [*pair(row["reporter"], row["partner_iso3"]), tie, float(row[value]), str(int(row["year"]))]
        for _, row in last.iterrows()
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
