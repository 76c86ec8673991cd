"""What tables of votes, polls and visits must agree on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from brief.agreement.rules import WAY_OUT, Rule, determined, differ, told, unbroken
from press.prose import number

_NINETY = 2 * 1.6448536  # widths of a 90 % interval in standard errors
_MOST_VOTES = 300
_PAIR = ["iso3_a", "iso3_b", "year"]


def distances(distance: pd.DataFrame, points: pd.DataFrame) -> Iterator[str]:
    """A distance, its error and its votes follow from the positions of both states."""
    held = points.assign(error=(points["upper"] - points["lower"]) / _NINETY).set_index(["iso3", "year"])
    rows = distance
    for side in ("a", "b"):
        rows = rows.join(held.add_suffix(f"_{side}"), on=[f"iso3_{side}", "year"])
    rows["positions"] = (rows["ideal_point_a"] - rows["ideal_point_b"]).abs()
    rows["errors of both"] = np.sqrt(rows["error_a"] ** 2 + rows["error_b"] ** 2)
    rows["fewer votes"] = rows[["votes_a", "votes_b"]].min(axis=1)
    for _, row in rows[rows["positions"].isna()].iterrows():
        yield told("un_ideal_point_distance", row, _PAIR, "one of the two has no position in that year")
    for pair, room in ((("distance", "positions"), 2e-6), (("standard_error", "errors of both"), 5e-5)):
        yield from differ("un_ideal_point_distance", _PAIR, rows, pair, room)
    yield from differ("un_ideal_point_distance", _PAIR, rows, ("votes", "fewer votes"), 0)


def positions(points: pd.DataFrame) -> Iterator[str]:
    """A position lies in the middle of its interval, and states of a year cast about as many votes."""
    upper, lower = points["upper"] - points["ideal_point"], points["ideal_point"] - points["lower"]
    middle = points.groupby("year")["votes"].transform("median").astype("float64")
    wrong = ~(upper / lower).between(0.85, 1.19) | ((points["votes"].astype("float64") - middle).abs() > 7)
    for _, row in points[wrong].iterrows():
        yield told(
            "un_ideal_points", row, ["iso3", "year"], "position, interval or number of votes do not fit"
        )


def releases(july: pd.DataFrame, distance: pd.DataFrame) -> Iterator[str]:
    """A distance of the release of July 2025 differs by less than 0.22 from that of the one in use."""
    rows = july.merge(distance, on=_PAIR, suffixes=("", "_in_use"))
    yield from differ("un_distance_july_2025", _PAIR, rows, ("distance", "distance_in_use"), 0.22)
    known = pd.MultiIndex.from_frame(july[_PAIR]).isin(pd.MultiIndex.from_frame(distance[_PAIR]))
    for _, row in july[~known].iterrows():
        yield told("un_distance_july_2025", row, _PAIR, "the release in use has no such pair and year")


def whole_votes(agreement: pd.DataFrame) -> Iterator[str]:
    """A share of votes is a ratio of whole numbers of votes, to its six digits."""
    votes = np.arange(1, _MOST_VOTES)
    share = agreement["agreement_share"].to_numpy(float)[:, None]
    whole = (np.abs(np.round(share * votes) / votes - share) < 6e-7).any(axis=1)
    for _, row in agreement[~whole].iterrows():
        yield told("un_agreement", row, _PAIR, f"the share is none of at most {_MOST_VOTES} votes")


def polls(polls_: pd.DataFrame) -> Iterator[str]:
    """Favourable and unfavourable make no more than all; the published shares are those of the answers."""
    keys = ["year", "country_surveyed_iso3", "target_iso3"]
    names = ("pew-microdata-favourable", "pew-microdata-unfavourable", "pew-published-favourable")
    liked, disliked, told_by_pew = (polls_[polls_["series"] == name].set_index(keys) for name in names)
    if set(liked.index) != set(disliked.index):
        yield f"data/opinion.csv: answers for and against are not of the same years and countries; {WAY_OUT}"
        return
    both = liked.join(disliked[["value", "respondents"]].add_suffix("_against")).reset_index()
    whole = both["value"] + both["value_against"]
    for _, row in both[
        ~whole.between(70, 100) | (both["respondents"] != both["respondents_against"])
    ].iterrows():
        yield told("opinion", row, keys, "favourable and unfavourable answers do not fit each other")
    published = told_by_pew.join(liked["value"].rename("of the answers")).reset_index()
    yield from differ("opinion", keys, published, ("value", "of the answers"), 1.0)


def days_of_polls(polls_: pd.DataFrame) -> Iterator[str]:
    """A poll's first day of fieldwork is that of its words, in its year or the one before."""
    start = polls_["fieldwork_start"]
    wrong = start.notna() & ~(polls_["year"] - start.dt.year).isin([0, 1])
    month = pd.to_datetime(polls_["fieldwork"].str.extract(r"^(\d{4}-\d\d)")[0], format="%Y-%m")
    after = (month - start.dt.to_period("M").dt.to_timestamp()).dt.days
    wrong |= after.notna() & ~after.between(0, 95)
    for _, row in polls_[wrong].iterrows():
        yield told("opinion", row, ["row_no"], "year, fieldwork and its first day do not fit")


