"""Verdicts that follow from the tables: each is computed by a rule that is stated here, not by hand.

A finding holds the verdict, the figures in a sentence, and the condition under which the claim holds. New
data that overturns a verdict of the ledger is told by `press.claims.rules`, and stops the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from brief.analysis.alliance import information, posture, trade
from brief.analysis.peninsula import launches, overflights
from brief.article import AFTERMATH, ARTICLE_DAY, WINDOW
from press.claims.entries import Finding
from press.claims.vocabulary import CAME_TRUE, DID_NOT_COME_TRUE
from press.errors import DataError
from press.parameters import as_of
from press.prose import day, listed, month, number, percent

Tables = Mapping[str, pd.DataFrame]

NEEDED = (
    "article_forecasts",
    "forecast_outcomes",
    "information_sharing",
    "launch_sites",
    "macro",
    "military_expenditure",
    "missile_count_disagreements",
    "missile_events_added",
    "missiles",
    "overflights",
    "stakeholders",
    "trade_korea",
    "us_treaties",
    "us_troops",
    "us_troops_quarters",
)
RAPID_GROWTH_PCT = 5.0  # a year, per head, in real terms
HEAVY_SHARE_PCT = 15.0  # of all goods exports, for the largest buyer
SHARING_YEARS = 3  # the span that the article speaks of


def computed(tables: Tables, region: Mapping) -> dict[str, Finding]:
    """Return every finding by claim. `tables` holds those of `NEEDED`, `region` the map's GeoJSON."""
    days = launches.launch_days(
        tables["missiles"], tables["missile_events_added"], tables["missile_count_disagreements"]
    )
    ways: list[Callable[[], Iterable[Finding]]] = [
        lambda: [testing_more_often(days)],
        lambda: [treaty_of_the_cold_war(tables["us_treaties"], tables["us_troops"])],
        lambda: [rapid_growth(tables["macro"])],
        lambda: [office_holder("C24", "USA", "Ramirez", tables["stakeholders"])],
        lambda: [office_holder("C28", "KOR", "Choi", tables["stakeholders"])],
        lambda: trade_with_china(tables["trade_korea"]),
        lambda: [more_tests_in_window(days)],
        lambda: [flew_over(tables, region)],
        lambda: [heavy_spending(tables["military_expenditure"])],
        lambda: [sharing_dropped(tables["information_sharing"])],
        lambda: [tests_after(days)],
        lambda: [more_forces(tables["us_troops"], tables["us_troops_quarters"])],
        lambda: forecasts_by_outcomes(tables["article_forecasts"], tables["forecast_outcomes"]),
    ]
    return {finding.claim_id: finding for way in ways for finding in _as_known(way)}


