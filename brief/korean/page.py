"""What the Korean summary tells, by name, computed from the tables: `bind(**page.words())`."""

from __future__ import annotations

import pandas as pd

from brief import assumptions, tables
from brief.analysis.alliance import arms, opinion, trade, votes
from brief.analysis.coefficient import finding, index, moves, sensitivity, uncertainty
from brief.analysis.forecast import article as forecast_article
from brief.analysis.forecast import base_rates
from brief.analysis.peninsula import launches, overflights
from brief.article import ARTICLE_DAY
from brief.charts import summary as chart
from brief.charts.stakeholders.opinion import WEIGHT
from brief.korean import answer, findings, glossary
from brief.korean.amounts import day, number, percent, year
from press.claims import ledger
from press.claims.vocabulary import CAME_TRUE
from press.prose import require
from press.tables import datapackage

OTHER_ALLIES = ("JPN", "DEU", "GBR", "ITA", "AUS", "PHL")
LEFT_BEHIND = 0.5  # ideal points that Washington moved further than an ally
CLEAR_MOVE = "clear"
RETURNED = 2021  # when confidence came back with another president
FORCES = "F05"  # the forecast that American forces would grow
RECOUNTED = 2015  # when the register began to count troops otherwise


def guard() -> None:
    """Stop the page where the figures no longer carry one of its written sentences."""
    values, (start, end) = index.published().values, _years()
    amount = arms.us_amount(tables.load("arms_us_share")).query("recipient_iso3 == 'KOR'")
    spent, exports = amount.set_index("year")["tiv_million"], values["us_exports"]
    require(
        spent[end] < spent[start] and values.loc[end, "arms"] > values.loc[start, "arms"],
        "무기 도입량은 줄었고",
    )
    require(exports[end] < exports[end - 1], "대미 수출 비중은 전년보다 낮다")
    require(values.loc[RETURNED, "confidence"] > values.loc[RETURNED - 1, "confidence"] + 10, "되살아났다")


def words() -> dict[str, str]:
    """Return every sentence of the page by the name that its text shows."""
    return {
        **front(),
        **six_ties(),
        **score(),
        **ties(),
        **vote(),
        **trust(),
        **north(),
        **weight(),
        **told(),
    }


def front() -> dict[str, str]:
    """Return the answer, how sure it is, and what limits it."""
    made, values = index.published(), index.published().values
    start, end = assumptions.current().base_year, assumptions.current().last_year
    part = moves.washingtons_part(made, tables.load("un_ideal_points"), start, end)
    exports, armed, confidence = (
        (values.loc[start, name], values.loc[end, name]) for name in ("us_exports", "arms", "confidence")
    )
    peak = bool(values["confidence"].max() == confidence[0])
    found, name = finding.finding(), "since_2015"
    fell = {
        end: found.with_last[name],
        finding.full_year(): found.to_full[name],
        end - 1: found.without_last[name],
    }
    return {
        "ko_answer": answer.answer(chart.moves(made)),
        "ko_shares": answer.shares(start, exports, armed),
        "ko_votes_and_trust": answer.votes_and_trust(
            part["by_us"], part["by_ally"], confidence, from_peak=peak
        ),
        "ko_moved": answer.moved(found.with_last[name]),
        "ko_base_years": answer.dependence(finding.by_base_year()),
        "ko_limits": answer.limits(uncertainty.DRAWS, fell),
        "ko_edition": answer.made_of(tables.package_version(), _reaches()),
        "ko_article_day": day(ARTICLE_DAY),
        "ko_returned": year(RETURNED),
        "ko_recounted": year(RECOUNTED),
    }


def _reaches() -> list[tuple[str, str, bool]]:
    """Return what reaches how far: its English name, its last day (ISO), whether only the year is told."""
    ends = {what: tables.complete_to(name) for what, name in datapackage.describe()["reaches"].items()}
    full = {what: tables.last_full_year(name) for what, name in datapackage.describe()["reaches"].items()}
    return [(what, end.isoformat()[:10], full[what] == end.year) for what, end in ends.items()]


def six_ties() -> dict[str, str]:
    """Return the rows of the table of ties, from 1: name, two readings, way; and what stands over it."""
    rows = chart.readings(index.published())
    last = max(row["Year"] for row in rows.values())
    facts = {
        "ko_ties": answer.headline({name: row["Way"] for name, row in rows.items()}, chart.BEFORE),
        "ko_then": year(chart.BEFORE),
        "ko_now": year(last),
    }
    for place, (name, row) in enumerate(rows.items(), 1):
        when = "" if row["Year"] == last else f" ({year(row['Year'])})"
        facts |= {f"tie_{place}": glossary.TIES[name], f"way_{place}": glossary.WAYS[row["Way"]]}
        unit = glossary.PERSONS if name == "troops" else ""
        facts |= {f"then_{place}": row["Then"] + unit, f"now_{place}": row["Now"] + unit + when}
    return facts


def score() -> dict[str, str]:
    """Return the line over the strip of verdicts, and how many claims make its points."""
    claims = tables.load("claims")
    points = int(ledger.verdict_counts(claims).sum())
    return {"ko_score": answer.score(len(claims), points)}


