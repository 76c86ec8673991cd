"""What tables of launches, tests, drills, talks and events must agree on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from brief.agreement.rules import Rule, determined, numbered, ordered, own_words, told
from brief.analysis.peninsula import geodesy

# Tables whose rows stand in an order: by which column, and what names a row. Identifiers are given as rows
# come in: those of a table to which rows are added by hand need not follow its days.
_ORDERS = (
    ("events", "date", "event_id"),
    ("missiles", "date", "missile_id"),
    ("missiles", "missile_id", "date"),
    ("talks", "date", "talk_id"),
    ("missile_events_added", "date", "event_id"),
    ("missile_count_disagreements", "date", "missiles"),
    ("information_sharing", "date", "event_id"),
    ("nuclear_tests", "date", "test_no"),
    ("stated_amounts", "date", "amount_id"),
    ("rotational_forces", "start", "unit"),
    ("overflights", "overflight_id", "date"),
    ("exercises_named", "exercise_id", "date"),
    ("launch_sites", "launch_site", "latitude_deg"),
)
_OWN_WORDS = (
    ("events", "event", "event_id"),
    ("talks", "note", "talk_id"),
    ("exercises_named", "exercise", "exercise_id"),
    ("frictions", "reading", "event_id"),
    ("missile_events_added", "note", "event_id"),
    ("missile_events_added", "source_url", "event_id"),
    ("information_sharing", "event", "event_id"),
    ("information_sharing", "note", "event_id"),
    ("stated_amounts", "what", "amount_id"),
    ("stated_amounts", "note", "amount_id"),
    ("overflights", "source_note", "overflight_id"),
    ("missile_count_disagreements", "remark", "date"),
    ("missile_count_disagreements", "source_url", "date"),
    ("rotational_forces", "unit", "start"),
    ("rotational_forces", "note", "start"),
)
_SPANS = (("talks", "talk_id", 7), ("exercises_named", "exercise_id", 70))  # days that one lasts at most
_DAYS = {
    "events": ("event_id", "date"),
    "talks": ("talk_id", "date"),
    "information_sharing": ("event_id", "date"),
    "exercises_named": ("exercise_id", "date"),
    "evidence": ("claim_id", "date"),
    "forecast_outcomes": ("item_id", "date"),
    "summits": ("summit_no", "date"),
    "rotational_forces": ("unit", "start"),
}
_PUNGGYE = (129.08, 41.29)  # the test site, degrees east and north
# Class of a missile: the distances and the heights, in km, that its flights keep to.
_REACH = {
    "SRBM": ((100, 950), (10, 260)),
    "MRBM": ((300, 1400), (10, 1000)),
    "IRBM": ((50, 5000), (20, 2500)),
    "ICBM": ((400, 15000), (500, 8000)),
    "SLBM": ((20, 2500), (5, 1000)),
    "SLV": ((300, 4500), (30, 700)),
    "HGV": ((100, 2500), (20, 120)),
    "CRBM": ((10, 300), (5, 100)),
}
# Where a flight ended: bounds of longitude, degrees east.
_SEAS = {
    "sea-of-japan": (127, 142),
    "yellow-sea": (121, 127),
    "pacific-ocean": (124, 180),
    "north-korea": (124, 131),
}
_ODD_FLIGHTS = ("CNS223", "CNS224")  # the source's place of the end lies 50 km beyond its distance


def flights(missiles: pd.DataFrame, sites: pd.DataFrame) -> Iterator[str]:
    """A flight is as long as the way from its launch site to the place where it ended, within 4 km."""
    rows = missiles.merge(sites, on="launch_site").dropna(subset=["distance_km", "est_end_lat_deg"])
    for _, row in rows[~rows["missile_id"].isin(_ODD_FLIGHTS)].iterrows():
        start, end = (
            _point(row, "latitude_deg", "longitude_deg"),
            _point(row, "est_end_lat_deg", "est_end_lon_deg"),
        )
        if abs(geodesy.distance_km(start, end) - float(row["distance_km"])) > 4:
            yield told(
                "missiles", row, ["missile_id"], "distance, launch site and place of the end do not fit"
            )


def _point(row: pd.Series, latitude: str, longitude: str) -> tuple[float, float]:
    return float(row[longitude]), float(row[latitude])


def classes(missiles: pd.DataFrame) -> Iterator[str]:
    """Distance and height of a flight keep to its class, and its end to the sea where it came down."""
    for _, row in missiles.iterrows():
        for column, bounds in zip(("distance_km", "apogee_km"), _REACH.get(row["class"], ()), strict=False):
            if pd.notna(row[column]) and not bounds[0] <= row[column] <= bounds[1]:
                yield told(
                    "missiles", row, ["missile_id"], f"{column} {row[column]:g} does not fit a {row['class']}"
                )
        west, east = _SEAS.get(row["landing"], (-180, 180))
        if pd.notna(row["est_end_lon_deg"]) and not west <= row["est_end_lon_deg"] <= east:
            yield told("missiles", row, ["missile_id"], f"it did not end in the {row['landing']}")


def latest(missiles: pd.DataFrame) -> Iterator[str]:
    """What is preliminary is later than all that is settled."""
    settled = missiles.loc[~missiles["preliminary"], "missile_id"].max()
    for _, row in missiles[missiles["preliminary"] & (missiles["missile_id"] < settled)].iterrows():
        yield told("missiles", row, ["missile_id"], "it is preliminary among settled ones")


def used_sites(missiles: pd.DataFrame, sites: pd.DataFrame) -> Iterator[str]:
    """Launches and launch sites name the same places."""
    ours, theirs = set(missiles["launch_site"].dropna()), set(sites["launch_site"])
    for site in sorted(ours ^ theirs):
        yield f"data/launch_sites.csv and data/missiles.csv: only one of them knows {site}; look at both"


def known_overflights(overflights: pd.DataFrame, missiles: pd.DataFrame) -> Iterator[str]:
    """Each overflight is a launch of its day and class."""
    launched = set(zip(missiles["date"], missiles["class"], strict=True))
    for _, row in overflights.iterrows():
        if (row["date"], row["class"]) not in launched:
            yield told(
                "overflights",
                row,
                ["overflight_id"],
                "no launch of that day and class is in data/missiles.csv",
            )


def disputed(disputed_: pd.DataFrame, missiles: pd.DataFrame) -> Iterator[str]:
    """The count of a disputed day is that of the rows of that day."""
    counted = missiles.groupby("date").size()
    for _, row in disputed_.iterrows():
        if row["missiles"] != counted.get(row["date"], 0):
            yield told("missile_count_disagreements", row, ["date"], "data/missiles.csv has another count")


def tests(tests_: pd.DataFrame, provocations: pd.DataFrame) -> Iterator[str]:
    """Nuclear tests are as many in a year as the yearly counts say, and lie within 12 km of the site."""
    ours = tests_.groupby(tests_["date"].dt.year).size().to_dict()
    theirs = provocations[provocations["category"] == "nuclear test"].set_index("year")["events"].to_dict()
    for year in sorted(set(ours) | set(theirs)):
        if ours.get(year) != theirs.get(year):
            yield f"data/provocations.csv, {year}: data/nuclear_tests.csv has another count; look at both"
    for _, row in tests_.dropna(subset=["latitude_deg"]).iterrows():
        if geodesy.distance_km(_PUNGGYE, _point(row, "latitude_deg", "longitude_deg")) > 12:
            yield told("nuclear_tests", row, ["test_no"], "the place lies outside the test site")


def yields(yields_: pd.DataFrame, tests_: pd.DataFrame) -> Iterator[str]:
    """An estimate's bounds are in order and within a factor of 12 of what the magnitude suggests."""
    rows = yields_.merge(tests_[["test_no", "magnitude"]], on="test_no")
    suggested = 10 ** (rows["magnitude"].astype("float64") - 4.25) * 1.6
    upper = rows["yield_high_kt"].astype("float64")
    wrong = (rows["yield_low_kt"] > rows["yield_high_kt"]).fillna(False) | ~(upper / suggested).between(
        1 / 12, 12
    )
    for _, row in rows[wrong & upper.notna()].iterrows():
        yield told(
            "nuclear_test_yields", row, ["estimate_no"], "the yields do not fit each other or the magnitude"
        )


