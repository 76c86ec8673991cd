"""What may be turned in the chapter on stakeholders: which years and which states are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief import tables
from brief.analysis.alliance import trade, votes
from press.parameters import Measure, Parameter, Parameters, Several, Whole

VOTES_FROM, VOTES_TO = 2023, 2025  # 2024 rests on eight votes
ALLIES = "JPN,DEU,GBR,ITA,AUS,PHL"
FIRST_VOTES, FIRST_SHARES = 1991, 1993
LEFT_BEHIND = 0.5  # of the scale of positions: a move that is larger by so much leaves a state behind


def states() -> list[str]:
    """Return the states whose position is known in the last year, but for the two allies themselves."""
    points = tables.load("un_ideal_points")
    known = points.loc[points["year"] == points["year"].max(), "iso3"]
    return [one for one in dict.fromkeys(known) if one not in ("USA", "KOR")]


def measures(values: Mapping[str, Any]) -> list[Measure]:
    """Return whose votes moved how far, how many allies it left behind, and how China's share moved."""
    moved = votes.moves(tables.load("un_ideal_points"), values["votes_from"], VOTES_TO).set_index(
        "iso3", drop=False
    )
    move = moved["move"]
    others = [one for one in values["allies"].split(",") if one in move]
    china = trade.share(trade.korea_shares(tables.load("trade_korea")), "CHN", "export")
    return [
        Measure("Move of Washington's votes", float(move["USA"])),
        Measure("Move of Seoul's votes", float(move["KOR"])),
        Measure("Allies left behind", float((move["USA"] - move[others] > LEFT_BEHIND).sum())),
        Measure(
            "Chance that Washington moved farther, per cent", 100 * votes.moved_more(moved, "USA", "KOR")
        ),
        Measure(
            "China's share of exports against its peak, points",
            float(china.iloc[-1] - china[china.index >= values["shares_from"]].max()),
        ),
    ]


PARAMETERS = Parameters(
    "stakeholders",
    (
        Parameter(
            "votes_from",
            Whole(FIRST_VOTES, VOTES_FROM),
            VOTES_FROM,
            f"year from which moves in UN votes are counted, up to {VOTES_TO}",
        ),
        Parameter("allies", Several(states), ALLIES, "other states whose votes are compared, with commas"),
        Parameter(
            "shares_from",
            Whole(FIRST_SHARES, VOTES_FROM),
            FIRST_SHARES,
            "first year in which the peak of China's share of exports is looked for",
        ),
    ),
    measures=measures,
)
