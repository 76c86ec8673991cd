"""The headline figures from the CSV files alone, in Python's standard library.

Change a line and compute again. Nothing here is taken from the book's own code, which needs pandas.
"""

import calendar
import csv
import datetime
import json
from collections import Counter, defaultdict
from pathlib import Path
from statistics import fmean

DATA = Path("data")
SPAN = range(1991, 2026)
START, END = 2015, 2025  # the first and the last year that are compared
ARTICLE_DAY = datetime.date(2025, 11, 6)
PILLARS = {
    "security": {"troops": 1, "arms": 1, "exercises": 1, "cost_sharing": 1, "information": 1},
    "economic": {"us_exports": 1, "us_trade": 1, "china_exports": -1, "investment": 1},
    "political": {"un_distance": -1, "visits": 1, "favourable": 1, "confidence": 1},
}  # -1: more of it counts against the tie
TIES = ("china_exports", "arms", "us_exports", "troops", "un_distance", "confidence")

Row = dict[str, str]
Values = dict[int, float]  # by year


def check_years() -> None:
    """Raise ValueError with a sentence when START and END cannot be compared."""
    if not (START in SPAN and END in SPAN and START < END):
        raise ValueError(
            f"START is {START} and END is {END}; both are years of {SPAN[0]} to {SPAN[-1]}, "
            "and START is the earlier"
        )


def last_full_year(table: str) -> int:
    """Return the last year in which a table without a row means that there was none."""
    with (DATA / "datapackage.json").open(encoding="utf-8") as file:
        stated = {one["name"]: one.get("complete_to", "") for one in json.load(file)["resources"]}
    day = stated[table]
    while not day[:1].isdigit():  # it names another table
        day = stated[day]
    return int(day[:4]) - (day[5:] != "12-31")


def rows(table: str) -> list[Row]:
    """Return a table's rows as dictionaries of text; a gap is empty."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def picked(table: str, **wanted: str | tuple[str, ...]) -> list[Row]:
    """Return the rows in which each column has the wanted text, or one of several."""
    return [row for row in rows(table) if all(row[key] in _several(text) for key, text in wanted.items())]


def _several(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def by_year(chosen: list[Row], column: str) -> Values:
    """Return the sum of a column by year, over the rows in which it is known."""
    found: defaultdict[int, float] = defaultdict(float)
    for row in chosen:
        if row[column] != "":
            found[int(row["year"])] += float(row[column])
    return dict(found)


def in_five_years(values: Values, first: int, last: int) -> Values:
    """Return the sum of each five years, from the fifth counted year on; a year without a value is 0."""
    return {
        year: sum(values.get(one, 0) for one in range(year - 4, year + 1))
        for year in range(first + 4, last + 1)
    }


def arms() -> Values:
    """The American share of arms imports over five years, per cent."""
    chosen = picked("arms_us_share", recipient_iso3="KOR", method="even split")
    ours, whole = (
        in_five_years(by_year(chosen, column), 1985, last_full_year("arms_us_share"))
        for column in ("tiv_from_us_million", "tiv_total_million")
    )
    return {year: 100 * ours[year] / whole[year] for year in ours if whole[year]}


def cost_sharing() -> Values:
    """Seoul's agreed contribution as a share of its military spending, per cent."""
    rates = {
        int(row["year"]): float(row["won_per_usd"]) for row in rows("exchange_rate") if row["won_per_usd"]
    }
    spent = by_year(picked("military_expenditure", iso3="KOR"), "spending_usd_million")
    found: Values = {}
    for row in picked("cost_sharing", status="agreed"):
        year = int(row["year"])
        dollars = float(row["contribution_usd_million"]) if row["contribution_usd_million"] else None
        if dollars is None and row["contribution_krw_billion"] and year in rates:
            dollars = 1000 * float(row["contribution_krw_billion"]) / rates[year]
        if dollars is not None and spent.get(year):
            found[year] = 100 * dollars / spent[year]
    return found


def information() -> Values:
    """Arrangements to share information that were in force."""
    kinds = ("agreement", "arrangement", "activation", "memorandum")
    begun = Counter(
        int(row["date"][:4])
        for row in picked("information_sharing", kind=kinds)
        if "KOR" in row["parties"] and "USA" in row["parties"]
    )
    last = last_full_year("information_sharing")
    return {year: sum(begun[one] for one in range(1987, year + 1)) for year in range(1987, last + 1)}


def trade(partner: str, flow: str) -> Values:
    """A partner's share of the exports or imports, per cent."""
    return by_year(picked("trade_korea", partner_iso3=partner, flow=flow), "partner_share_pct")


def us_trade() -> Values:
    """The American share of all trade, per cent, where both directions are known."""
    ours = picked("trade_korea", partner_iso3="USA")
    known = Counter(int(row["year"]) for row in ours if row["value_usd_million"] != "")
    whole = by_year(picked("trade_korea", partner_iso3="WLD"), "value_usd_million")
    bought = by_year(ours, "value_usd_million")
    return {year: 100 * bought[year] / whole[year] for year in bought if known[year] >= 2 and whole.get(year)}