def exercises(yearly: pd.DataFrame, countries: pd.DataFrame) -> Iterator[str]:
    """Exercises with Korea are the same in both tables, and the bilateral ones no more than all."""
    korea = countries[countries["iso3"] == "KOR"].set_index("year")["exercises"].to_dict()
    for _, row in yearly.iterrows():
        if korea.get(row["year"], row["exercises"]) != row["exercises"]:
            yield told(
                "exercises_yearly_korea", row, ["year"], "data/exercises_by_country.csv has another count"
            )
        if row["bilateral"] > row["exercises"]:
            yield told("exercises_yearly_korea", row, ["year"], "more are bilateral than there are")
    for year in sorted(set(range(1980, int(yearly["year"].max()) + 1)) - set(yearly["year"])):
        yield f"data/exercises_yearly_korea.csv: there is no row for {year}; add it"


def span(table: str, key: str, most: int) -> Rule:
    """What begins also ends, after so many days at most."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        days = (rows["end_date"] - rows["date"]).dt.days
        for _, row in rows[days.notna() & ~days.between(0, most)].iterrows():
            yield told(table, row, [key], "it ends before it begins, or lasts too long")

    return Rule((table,), find)


def precision(table: str, key: str, column: str) -> Rule:
    """A day of which only the month or the year is known is the first of it, and no exact day of many is."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        day, month = rows[column].dt.day, rows[column].dt.month
        known = rows["date_precision"]
        wrong = ((known == "month") & (day != 1)) | ((known == "year") & ((day != 1) | (month != 1)))
        for _, row in rows[wrong.fillna(False)].iterrows():
            yield told(
                table,
                row,
                [key, column],
                f"the day is known to the {row['date_precision']} only; write the first",
            )

    return Rule((table,), find)


RULES = (
    Rule(("missiles", "launch_sites"), flights),
    Rule(("missiles", "launch_sites"), used_sites),
    Rule(("missiles",), classes),
    Rule(("missiles",), latest),
    determined("missiles", ["date"], "date_precision"),
    Rule(("overflights", "missiles"), known_overflights),
    Rule(("missile_count_disagreements", "missiles"), disputed),
    Rule(("nuclear_tests", "provocations"), tests),
    Rule(("nuclear_test_yields", "nuclear_tests"), yields),
    Rule(("exercises_yearly_korea", "exercises_by_country"), exercises),
    determined("missiles", ["missile"], "class", ("Unknown",)),
    determined("overflights", ["missile"], "class"),
    determined("overflights", ["place"], "overflown_iso3"),
    determined("nuclear_test_yields", ["estimate_by"], "source_url"),
    determined("events", ["source_publisher"], "source_tier"),
    determined("exercises_named", ["kind"], "participants"),
    numbered("forecast_outcomes", "item_id", "row_no"),
    *(ordered(table, column, [key]) for table, column, key in _ORDERS),
    *(own_words(table, column, [key]) for table, column, key in _OWN_WORDS),
    *(span(*one) for one in _SPANS),
    *(precision(table, *columns) for table, columns in _DAYS.items()),
)
