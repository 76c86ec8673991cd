"""The ledger: its rules, and the verdicts that follow from the tables."""

import pandas as pd
import pytest

from brief import article, tables, verdicts
from press.claims import ledger as claims
from press.claims import rules
from press.claims.entries import Review
from press.claims.vocabulary import VERDICTS, WEAK
from press.errors import DataError
from press.tables import datapackage


@pytest.fixture(scope="module")
def record():
    """The tables that verdicts are computed from."""
    return {name: tables.load(name) for name in verdicts.NEEDED}


@pytest.fixture(scope="module")
def region():
    """The map's outlines."""
    return tables.geometry("region")


@pytest.fixture(scope="module")
def findings(record, region):
    """The verdicts that the tables give."""
    return verdicts.computed(record, region)


@pytest.fixture
def ledger():
    """Claims, evidence and forecasts, free to be spoilt."""
    return {name: tables.load(name) for name in ("claims", "evidence", "article_forecasts")}


def record_of(ledger, findings):
    """Return what the rules look at."""
    resolved = ledger["article_forecasts"].dropna(subset=["claim_id"]).set_index("claim_id")["resolution"]
    review = Review(article.REVIEWED, article.CHAPTERS, findings, resolved, "data/article_forecasts.csv")
    return rules.Record(ledger["claims"], ledger["evidence"], review)


def told(ledger, findings):
    """Return what the rules say of a ledger."""
    return list(rules.problems(record_of(ledger, findings)))


def put(table, claim_id, column, value):
    """Change one column of a claim's rows."""
    table.loc[table["claim_id"] == claim_id, column] = value


def test_the_ledger_keeps_its_rules(ledger, findings):
    assert told(ledger, findings) == []


def test_each_computed_verdict_is_the_ledgers(ledger, findings):
    stated = ledger["claims"].set_index("claim_id")["verdict"]
    assert {number: stated[number] for number in findings} == {
        number: finding.verdict for number, finding in findings.items()
    }
    assert len(findings) >= 15


@pytest.mark.parametrize(
    ("table", "claim_id", "column", "value", "words"),
    [
        ("claims", "C41", "section", "Epilogue", ["C41", "section", "Epilogue"]),
        ("claims", "C09", "paraphrase", " ", ["C09", "paraphrase", "empty"]),
        ("claims", "C02", "verdict", "forecast-open", ["C02", "only a forecast"]),
        ("claims", "C30", "verdict_note", "See evidence rows.", ["C30", "reason"]),
        ("claims", "C53", "stated_unit", pd.NA, ["C53", "unit"]),
        ("claims", "C22", "verdict", "contradicted", ["C22", "contradicted", "evidence"]),
        ("claims", "C62", "verdict", "forecast-resolved-false", ["C62", "article_forecasts"]),
        ("claims", "C22", "counted_with", "C18", ["C22", "counted with C18", "verdict differs"]),
        ("claims", "C20", "counted_with", "C19", ["C20", "counted_with names C19", "first claim"]),
        ("claims", "C59", "counted_with", "C58", ["C59", "forecast is scored for itself"]),
        ("evidence", "C18", "stance", "contradicts", ["C18 no. 3", "later than the article", "context"]),
        ("evidence", "C24", "tells_of", pd.NA, ["C24 no. 1", "later than the article", "contradicts"]),
        ("evidence", "C05", "tells_of", "before the article", ["C05 no. 1", "tells_of"]),
        ("evidence", "C52", "source_tier", "none", ["C52", "column url"]),
        ("evidence", "C36", "source_tier", "aggregator", ["C36", "weak", "high"]),
        ("evidence", "C18", "url", "www.example", ["C18", "column url", "www.example"]),
        ("evidence", "C67", "url", "https://example.org", ["C67", "nothing was found"]),
    ],
)
def test_a_broken_rule_is_told_with_its_place(ledger, findings, table, claim_id, column, value, words):
    put(ledger[table], claim_id, column, value)
    sentences = told(ledger, findings)
    assert any(all(word in sentence for word in words) for sentence in sentences), sentences


def test_a_claim_without_evidence_is_told(ledger, findings):
    ledger["evidence"] = ledger["evidence"].query("claim_id != 'C44'")
    assert any("C44" in sentence and "no evidence" in sentence for sentence in told(ledger, findings))


def test_new_launches_in_the_window_overturn_the_verdict_and_stop_the_build(ledger, record, region):
    missiles = record["missiles"]
    more = pd.concat(
        [
            missiles[missiles["date"] == "2025-10-22"].assign(date=pd.Timestamp(f"2025-09-{day:02d}"))
            for day in range(1, 25)
        ]
    )
    changed = {**record, "missiles": pd.concat([missiles, more], ignore_index=True)}
    with pytest.raises(DataError, match=r"C01.*partly supported.*missiles.*now say.*supported"):
        rules.check(record_of(ledger, verdicts.computed(changed, region)))