def investment() -> Values:
    """The American share of direct investment in the three large hosts, per cent."""
    kind = {"direction": "inward", "basis": "reported"}
    held = [
        by_year(picked("direct_investment", counterpart_iso3=codes, **kind), "position_usd_million")
        for codes in ("USA", ("USA", "CHN", "JPN"))
    ]
    return {year: 100 * value / held[1][year] for year, value in held[0].items() if held[1].get(year)}


def exercises() -> Values:
    """Exercises held with the United States; a year without a row had none."""
    held = by_year(picked("exercises_by_country", iso3="KOR"), "exercises")
    return {year: held.get(year, 0) for year in range(1980, last_full_year("exercises_by_country") + 1)}


def un_distance() -> Values:
    """The distance of the two states' positions in the General Assembly, where votes are enough."""
    both = picked("un_ideal_point_distance", iso3_a=("KOR", "USA"), iso3_b=("KOR", "USA"))
    return by_year([row for row in both if float(row["votes"]) >= 20], "distance")


def asked(*series: str) -> Values:
    """The mean of a year's answers in South Korea on the United States, per cent."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for row in picked("opinion", series=series, country_surveyed_iso3="KOR", target_iso3="USA"):
        if row["value"] != "":
            found[int(row["year"])].append(float(row["value"]))
    return {year: sum(values) / len(values) for year, values in found.items()}


def indicators() -> dict[str, Values]:
    """Return the values of every indicator of the coefficient, by its name and year."""
    visits = by_year(picked("leader_visits", iso3="KOR"), "visits")
    return {
        "troops": by_year(picked("us_troops", host_iso3="KOR"), "personnel"),
        "arms": arms(),
        "exercises": exercises(),
        "cost_sharing": cost_sharing(),
        "information": information(),
        "us_exports": trade("USA", "export"),
        "us_trade": us_trade(),
        "china_exports": trade("CHN", "export"),
        "investment": investment(),
        "un_distance": un_distance(),
        "visits": in_five_years(visits, 1950, last_full_year("leader_visits")),
        "favourable": asked("pew-microdata-favourable", "pew-press-favourable"),
        "confidence": asked("pew-published-confidence", "pew-press-confidence"),
    }


def scored(values: Values, way: int) -> Values:
    """Return scores of 0 to 100: the place of each value between the loosest and the closest since 1991."""
    known = {year: value for year, value in values.items() if year in SPAN}
    low, high = min(known.values()), max(known.values())
    from_loosest = {year: value - low if way == 1 else high - value for year, value in known.items()}
    return {year: 100 * value / (high - low) for year, value in from_loosest.items()}


def coefficient(values: dict[str, Values]) -> dict[str, float]:
    """Return the coefficient of START and END, and its change: each pillar counts alike, like with like."""
    scores = {
        pillar: [scored(values[name], way) for name, way in ways.items()] for pillar, ways in PILLARS.items()
    }

    def level(year: int) -> float:
        """Return the mean of the pillars in a year, each over what is known of it."""
        known = ([one[year] for one in parts if year in one] for parts in scores.values())
        return fmean(fmean(part) for part in known if part)

    moved = (
        [one[END] - one[START] for one in parts if START in one and END in one] for parts in scores.values()
    )
    return {
        "coefficient, first year": level(START),
        "coefficient, last year": level(END),
        "change of the coefficient between them": fmean(fmean(part) for part in moved if part),
    }


def months_from(day: datetime.date, count: int) -> datetime.date:
    """Return the day so many months later, or the last of a month that has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def launch_days() -> dict[str, float]:
    """Return the days with a launch in the half-year before the article, and in those beside it."""
    days = {row["date"] for row in picked("missiles", date_precision="day")}
    days |= {row["date"] for row in rows("missile_events_added")}

    def within(first: datetime.date, end: datetime.date) -> int:
        """Return the launch days from one day until before another."""
        return sum(first <= datetime.date.fromisoformat(day) < end for day in days)

    earlier, before, after = (months_from(ARTICLE_DAY, count) for count in (-12, -6, 6))
    return {
        "launch days, half-year before the article": within(before, ARTICLE_DAY),
        "launch days, half-year before that": within(earlier, before),
        "launch days, same months a year earlier": within(months_from(ARTICLE_DAY, -18), earlier),
        "launch days, half-year after": within(ARTICLE_DAY, after),
    }


def verdicts() -> dict[str, float]:
    """Return how many points have each verdict; claims that are one sentence or one fact count once."""
    counted = Counter(row["verdict"] for row in rows("claims") if row["counted_with"] == "")
    return {f"points: {verdict}": count for verdict, count in counted.items()}


def ties(values: dict[str, Values]) -> dict[str, float]:
    """Return the six ties of the first page: in START, and in the last year known."""
    found: dict[str, float] = {}
    for name in TIES:
        if START in values[name]:
            found[f"{name}, first year"] = values[name][START]
        found[f"{name}, last year known"] = values[name][max(year for year in values[name] if year in SPAN)]
    return found


def results() -> dict[str, float]:
    """Return every figure by its name."""
    check_years()
    values = indicators()
    return {**verdicts(), **launch_days(), **ties(values), **coefficient(values)}