def ties() -> dict[str, str]:
    """Return the finding on arms and trade."""
    values, years = index.published().values, _years()
    armed, exports = (
        (values.loc[years[0], name], values.loc[years[1], name]) for name in ("arms", "us_exports")
    )
    shares = trade.lead(trade.korea_shares(tables.load("trade_korea")), "CHN", "USA")
    sold, bought = (
        shares.query("flow == @flow").set_index("year")["points"] for flow in ("export", "import")
    )
    lead = sold.max(), sold[years[1]]
    return {
        "ko_1": findings.ties_headline(armed, exports),
        "ko_1_text": f"{findings.ties(years, armed, exports, lead)} "
        f"{findings.seller(bought.iloc[-2], bought.iloc[-1], int(bought.index[-1]))}",
    }


def vote() -> dict[str, str]:
    """Return the finding on the votes in the United Nations."""
    years, values = (finding.full_year(), _years()[1]), index.published().values["un_distance"]
    moved = votes.moves(tables.load("un_ideal_points"), *years).set_index("iso3")
    behind = moved.loc["USA", "move"] - moved.loc[list(OTHER_ALLIES), "move"] > LEFT_BEHIND
    clear = bool(moved.loc["USA", CLEAR_MOVE]), bool(moved.loc["KOR", CLEAR_MOVE])
    distance = values[years[0]], values[years[1]]
    return {
        "ko_2": findings.votes_headline(*clear),
        "ko_2_text": findings.votes(years, distance, clear, int(behind.sum()), len(OTHER_ALLIES)),
    }


def trust() -> dict[str, str]:
    """Return the finding on trust: two polls of two years, and confidence in the American president."""
    years = _years()[1] - 1, _years()[1]
    polls = tables.load("opinion")
    asked = opinion.answers(polls, ["eai-trust"], ["KOR"])
    before, after = (opinion.value(asked, "eai-trust", "USA", str(one)) for one in years)
    weighed = opinion.answers(polls, list(WEIGHT), ["KOR"])
    both = opinion.both_years(weighed, *years)
    last = opinion.both_years(weighed, *years, latest=True).set_index("series")["change"]
    peace, economy = (float(last[name]) for name in WEIGHT)
    least = min(both["change"], key=abs) if _alike(both["change"]) else 0.0
    asked_in = polls[polls["series"].isin(list(WEIGHT)) & (polls["year"] == years[1])][
        "fieldwork_start"
    ].dt.month
    waves = int(asked_in.min()), int(asked_in.max())
    known = index.published().values["confidence"].dropna().to_dict()
    return {
        "ko_3": findings.trust_headline((before, after), least),
        "ko_3_text": findings.trust(years, (before, after), least, waves, (peace, economy)),
        "ko_3_president": findings.president(known, *_years()),
    }


def _alike(changes: pd.Series) -> bool:
    return bool((changes > 0).all() or (changes < 0).all())


def north() -> dict[str, str]:
    """Return the finding on launches, and on missiles over the South."""
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    pace = launches.pace(launches.launch_days(*map(tables.load, names)))["launch_days"]
    before, during, after_it = (int(pace[span]) for span in ("before it", "window", "after"))
    chance = launches.chance_of_split(during, after_it)
    return {
        "ko_4": findings.launches_headline(before, during, after_it),
        "ko_4_text": findings.launches(before, during, after_it, _flown()),
        "ko_4_chance": percent(100 * chance),
    }


def _flown() -> int:
    """Return how many reports and estimated tracks pass over mainland South Korea, of all years."""
    told = overflights.over_mainland(tables.load("overflights"), "KOR")
    tracks = overflights.tracks(tables.load("missiles"), tables.load("launch_sites"))
    outlines = overflights.outlines(tables.geometry("region"), "KOR")
    return len(told) + int(overflights.crossing(tracks, outlines).sum())


def weight() -> dict[str, str]:
    """Return the finding on the sum and the weight of politics."""
    years = _years()
    turn, pulls = sensitivity.tipping_weight(*years), sensitivity.pillar_moves(*years)[0]
    period = finding.period(index.published(), uncertainty.published(), *years)
    return {
        "ko_5": findings.sum_headline(turn),
        "ko_5_text": findings.weighed(years, (period.change, period.points), turn, pulls),
        "ko_5_fell": answer.tested(period),
    }


def told() -> dict[str, str]:
    """Return the finding on the article's forecasts."""
    every = tables.load("article_forecasts")
    short = every[every["item_id"].isin(forecast_article.SHORT_TERM)]
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    days = launches.launch_days(*map(tables.load, names))
    read = base_rates.readings(days, tables.load("military_expenditure"), tables.load("us_troops"))
    against = read.drop_duplicates("item_id").set_index("item_id")["bits"].gt(1)
    require(list(against.index[against]) == [FORCES], "그 1건, 미군 전력이 늘어난다는 전망")
    counts = int((short["resolution"] == CAME_TRUE).sum()), len(short), int(against.sum())
    return {
        "ko_6": findings.forecasts_headline(*counts),
        "ko_6_text": findings.forecasts(*counts),
        "ko_6_against": f"{number(counts[2])}건",
    }


def _years() -> tuple[int, int]:
    """Return the base year and the last year."""
    return assumptions.current().base_year, assumptions.current().last_year
