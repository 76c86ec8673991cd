"""Bad data stops the build with one sentence, and the last good book stays where it was."""

import csv
import json
import os
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest
import warm_python

from brief import tables
from press.errors import DataError
from press.tables import checking, datapackage
from press.tables.words import known

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """Return the note of a build that found all tables in order: the next one looks at what changed."""
    note = tmp_path_factory.mktemp("checked") / ".tables_checked.json"
    tables.check(note)
    return note


@pytest.fixture
def project(tmp_path, checked):
    """Return a copy of the project with a finished book in it."""
    copy = tmp_path / "project"
    for folder in ("press", "brief", "chapters", "data"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    for name in ("_config.yml", "_toc.yml"):
        shutil.copyfile(ROOT / name, copy / name)
    (copy / "_build" / "html").mkdir(parents=True)
    (copy / "_build" / "html" / "index.html").write_text("the last good book", encoding="utf-8")
    shutil.copyfile(checked, copy / "_build" / checked.name)
    return copy


def run(project, command="book"):
    """Run a command of the brief in a copy of the project."""
    environment = {**os.environ, "PYTHONPATH": str(project)}
    return warm_python.run([sys.executable, "-m", "brief", command], project, environment)


def edit(project, table, change):
    """Rewrite one table: `change` takes and returns its rows, the heading first."""
    path = project / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = change(list(csv.reader(lines)))
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def cell(row, column, value):
    """Return a change that sets one cell; the heading is row 1."""

    def change(rows):
        rows[row - 1][rows[0].index(column)] = value
        return rows

    return change


FAULTS = {
    "wrong type": ("us_troops", cell(3, "year", "soon"), ["us_troops.csv", "row 3", "column year", "soon"]),
    "unknown country": (
        "us_troops",
        cell(4, "host_iso3", "ATL"),
        ["row 4", "host_iso3", "ATL", "countries.csv"],
    ),
    "unknown country in a list": ("events", cell(5, "actors", "USA;ATL"), ["row 5", "actors", "ATL"]),
    "date after the day that the table is complete to": (
        "missiles",
        cell(9, "date", "2031-01-01"),
        ["row 9", "column date", "2031-01-01", "complete to", datapackage.complete_to("missiles")],
    ),
    "year after the day that the table is complete to": (
        "trade_us",
        cell(9, "year", "2026"),
        ["row 9", "column year", "complete to", "move complete_to"],
    ),
    "status that no chart knows": (
        "exercises_named",
        cell(6, "status", "held, in part"),
        ["row 6", "column status", "held, in part", "enum"],
    ),
    "kind of sharing that no chart knows": (
        "information_sharing",
        cell(23, "kind", "restriction denied"),
        ["row 23", "column kind", "restriction denied", "enum"],
    ),
    "piece later than the article that moves a verdict": (
        "evidence",
        lambda rows: [
            [*row[:2], "contradicts", *row[3:]] if row[:2] == ["C18", "3"] else row for row in rows
        ],
        ["evidence.csv", "C18 no. 3", "later than the article", "context"],
    ),
    "points counted together that part": (
        "claims",
        lambda rows: [[*row[:-1], "C18"] if row[0] == "C22" else row for row in rows],
        ["claims.csv", "C22", "counted with C18", "verdict differs"],
    ),
    "duplicate key": ("provocations", lambda rows: [*rows, rows[1]], ["provocations.csv", "row 180", "key"]),
    "negative count": (
        "provocations",
        cell(2, "events", "-1"),
        ["row 2", "column events", "-1", "minimum 1"],
    ),
    "missing column": (
        "macro",
        lambda rows: [row[:-1] for row in rows],
        ["macro.csv", "population", "missing"],
    ),
    "extra column": ("macro", lambda rows: [[*row, "x"] for row in rows], ["macro.csv", "column x"]),
    "value outside the list": (
        "claims",
        cell(2, "verdict", "true"),
        ["claims.csv", "row 2", "verdict", "enum"],
    ),
    "row too long": (
        "macro",
        lambda rows: [*rows[:3], [*rows[3], "9"], *rows[4:]],
        ["macro.csv", "row 4", "cells"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_in_a_table_stops_the_build_with_its_place_and_rule(project, fault):
    table, change, words = FAULTS[fault]
    edit(project, table, change)
    if table in ("claims", "evidence") and "enum" not in words:  # no rule of the table, but of the ledger
        stopped(run(project, "refresh"), words)
        record(project, table)
    stopped(run(project), words)
    assert (project / "_build" / "html" / "index.html").read_text(encoding="utf-8") == "the last good book"


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("broken quoting", b'AUS,2024,"1.0,1.0,5\n', ["macro.csv", "row", "quoting"]),
        ("wrong encoding", "AUS,2024,1.0,1.0,5 é\n".encode("latin-1"), ["macro.csv", "row 428", "UTF-8"]),
        ("hash that does not match", b"FRA,2020,1.0,1.0,5\n", ["macro.csv", "hash", "make refresh"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_spoiled_file_stops_the_build_and_says_how_to_mend_it(project, name, spoil, words):
    (project / "data" / "macro.csv").open("ab").write(spoil)
    stopped(run(project), words)


def test_a_table_is_checked_again_when_one_that_it_refers_to_changed(project):
    edit(project, "countries", lambda rows: [row for row in rows if "AUS" not in row])
    stopped(run(project, "refresh"), ["AUS", "countries.csv"])
    record(project, "countries")
    stopped(run(project), ["AUS", "countries.csv"])


def record(project, table):
    """Write the hash and the size of a table into the description, right or wrong."""
    file, described = project / "data" / f"{table}.csv", project / "data" / "datapackage.json"
    package_ = json.loads(described.read_text(encoding="utf-8"))
    entry = next(part for part in package_["resources"] if part["name"] == table)
    entry["hash"], entry["bytes"] = datapackage.digest(file), file.stat().st_size
    described.write_text(json.dumps(package_), encoding="utf-8")


def test_a_missing_table_and_a_broken_description_are_told_in_a_sentence(project):
    (project / "data" / "talks.csv").unlink()
    stopped(run(project), ["talks.csv", "missing"])
    (project / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    stopped(run(project), ["datapackage.json", "line 1", "JSON"])


def stopped(result, words):
    """Assert one sentence with these words, a failing exit code and no traceback."""
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    told = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(told) == 2, result.stderr  # the sentence, and that nothing was changed
    for word in words:
        assert word in told[0], told[0]


def test_refresh_records_a_good_change_and_refuses_a_bad_one(project):
    edit(project, "macro", lambda rows: [*rows, ["FRA", "2023", "1.0", "1.0", "5"]])
    done = run(project, "refresh")
    assert done.returncode == 0, done.stderr
    assert "macro" in done.stdout
    recorded = json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert next(entry for entry in recorded["resources"] if entry["name"] == "macro")["rows"] == 427
    edit(project, "macro", cell(2, "year", "never"))
    stopped(run(project, "refresh"), ["macro.csv", "row 2"])


def test_words_on_a_span_that_ends_before_a_row_are_refused(project):
    path = project / "data" / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    assert '"1945-08-15 to 2026-10-08"' in text
    path.write_text(
        text.replace('"1945-08-15 to 2026-10-08"', '"1945-08-15 to August 2026"'), encoding="utf-8"
    )
    stopped(run(project), ["datapackage.json", "coverage of events", "bring its words up"])


@pytest.mark.parametrize("name", datapackage.table_names())
def test_every_table_loads_with_the_described_columns_and_rows(name):
    entry = datapackage.resource(name)
    table = tables.load(name)
    assert list(table.columns) == [field["name"] for field in entry["schema"]["fields"]]
    assert len(table) == entry["rows"]
    for field in entry["schema"]["fields"]:
        if field.get("constraints", {}).get("required"):
            assert table[field["name"]].notna().all(), field["name"]


def test_an_unknown_table_is_refused_by_name():
    with pytest.raises(DataError, match="no table"):
        tables.load("gossip")


def test_each_correction_is_made_on_loading_and_the_source_keeps_its_own_value():
    for correction in tables.load("corrections").itertuples():
        key = dict(part.split("=") for part in correction.row.split(";"))
        for table, value in (
            (tables.as_published(correction.table), correction.value_in_source),
            (tables.load(correction.table), correction.value_used),
        ):
            chosen = pd.Series(True, index=table.index)
            for column, wanted in key.items():
                chosen &= table[column].astype("string") == wanted
            (held,) = table.loc[chosen, correction.column]
            assert held == (value if isinstance(held, str) else float(value)), correction.row


def test_a_correction_of_a_mended_source_stops_the_build(project):
    edit(project, "us_troops", cell(26, "personnel", "206875"))
    stopped(run(project, "refresh"), ["corrections.csv", "row 2", "DEU", "206975", "mended"])


def test_the_day_to_which_a_table_is_complete_stands_in_one_place():
    """Every dated table says it, no field repeats it, and the years of the charts follow from it."""
    dated = [part for part in datapackage.describe()["resources"] if part.get("dates_rows")]
    assert len(dated) > 30
    for part in dated:
        day = datapackage.complete_to(part["name"])
        assert pd.Timestamp(day) and part.get("known_singly_to", day) >= day, part["name"]
        field = next(one for one in part["schema"]["fields"] if one["name"] == part["dates_rows"])
        assert "maximum" not in field.get("constraints", {}), f"{part['name']}: the day is said twice"
    assert tables.last_full_year("leader_visits") == 2024
    assert tables.last_full_year("us_troops") == 2024, "the report of September is no whole year"


def test_a_day_moved_in_the_description_moves_what_is_read_of_it(project):
    """Only `complete_to` is edited: a visit of 2025 then counts as a whole year's."""
    path = project / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    entry = next(part for part in package["resources"] if part["name"] == "leader_visits")
    entry["complete_to"] = "2025-12-31"
    path.write_text(json.dumps(package), encoding="utf-8")
    asked = (
        "from brief.analysis.coefficient import indicators as i\n"
        "one = next(part for part in i.described() if part.indicator_id == 'visits')\n"
        "print(i.series(one).last_valid_index())"
    )
    environment = {**os.environ, "PYTHONPATH": str(project)}
    run_in_copy = warm_python.run([sys.executable, "-c", asked], project, environment)
    assert run_in_copy.stdout.strip() == "2025", run_in_copy.stderr


def test_a_word_without_a_meaning_is_an_error_where_it_is_read():
    words = pd.Series(["held", "held upside down"])
    with pytest.raises(DataError, match="held upside down"):
        known(words, {"held": "held"}, "exercises_named", "status")


def test_the_positions_in_votes_are_of_one_release():
    """No cell of them is corrected from another release, and a year of few votes carries its own error."""
    corrected = set(tables.load("corrections")["table"])
    assert not corrected & {"un_ideal_points", "un_ideal_point_distance"}
    distance = tables.load("un_ideal_point_distance").set_index(["iso3_a", "iso3_b", "year"])
    thin = distance.loc[("USA", "KOR", 2024)]
    assert thin["votes"] == 8
    assert thin["standard_error"] > 2 * distance.loc[("USA", "KOR", 2023), "standard_error"] * 0.9


def test_part_of_a_year_stands_in_no_yearly_table():
    part = tables.load("trade_in_part")
    assert (part["last_month"] < 12).all()
    yearly = pd.concat([tables.load(name)["year"] for name in ("trade_korea", "trade_us")])
    assert not set(part["year"]) & set(yearly)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("iso3;won_per_usd\nKOR;1180\n", ["semicolons", "save the file with commas"]),
        ("iso3\twon_per_usd\nKOR\t1180\n", ["tabs"]),
        ("iso3,won_per_usd\nKOR,1180\u00a0\n", ["row 2, column won_per_usd", "\\u00a0", "without blanks"]),
        ("iso3,won_per_usd\nKOR,3_440\n", ["row 2", "3_440"]),
        ("iso3,won_per_usd\nKOR,1 180\n", ["1 180"]),
        ("iso3,won_per_usd\nKOR,1\nUSA,INF\n", ["row 3", "INF"]),
    ],
)
def test_what_a_spreadsheet_does_to_a_table_is_told(tmp_path, lines, words):
    fields = [{"name": "iso3", "type": "string"}, {"name": "won_per_usd", "type": "number"}]
    file = tmp_path / "rates.csv"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(DataError) as problem:
        checking._check_text({"schema": {"fields": fields}}, file, "data/rates.csv")
    assert all(word in str(problem.value) for word in ["data/rates.csv", *words]), problem.value