def limits_of_polls(polls_: pd.DataFrame) -> Iterator[str]:
    """Rows are counted from 1, and values keep to what their unit allows."""
    most = polls_["unit"].map({"per cent": 100.0, "score 0-10": 10.0, "score 0-100": 100.0, "points": 50.0})
    least = polls_["unit"].map({"points": -50.0}).fillna(0.0)
    wrong = (
        (polls_["value"] > most)
        | (polls_["value"] < least)
        | (polls_["row_no"] != list(range(1, len(polls_) + 1)))
    )
    for _, row in polls_[wrong.fillna(False)].iterrows():
        yield told(
            "opinion", row, ["row_no"], "the value breaks its unit, or the row's number is not the next"
        )


def months(risk: pd.DataFrame) -> Iterator[str]:
    """Each month has a row."""
    whole = pd.date_range(risk["date"].min(), risk["date"].max(), freq="MS")
    for day in whole.symmetric_difference(pd.DatetimeIndex(risk["date"])):
        yield f"data/geopolitical_risk.csv: {day.date()} is missing, or is no first of a month; {WAY_OUT}"


def normalised(risk: pd.DataFrame) -> Iterator[str]:
    """The index is 100 on average from 1985 to 2019: its makers set it so."""
    base = risk[risk["date"].dt.year.between(1985, 2019)]
    mean = float(base["gpr"].mean())
    if abs(mean - 100) > 1e-5:
        yield (
            f"data/geopolitical_risk.csv: gpr is {number(mean, 4)} on average from 1985 to 2019, where "
            f"its makers set it to 100; {WAY_OUT}"
        )


def terms(presidents: pd.DataFrame) -> Iterator[str]:
    """A term begins when the one before ended, or a year later, and few summits fill a year."""
    held = presidents.sort_values("term_start")
    gap = held["term_start"] - held["term_end"].shift()
    many = held["summits"] / (held["term_end"] - held["term_start"]) > 2.5
    for _, row in held[(gap.notna() & ~gap.isin([0, 1])) | many.fillna(True)].iterrows():
        yield told(
            "summits_by_president",
            row,
            ["president"],
            "the term does not follow the one before, or has too many",
        )


def meetings(summits: pd.DataFrame) -> Iterator[str]:
    """Between two states the cumulative number grows with the days."""
    for _, part in summits.sort_values("date").dropna(subset=["cumulative"]).groupby(["iso3_a", "iso3_b"]):
        for _, row in part[part["cumulative"] <= part["cumulative"].shift()].iterrows():
            yield told("summits", row, ["summit_no"], "the cumulative number does not grow")
    for _, row in summits[summits["summit_no"] != list(range(1, len(summits) + 1))].iterrows():
        yield told("summits", row, ["summit_no"], "the number is not the next one")


RULES = (
    Rule(("un_ideal_point_distance", "un_ideal_points"), distances),
    Rule(("un_ideal_points",), positions),
    Rule(("un_distance_july_2025", "un_ideal_point_distance"), releases),
    Rule(("un_agreement",), whole_votes),
    Rule(("opinion",), polls),
    Rule(("opinion",), days_of_polls),
    Rule(("opinion",), limits_of_polls),
    Rule(("geopolitical_risk",), months),
    Rule(("geopolitical_risk",), normalised),
    Rule(("summits_by_president",), terms),
    Rule(("summits",), meetings),
    unbroken("un_ideal_points", ["iso3"]),
    unbroken("un_ideal_point_distance", ["iso3_a", "iso3_b"]),
    unbroken("un_distance_july_2025", ["iso3_a", "iso3_b"]),
    unbroken("un_agreement", ["iso3_a", "iso3_b"]),
    *(determined("opinion", ["series"], column) for column in ("unit", "lower_bound")),
    determined("opinion", ["fieldwork"], "year"),
    determined("opinion", ["question"], "unit"),
)
