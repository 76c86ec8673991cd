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
    "opinion": (
        "alliance/opinion",
        ["year", "fieldwork", "country_surveyed_iso3", "target_iso3", "question", "source"],
        {"respondents": "n"},
    ),
    "direct_investment": (
        "alliance/fdi_positions",
        ["counterpart_iso3", "year", "direction", "basis"],
        {"counterpart_iso3": "iso3_a", "position_usd_million": "usd_million"},
    ),
    "un_ideal_points": (
        "alliance/un_ideal_points",
        ["iso3", "year"],
        {"ideal_point": "ideal_point_fp", "lower": "q05_fp", "upper": "q95_fp", "votes": "n_votes_fp"},
    ),
    "nuclear_test_yields": (
        "peninsula/dprk_nuclear_test_yields",
        ["test_no", "estimate_by", "source_url"],
        {},
    ),
    "summits": (
        "alliance/summit_events_rok",
        ["iso3_a", "iso3_b", "date", "source"],
        {"cumulative": "cumulative_n"},
    ),
    "article_forecasts": ("article/outlook_resolution", ["item_id"], {}),
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
ADDED_TO = {"evidence"}  # tables to which the book adds rows of its own
# Tables whose cells `data/corrections.csv` changes, each with a reason: compared as published.
CORRECTED = {
    "article_forecasts",
    "claims",
    "events",
    "evidence",
    "forecast_outcomes",
    "stakeholders",
    "un_ideal_points",
}


def words(column, **written):
    """Return a preparation of the facts: one column's codes written as the book writes them."""
    return lambda theirs: theirs.assign(**{column: theirs[column].replace(written)})


def one_row_a_forecast(outcomes):
    """Return the forecasts of the outcomes' table, each once, its window as two days."""
    forecasts = outcomes.drop_duplicates("item_id")
    days = forecasts["window"].str.split(" to ", expand=True)
    last = {"2035": "2035-12-31", "2026-11": "2026-11-30"}
    return forecasts.assign(
        claim_id=forecasts["claim_id"].replace("none", ""),
        window_start=days[0],
        window_end=days[1].replace(last),
    )


def without_gaps_as_zero(spending):
    """Return the facts with SIPRI's "not available", written there as zero, as a gap."""
    return spending.assign(
        milex_usd_million_current=spending["milex_usd_million_current"].replace(["0", "0.0"], "")
    )


POLLSTERS = {
    "Chicago Council on Global Affairs (U.S. public)": "Chicago Council",
    "East Asia Institute (EAI)": "East Asia Institute",
    "Gallup Korea for MCST": "Gallup Korea for the culture ministry",
    "Hankook Research (feeling thermometer, web panel n=1000)": "Hankook Research",
    "Hankook Research (views of the U.S.)": "Hankook Research",
    "KEI (U.S. public)": "Korea Economic Institute",
    "KINU Unification Survey": "KINU",
    "Pew Global Attitudes (weighted recomputation from microdata)": "Pew (recomputed from microdata)",
    "Pew Global Attitudes (press)": "Pew (press reports)",
    "Pew Global Attitudes (published, via FiveThirtyEight)": "Pew (published)",
}


def plain_polls(polls):
    """Return the polls with short names and units in words; a lower bound has a column of its own."""
    units = {
        "pct": "per cent",
        "pct (lower bound)": "per cent",
        "percentage points": "points",
        "score_0_10": "score 0-10",
        "score_0_100": "score 0-100",
    }
    bound = polls["unit"].str.contains("lower bound").map({True: "true", False: "false"})
    names = polls["pollster"].replace(POLLSTERS)
    return polls.assign(unit=polls["unit"].replace(units), lower_bound=bound, pollster=names)


PREPARED = {
    "article_forecasts": one_row_a_forecast,
    "direct_investment": words(
        "basis",
        **{
            "Derived using counterparty information": "derived from the counterpart",
            "Reported official data": "reported",
        },
    ),
    "military_expenditure": without_gaps_as_zero,
    "opinion": plain_polls,
}


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
    ours = tables.as_published(name) if name in CORRECTED else tables.load(name)
    theirs = PREPARED.get(name, lambda as_they_are: as_they_are)(facts(file))
    back = {there: here for here, there in renamed.items()}
    theirs = theirs.drop(columns=[here for here in renamed if here in theirs and here not in back]).rename(
        columns=back
    )
    days = [column for column in ours.columns if pd.api.types.is_datetime64_any_dtype(ours[column])]
    for table in (ours, theirs):
        for column in table.columns:
            table[column] = comparable(table[column], days=column in days)
    shared = [column for column in ours.columns if column in theirs.columns and column not in key]
    both = ours.merge(theirs, on=key, how="left", suffixes=("", "_facts"), indicator=True)
    return both, shared


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


def test_every_table_with_a_counterpart_among_the_facts_is_compared():
    """A table of which no file of facts is the origin is named here with the reason."""
    own = {
        "corrections": "our own reasons",
        "countries": "names and codes",
        "exchange_rate": "not among the facts",
        "forecasts": "written by this book",
        "frictions": "our own reading of the events",
        "indicators": "our own descriptions",
        "launch_sites": "not among the facts",
        "scenario_signposts": "our own scenarios",
        "scenarios": "our own scenarios",
    }
    assert set(tables.names()) == set(OVERLAPS) | set(own)