def _as_known(way: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Return findings; none, as of an earlier day, where the tables do not reach far enough for them."""
    try:
        return list(way())
    except (LookupError, ValueError, TypeError, AttributeError, DataError):
        if not as_of():
            raise
        return []


def testing_more_often(days: pd.DataFrame) -> Finding:
    """C01: whether launch days rose over spans of five years, and over the year before the article."""
    table = launches.pace(days, months=12)["launch_days"]
    spans = launches.five_years(days)
    counts = listed([str(count) for count in spans])
    text = (
        f"{counts} launch days in the last {len(spans)} spans of five years before the article; "
        f"{table['window']} in the twelve months before it, {table['before it']} in the twelve before those"
    )
    rule = (
        "launch days rose over the last five years and over the last twelve months, each against as many "
        "before; in part if only over one"
    )
    rose = [spans[-1] > spans[-2], launches.grew_more_frequent(days, months=12)]
    verdict = "partly supported" if any(rose) and not all(rose) else _if(all(rose))
    return Finding("C01", verdict, text, rule, ("missiles", "missile_events_added"))


def more_tests_in_window(days: pd.DataFrame) -> Finding:
    """C41: whether the six months had more launch days than those before and those a year earlier."""
    table = launches.pace(days)["launch_days"]
    text = (
        f"{_days(table['window'])} in the article's six months, {table['before it']} in the six before, "
        f"{table['a year earlier']} in the same months a year earlier"
    )
    rule = "there are more launch days than in both spans that it can be set against"
    more = launches.grew_more_frequent(days)
    return Finding("C41", _if(more), text, rule, ("missiles", "missile_events_added"))


def flew_over(tables: Tables, region: Mapping) -> Finding:
    """C42: whether any record, or any estimated track, of the window passes over mainland South Korea."""
    missiles = tables["missiles"]
    crossed = overflights.flew_over_south_korea(
        tables["overflights"], missiles, tables["launch_sites"], region, WINDOW
    )
    fired = missiles[WINDOW.holds(missiles["date"])]
    inland, sea = ((fired["landing"] == place).sum() for place in ("north-korea", "sea-of-japan"))
    text = (
        f"of {_count(len(fired), 'ballistic missile')} that the table has in the window {sea} came down "
        f"in the East Sea (Sea of Japan) and {inland} inside North Korea"
    )
    rule = "an overflight of the mainland is recorded, or an estimated track crosses it"
    return Finding("C42", _if(crossed), text, rule, ("overflights", "missiles", "launch_sites"))


def tests_after(days: pd.DataFrame) -> Finding:
    """C58: whether launches escalated: more in the six months from the article on than in those before."""
    count, before = (launches.counted(days, span)["launch_days"] for span in (AFTERMATH, WINDOW))
    text = (
        f"{_days(count)} from {day(AFTERMATH.start)} to {day(AFTERMATH.last_day)}, {before} in the six "
        "months before"
    )
    verdict = CAME_TRUE if count > before else DID_NOT_COME_TRUE
    rule = "there are more launch days than in the six months before"
    return Finding("C58", verdict, text, rule, ("missiles", "missile_events_added"))


def more_forces(troops: pd.DataFrame, quarters: pd.DataFrame) -> Finding:
    """C62: whether more US personnel stood in South Korea and Japan at the window's end than at its start.

    It is the measure by which the base rate of the forecast was taken before anything was known.
    """
    counts = posture.around(troops, quarters, AFTERMATH)
    (before, was), (after, now) = counts.sum(axis=1).items()
    korea = counts["KOR"]
    text = (
        f"{number(now)} US personnel in South Korea and Japan in {month(after)}, {number(was)} in "
        f"{month(before)}; in South Korea alone {number(korea[after])} after {number(korea[before])}"
    )
    verdict = CAME_TRUE if now > was else DID_NOT_COME_TRUE
    rule = "the last report of the six months counts more in South Korea and Japan than the last before them"
    return Finding("C62", verdict, text, rule, ("us_troops", "us_troops_quarters"))


def treaty_of_the_cold_war(treaties: pd.DataFrame, troops: pd.DataFrame) -> Finding:
    """C05: whether the treaty was signed in the Cold War, with American forces in the country."""
    signed = treaties.set_index("partner_iso3").loc["KOR", "signed"]
    korea = troops[troops["host_iso3"] == "KOR"].set_index("year")["personnel"]
    then = korea[signed.year]
    text = f"signed on {day(signed)}; {number(then)} US personnel in Korea that year"
    rule = "it was signed between 1947 and 1991, with forces in the country"
    return Finding(
        "C05", _if(1947 <= signed.year <= 1991 and then > 0), text, rule, ("us_treaties", "us_troops")
    )


def rapid_growth(macro: pd.DataFrame) -> Finding:
    """C13: whether output per head grew by at least RAPID_GROWTH_PCT a year from 1990 to 1996."""
    korea = macro[macro["iso3"] == "KOR"].set_index("year")
    per_head = korea["gdp_usd_2015"] / korea["population"].astype("float64")
    rate = 100 * ((per_head[1996] / per_head[1990]) ** (1 / 6) - 1)
    text = f"output per head grew by {percent(rate, 1)} a year in real terms from 1990 to 1996"
    rule = f"the growth is at least {percent(RAPID_GROWTH_PCT)} a year"
    return Finding("C13", _if(rate >= RAPID_GROWTH_PCT), text, rule, ("macro",))


def office_holder(claim_id: str, iso3: str, name: str, stakeholders: pd.DataFrame) -> Finding:
    """C24, C28: whether a person of that name is among the office-holders of the article's day."""
    holders = stakeholders.set_index("iso3").loc[iso3, "office_holders_2025_11_06"]
    president = holders.split(";")[0].split("(")[0].strip()
    text = f"the office-holder on {day(ARTICLE_DAY)} is {president}"
    return Finding(
        claim_id, _if(name in holders), text, "the name is among the office-holders", ("stakeholders",)
    )


def trade_with_china(table: pd.DataFrame) -> list[Finding]:
    """C29, C34: whether China was the largest buyer of Korean goods in the last full year."""
    exports = trade.korea_shares(table).query("flow == 'export'")
    year = exports.loc[exports["year"] < ARTICLE_DAY.year, "year"].max()
    shares = exports[exports["year"] == year].set_index("partner_iso3")["share_pct"]
    largest, rest = shares.idxmax() == "CHN", shares.drop("CHN").max()
    text = (
        f"China took {percent(shares['CHN'], 1)} of Korea's exports in {year}, "
        f"the next partner in the table {percent(rest, 1)}"
    )
    heavy = f"China is the largest buyer, with at least {percent(HEAVY_SHARE_PCT)}"
    return [
        Finding("C29", _if(largest and shares["CHN"] >= HEAVY_SHARE_PCT), text, heavy, ("trade_korea",)),
        Finding("C34", _if(largest), text, "China is the largest buyer", ("trade_korea",)),
    ]


def heavy_spending(spending: pd.DataFrame) -> Finding:
    """C51: whether military spending rose in real terms over the last ten years known."""
    korea = spending[spending["iso3"] == "KOR"].set_index("year")["spending_usd_million_2023"].dropna()
    last = korea.index.max()
    grown = 100 * (korea[last] / korea[last - 10] - 1)
    text = f"{percent(grown)} more in {last} than ten years before, in 2023 dollars"
    return Finding(
        "C51",
        _if(grown > 0),
        text,
        "spending is higher than ten years before, at constant prices",
        ("military_expenditure",),
    )


def sharing_dropped(events: pd.DataFrame) -> Finding:
    """C52: whether a cut between the two is on record; channels that open say nothing of how much flows."""
    counts = information.in_window(
        information.events(events), ARTICLE_DAY - pd.DateOffset(years=SHARING_YEARS), ARTICLE_DAY
    )
    text = (
        f"{_count(counts['widened'], 'step')} that include Washington and Seoul widened sharing in the three "
        f"years before the article, {counts['narrowed'] or 'none'} narrowed it; how much is exchanged is not "
        "published"
    )
    verdict = "partly supported" if counts["narrowed"] else "not verifiable"
    rule = "a cut between the two would support it in part; without one, what is not published decides"
    return Finding("C52", verdict, text, rule, ("information_sharing",))


def forecasts_by_outcomes(forecasts: pd.DataFrame, outcomes: pd.DataFrame) -> list[Finding]:
    """C59 to C61 and C63: whether more of the happenings speak for the forecast than against it."""
    closed = forecasts[forecasts["resolution"].str.startswith("forecast-resolved")]
    counts = outcomes.groupby("item_id")["bears_on_forecast"].value_counts().unstack(fill_value=0)
    found = []
    for row in closed[~closed["claim_id"].isin(["C58", "C62"])].itertuples():
        speaks, against = int(counts.loc[row.item_id, "for"]), int(counts.loc[row.item_id, "against"])
        verdict = CAME_TRUE if speaks > against else DID_NOT_COME_TRUE
        text = f"{_count(speaks, 'happening')} in the window for it, {against or 'none'} against it"
        rule = "more happenings speak for it than against it"
        found.append(Finding(row.claim_id, verdict, text, rule, ("forecast_outcomes", "article_forecasts")))
    return found


def _if(condition: object) -> str:
    return "supported" if condition else "contradicted"


def _count(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def _days(number: int) -> str:
    return _count(int(number), "launch day")