def test_an_overflight_of_the_mainland_would_support_the_article(record, region):
    missiles = record["missiles"].copy()
    fired = missiles["date"] == "2025-10-22"
    missiles.loc[fired, ["est_end_lat_deg", "est_end_lon_deg"]] = [34.0, 128.0]
    assert verdicts.flew_over({**record, "missiles": missiles}, region).verdict == "supported"


def test_what_is_supported_is_contradicted_by_no_source_of_equal_weight(ledger):
    named = ledger["claims"].set_index("claim_id")["verdict"]
    evidence = ledger["evidence"]
    against = evidence[(evidence["stance"] == "contradicts") & ~evidence["source_tier"].isin([*WEAK, "none"])]
    assert not [claim for claim in against["claim_id"] if named[claim] == "supported"]


def test_every_section_has_a_chapter_and_every_verdict_a_word(ledger):
    assert set(ledger["claims"]["section"]) == set(article.CHAPTERS)
    assert set(ledger["claims"]["verdict"]) <= set(VERDICTS)


def test_the_line_of_a_side_note_is_the_first_sentence_unless_it_says_too_little():
    assert claims.line("Signed on 1 Oct. 1953 in Washington, D.C. by both. And more.").startswith("Signed")
    assert (
        claims.line("An interpretation. The record differs. More.")
        == "An interpretation. The record differs."
    )


def test_what_the_ledger_says_of_opinion_agrees_with_the_polls(ledger):
    opinion = tables.load("opinion").set_index(["series", "year"])["value"]
    figures = " ".join(ledger["evidence"].query("claim_id in ('C03', 'C56')")["figure"].dropna())
    for series, years in {
        "eai-trust": (2024, 2025),
        "eai-distrust": (2024, 2025),
        "eai-relations-good": (2024, 2025),
        "eai-relations-bad": (2024, 2025),
        "hankook-views-relations-good": (2024, 2025),
        "asan-us-preferred-future-partner-vs-china": (2025,),
        "asan-supports-keeping-current-usfk-troop-level": (2025,),
    }.items():
        for year in years:
            value = opinion.loc[(series, year)]
            value = value.iloc[0] if isinstance(value, pd.Series) else value
            assert f"{value:g}%" in figures, (series, year)


def test_weak_sources_alone_leave_few_claims(ledger):
    weak = claims.resting_on_weak_sources(ledger["evidence"])
    assert "C42" not in weak and "C22" not in weak
    assert not set(weak) & set(ledger["claims"].query("confidence == 'high'")["claim_id"])


def test_that_nothing_was_found_contradicts_nothing(ledger, findings):
    """A verdict of "contradicted" needs a source that says the opposite, not a search that found none."""
    evidence = ledger["evidence"]
    mine = evidence["claim_id"] == "C44"
    evidence.loc[mine, ["source_tier", "url"]] = ["none", pd.NA]
    sentences = told(ledger, findings)
    assert any("C44" in sentence and "no evidence is contradicts" in sentence for sentence in sentences)


def test_what_cannot_be_verified_has_no_piece_that_settles_it(ledger, findings):
    evidence = ledger["evidence"]
    piece = evidence.index[(evidence["claim_id"] == "C53") & (evidence["source_tier"] != "none")][0]
    evidence.loc[piece, "stance"] = "contradicts"
    (sentence,) = [one for one in told(ledger, findings) if "C53" in one]
    assert "evidence no. 2 contradicts it" in sentence and "change the verdict" in sentence


def test_claims_that_are_one_sentence_or_fact_count_once_wherever_claims_are_counted(ledger):
    stated = ledger["claims"]
    counts, points = claims.verdict_counts(stated), claims.counted(stated)
    apart = stated["counted_with"].isna()
    assert counts.sum() == apart.sum() == len(points) < len(stated)
    assert counts["contradicted"] == stated[apart]["verdict"].eq("contradicted").sum()
    table = claims.scorecard(stated).set_index("Section of the article")
    assert table.loc["All"].sum() == counts.sum()
    assert claims.held(stated)["points"].sum() == counts.sum()
    assert claims.placed(stated, "verdict")["claim_id"].nunique() == counts.sum()
    thaad = points.set_index("claim_id").loc["C18", "together"]
    assert thaad == "C19, C20, C21, C23", "one sentence on THAAD and what rests on it are one point"


def test_no_chapter_counts_claims_in_another_way():
    """Counts of verdicts in the chapters come from the one function."""
    for path in (datapackage.ROOT / "chapters").glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert 'verdict\\"].value_counts' not in text and 'verdict\\"] ==' not in text, path.name


def test_more_troops_in_the_region_resolve_the_forecast_on_the_measure_of_its_base_rate(record):
    found = verdicts.more_forces(record["us_troops"], record["us_troops_quarters"])
    assert found.verdict == "forecast-resolved-true" and "South Korea alone" in found.finding
    fewer = record["us_troops_quarters"].copy()
    last = (fewer["year"] == 2026) & (fewer["host_iso3"] == "JPN")
    fewer.loc[last, "personnel"] = 50_000
    assert verdicts.more_forces(record["us_troops"], fewer).verdict == "forecast-resolved-false"
