"""Which rows of which tables are settled: what is added up of them, and up to which year.

A table that its editors write themselves is settled to the end of the last year, a fetched one as far as its
source seldom changes its past. A table without a column that dates its rows is settled whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brief.agreement import records


@dataclass(frozen=True)
class Settled:
    """A table whose rows up to a year are settled: the column that dates them, figures, codes, and words.

    Without a column that dates them all rows are settled.
    """

    dated: str
    last_year: int
    figures: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


_GPR = tuple(f"gpr_{country}_pct" for country in ("korea", "usa", "china", "russia", "japan"))
_PERCENTILES = tuple(f"{side}_percentile" for side in ("security", "economic", "political"))
_ACTIONS = ("kind", "status", "participants", "date_precision")
SETTLED: Mapping[str, Settled] = {
    "geopolitical_risk": Settled("date", 2024, ("gpr", *_GPR)),
    "leader_visits": Settled("year", 2024, ("visits",), ("visitor", "iso3")),
    "provocations": Settled("year", 2024, ("events",), ("category",)),
    "cost_sharing": Settled(
        "year",
        2030,
        ("contribution_krw_billion", "contribution_usd_million"),
        ("agreement", "status"),
        words=("source_url", "note"),
    ),
    "exercises_by_country": Settled("year", 2016, ("exercises",), ("iso3",)),
    "exercises_yearly_korea": Settled("year", 2016, ("exercises", "bilateral")),
    "exercises_named": Settled(
        "date",
        2025,
        ("us_personnel", "rok_personnel", "field_training_events", "field_training_events_alike", "aircraft"),
        ("end_date", *_ACTIONS),
        words=("exercise", "note", "source_url"),
    ),
    "us_troops": Settled(
        "year", 2024, ("personnel", "month"), ("host_iso3", "basis", "series_break"), words=("note",)
    ),
    "us_treaties": Settled("signed", 2020, (), ("partner_iso3", "us_treaty"), words=("source",)),
    "trade_us": Settled("year", 2023, ("us_imports_usd_million", "us_exports_usd_million")),
    "events": Settled(
        "date",
        2025,
        (),
        ("actors", "category", "source_publisher", "source_tier", "date_precision"),
        words=("event", "source_url"),
    ),
    "missiles": Settled(
        "date",
        2024,
        ("apogee_km", "distance_km", "est_end_lat_deg", "est_end_lon_deg"),
        ("missile", "class", "launch_site", "landing", "outcome", "date_precision", "preliminary"),
        words=("class_basis", "note"),
    ),
    "missile_events_added": Settled(
        "date",
        2025,
        ("missiles_min", "missiles_max", "distance_km", "apogee_km"),
        ("class", "launch_area", "landing", "count_source"),
        words=("count_source", "note", "source_url"),
    ),
    "missile_count_disagreements": Settled(
        "date",
        2025,
        ("missiles", "missiles_alternative"),
        ("n_source",),
        words=("alternative_source", "remark", "source_url"),
    ),
    "nuclear_tests": Settled(
        "date", 2020, ("magnitude", "latitude_deg", "longitude_deg"), ("site",), words=("source",)
    ),
    "overflights": Settled(
        "date",
        2025,
        (),
        ("missile", "class", "overflown_iso3", "place", "overflown", "kind"),
        words=("source_url", "source_note"),
    ),
    "talks": Settled(
        "date",
        2025,
        (),
        ("end_date", "dyad", "kind", "place", "participants", "date_precision"),
        words=("event", "note", "source_url"),
    ),
    "information_sharing": Settled(
        "date",
        2025,
        (),
        ("event_id", "parties", "kind", "source_tier", "date_precision"),
        words=("event", "note", "source_url"),
    ),
    "rotational_forces": Settled(
        "start",
        2025,
        ("soldiers",),
        ("end", "soldiers_are", "date_precision"),
        words=("unit", "note", "source_url"),
    ),
    "summits": Settled(
        "date", 2025, ("cumulative",), ("iso3_a", "iso3_b", "what", "date_precision"), words=("source",)
    ),
    "summits_by_president": Settled(
        "term_start", 2017, ("term_end", "summits"), ("president",), words=("source",)
    ),
    "opinion": Settled(
        "year",
        2024,
        ("value", "respondents"),
        ("series", "pollster", "country_surveyed_iso3", "target_iso3", "fieldwork"),
        words=("question", "note", "source"),
    ),
    "countries": Settled("", 0, words=("name", "short_name")),
    "sipri_statements": Settled(
        "", 0, ("value",), ("unit", "source_tier"), ("measure", "note", "source_url")
    ),
    "un_votes_reported": Settled(
        "year", 2025, ("value",), ("unit", "source_tier"), ("measure", "note", "source_url")
    ),
    "stated_amounts": Settled(
        "date", 2025, ("value",), ("unit", "source_tier"), ("what", "note", "source_url")
    ),
    "nuclear_test_yields": Settled(
        "", 0, ("test_no", "yield_low_kt", "yield_high_kt"), ("estimate_by",), ("source_url",)
    ),
    "us_troops_quarters": Settled(
        "year", 2025, ("personnel",), ("host_iso3", "source_tier"), ("note", "source")
    ),
    "trade_korea": Settled(
        "year", 2020, ("value_usd_million", "partner_share_pct"), ("reported", "status"), ("source",)
    ),
    "trade_in_part": Settled(
        "year",
        2030,
        ("value_usd_million", "last_month"),
        ("reporter_iso3", "partner_iso3", "flow", "source_tier"),
        words=("source_url",),
    ),
    "direct_investment": Settled(
        "year", 2020, ("position_usd_million",), ("counterpart_iso3", "direction", "basis")
    ),
    "exchange_rate": Settled("year", 2024, ("won_per_usd",)),
    "macro": Settled("year", 2022, ("gdp_usd", "gdp_usd_2015", "population"), ("iso3",)),
    "military_expenditure": Settled(
        "year",
        2022,
        ("spending_pct_gdp", "spending_usd_million", "spending_usd_million_2023"),
        ("iso3", "vintage"),
    ),
    "arms_us_share": Settled("year", 2020, ("tiv_total_million", "tiv_from_us_million"), ("recipient_iso3",)),
    "un_distance_july_2025": Settled("year", 2030, ("distance",), ("iso3_a", "iso3_b")),  # never made again
    "forecast_outcomes": Settled(
        "date",
        2025,
        (),
        ("actors", "bears_on_forecast", "date_precision", "source_publisher", "source_tier"),
        words=("what_happened", "remark", "source_url"),
    ),
    "article_forecasts": Settled(
        "", 0, (), ("window_start", "window_end", "resolution"), words=("forecast", "resolution_note")
    ),
    "frictions": Settled(
        "", 0, (), ("subject", "first_move_iso3", "borderline"), words=("event_id", "reading", "doubt")
    ),
    "scenarios": Settled("", 0, _PERCENTILES, words=("scenario", "in_short", "assumes")),
    "scenario_signposts": Settled("", 0, (), ("table", "direction"), words=("signpost", "measure")),
    "stakeholders": Settled("", 0, words=records.TOLD_OF_ACTORS),
    "corrections": Settled("", 0, (), ("table", "column"), words=("value_used", "reason")),
}
