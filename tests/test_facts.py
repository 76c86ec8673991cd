"""The book's tables agree with the compiled facts wherever they overlap (only where both are at hand)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from brief import tables

FACTS = Path(__file__).resolve().parent.parent.parent / "shared" / "facts"
pytestmark = pytest.mark.skipif(not FACTS.is_dir(), reason="the compiled facts are not beside this checkout")

# table of data/: file of facts, then {column of data/: column of facts}, the key first.
OVERLAPS = {
    "claims": ("article/claims", ["claim_id"], {}),
    "evidence": ("article/evidence", ["claim_id", "evidence_no"], {}),
    "events": ("article/events", ["event_id"], {}),
    "stakeholders": ("article/stakeholders", ["iso3"], {}),
    "forecast_outcomes": ("article/outlook_resolution", ["item_id", "row_no"], {}),
    "missiles": (
        "peninsula/dprk_missiles",
        ["missile_id"],
        {"date": "date_kst", "missile": "missile_name", "launch_site": "launch_facility"},
    ),
    "missile_events_added": (
        "peninsula/dprk_missile_events_added",
        ["event_id"],
        {"date": "date_kst", "missiles_min": "n_missiles_min", "missiles_max": "n_missiles_max"},
    ),
    "missile_count_disagreements": (
        "peninsula/dprk_missile_count_disagreements",
        ["date"],
        {"date": "date_kst", "missiles": "n_in_missile_table", "missiles_alternative": "n_alternative"},
    ),
    "overflights": (
        "peninsula/dprk_overflights",
        ["overflight_id"],
        {"date": "date_kst", "missile": "missile_name"},
    ),
    "nuclear_tests": (
        "peninsula/dprk_nuclear_tests",
        ["test_no"],
        {"magnitude": "magnitude_body_wave_or_usgs", "latitude_deg": "lat_deg", "longitude_deg": "lon_deg"},
    ),
    "talks": (
        "peninsula/korea_talks_and_summits",
        ["talk_id"],
        {"date": "start", "end_date": "end", "participants": "participants_iso3"},
    ),
    "provocations": ("peninsula/provocations_by_year", ["year", "category"], {}),
    "us_troops": (
        "alliance/us_troops_by_host",
        ["host_iso3", "year"],
        {"personnel": "recommended_personnel"},
    ),
    "us_treaties": ("alliance/us_treaties", ["partner_iso3"], {}),
    "cost_sharing": (
        "alliance/sma_contributions",
        ["year"],
        {
            "agreement": "sma_round",
            "contribution_krw_billion": "contribution_krw_bn",
            "contribution_usd_million": "contribution_usd_m",
        },
    ),
    "summits_by_president": (
        "alliance/rok_us_summits_by_president",
        ["president"],
        {"president": "rok_president", "summits": "n_rok_us_summits"},
    ),
    "leader_visits": ("alliance/us_leader_visits", ["visitor", "iso3", "year"], {"visits": "n_visits"}),
    "exercises_yearly_korea": (
        "alliance/us_rok_exercises_mme_yearly",
        ["year"],
        {"exercises": "n_exercises_usa_kor", "bilateral": "n_bilateral"},
    ),
    "exercises_by_country": (
        "alliance/exercises_with_us_by_country",
        ["iso3", "year"],
        {"exercises": "n_joint_exercises_with_us"},
    ),
    "exercises_named": (
        "alliance/us_rok_named_exercises_1992_2026",
        ["exercise_id"],
        {
            "exercise": "exercise_name",
            "date": "start",
            "end_date": "end",
            "participants": "participants_iso3",
        },
    ),
    "information_sharing": (
        "alliance/us_rok_information_sharing",
        ["event_id"],
        {"parties": "parties_iso3"},
    ),
    "trade_korea": ("alliance/trade_kor_by_partner", ["partner_iso3", "year", "flow"], {}),
    "trade_us": ("alliance/trade_us_by_partner", ["partner_iso3", "year"], {}),
    "macro": ("alliance/macro", ["iso3", "year"], {"gdp_usd": "gdp_current_usd"}),
    "military_expenditure": (
        "alliance/military_expenditure",
        ["iso3", "year"],
        {
            "spending_pct_gdp": "milex_pct_gdp",
            "spending_usd_million_2023": "milex_usd_million_const2023",
            "spending_usd_million": "milex_usd_million_current",
        },
    ),
    "arms_us_share": ("alliance/arms_us_share_by_recipient", ["recipient_iso3", "method", "year"], {}),
    "arms_suppliers_korea": ("alliance/arms_imports_kor_by_supplier", ["supplier", "method", "year"], {}),
    "un_ideal_point_distance": (
        "alliance/un_ideal_point_distance",
        ["iso3_a", "iso3_b", "year"],
        {"distance": "distance_preferred", "standard_error": "approx_se_of_difference"},
    ),
    "un_agreement": (
        "alliance/un_agreement_kor",
        ["iso3_a", "iso3_b", "year"],
        {"agreement_share": "agree_share_voeten"},
    ),
    "geopolitical_risk": (
        "alliance/geopolitical_risk_monthly",
        ["date"],
        {
            "date": "month",
            "gpr": "GPR",
            "gpr_korea_pct": "GPRC_KOR",
            "gpr_usa_pct": "GPRC_USA",
            "gpr_china_pct": "GPRC_CHN",
            "gpr_russia_pct": "GPRC_RUS",
            "gpr_japan_pct": "GPRC_JPN",
        },
    ),
}
# Columns of both that the book writes in its own words.
REWORDED = {
    "us_troops": {"basis", "note"},
    "missile_events_added": {"note"},
    "trade_korea": {"status"},
    "claims": {"paraphrase", "verdict_note"},
    "evidence": {"says"},
    "events": {"event"},
    "stakeholders": {"as_described_in_article", "stated_goals", "levers", "dependencies", "caveat"},
    "forecast_outcomes": {"what_happened"},
}
ADDED_TO = {"evidence"}  # tables to which the book adds rows of its own
REASONED = {"claims"}  # tables whose words are corrected by data: compared as published


def facts(file):
    """Return a file of facts as text."""
    return pd.read_csv(FACTS / f"{file}.csv", dtype=str, keep_default_na=False)


def comparable(column, *, days):
    """Return a column as text or numbers that can be compared: days to the first known, gaps as missing."""
    text = column.astype("string").str.strip().replace({"": pd.NA, "n.d.": pd.NA})
    if days:
        text = text.str.replace(r"^c\. | \(approx\.\)$", "", regex=True)
        text = text.str.replace(r"^(\d{4})$", r"\1-01", regex=True)
        text = text.str.replace(r"^(\d{4}-\d\d)$", r"\1-01", regex=True)
    text = text.replace({"yes": "true", "no": "false", "True": "true", "False": "false"})
    text = text.str.replace(r"^delivery_year_recorded.*", "delivery year", regex=True)
    text = text.str.replace(r"^even_split_over.*", "even split", regex=True)
    numbers = pd.to_numeric(text, errors="coerce")
    return numbers if numbers.notna().sum() == text.notna().sum() else text


def sides(name):
    """Return both versions of a table, matched by key, and the columns that both have."""
    file, key, renamed = OVERLAPS[name]
    ours = tables.as_published(name) if name in REASONED else tables.load(name)
    theirs = facts(file)
    back = {there: here for here, there in renamed.items()}
    theirs = theirs.drop(columns=[here for here in renamed if here in theirs and here not in back]).rename(
        columns=back
    )
    days = [column for column in ours.columns if pd.api.types.is_datetime64_any_dtype(ours[column])]
    for table in (ours, theirs):
        for column in table.columns:
            table[column] = comparable(table[column], days=column in days)
    if name == "military_expenditure":  # the facts write SIPRI's "not available" as zero
        theirs["spending_usd_million"] = theirs["spending_usd_million"].replace(0.0, float("nan"))
    shared = [column for column in ours.columns if column in theirs.columns and column not in key]
    both = ours.merge(theirs, on=key, how="left", suffixes=("", "_facts"), indicator=True)
    return both, [column for column in shared if column not in REWORDED.get(name, set())]


@pytest.mark.parametrize("name", OVERLAPS)
def test_a_table_agrees_with_the_facts_cell_by_cell(name):
    both, shared = sides(name)
    assert shared, f"{name}: nothing to compare"
    only_ours = both[both["_merge"] != "both"]
    assert only_ours.empty or name in ADDED_TO, only_ours.iloc[:3].to_string()
    both = both[both["_merge"] == "both"]
    for column in shared:
        here, there = both[column], both[f"{column}_facts"]
        if pd.api.types.is_numeric_dtype(here) and pd.api.types.is_numeric_dtype(there):
            same = np.isclose(here.astype(float), there.astype(float), rtol=1e-5, atol=1e-6, equal_nan=True)
        else:
            same = ((here == there).fillna(False) | (here.isna() & there.isna())).to_numpy()
        differ = both.loc[~same, [column, f"{column}_facts"]]
        assert differ.empty, f"{name}.{column}: {differ.head(3).to_string()}"
