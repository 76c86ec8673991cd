"""Indicators come from their description: they agree with the other readings, and an editor can add one."""

import json
import os
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest
import warm_python

from brief import tables
from brief.analysis.alliance import arms, trade
from brief.analysis.coefficient import indicators
from brief.analysis.coefficient.indicators import Indicator
from press.errors import DataError
from press.tables import datapackage

ROOT = Path(__file__).resolve().parents[3]


def used(name):
    return next(one for one in indicators.described() if one.indicator_id == name)


def test_the_share_of_arms_is_the_one_of_the_stakeholders_chapter():
    there = arms.us_share(tables.load("arms_us_share"))
    there = there[there["recipient_iso3"] == "KOR"].set_index("year")["share_pct"].loc[1991:]
    assert (indicators.series(used("arms")) - there).abs().max() < 1e-9


def test_the_share_of_trade_is_the_one_of_the_stakeholders_chapter():
    there = trade.two_way_shares(tables.load("trade_korea")).query("partner_iso3 == 'USA'")
    there = there.set_index("year")["share_pct"].loc[1991:]
    assert (indicators.series(used("us_trade")).dropna() - there).abs().max() < 1e-9


def test_two_ways_of_dating_arms_are_never_mixed():
    for one in indicators.described():
        if one.table in ("arms_us_share", "arms_suppliers_korea"):
            assert one.rows.count("method=") == 1 and "|" not in one.rows.split("method=")[1]


def test_no_two_pollsters_and_no_two_questions_are_joined():
    polls = tables.load("opinion")
    for one in (
        one for one in indicators.described("index", "peers", "alternative") if one.table == "opinion"
    ):
        names = one.rows.split(";")[0].partition("=")[2].split("|")
        rows = polls[polls["series"].isin(names)]
        assert rows["question"].str.split(r"[ (]", regex=True).str[0].nunique() == 1, (
            "records of one question"
        )
        assert rows["pollster"].str.split(" ").str[0].nunique() == 1
        assert (
            not rows.duplicated(["year", "country_surveyed_iso3", "target_iso3"]).any()
            or one.combine == "mean"
        )


def test_a_missing_year_stays_missing():
    values = indicators.values(indicators.described("index"))
    assert values.loc[2011:, "exercises"].isna().all()
    assert values.loc[[2023, 2024], "cost_sharing"].isna().all()
    assert pd.isna(values.loc[2025, "us_trade"]) and pd.isna(values.loc[2025, "visits"])
    assert pd.isna(values.loc[2024, "un_distance"]), "eight votes are too few"


def test_each_pillar_says_what_enters_and_why_and_what_does_not():
    every = indicators.described()
    assert {one.pillar for one in every if one.status.startswith("index")} == set(indicators.PILLARS)
    assert all(one.definition and one.why for one in every)
    assert [one for one in every if one.status == "left out"]


def test_a_description_that_does_not_fit_its_table_is_named():
    one = used("troops")
    wrong = Indicator(**{**one.__dict__, "value": "soldiers"})
    with pytest.raises(DataError, match=r'troops: .* us_troops has no column "soldiers"; it has .*personnel'):
        indicators.series(wrong)
    odd = Indicator(**{**one.__dict__, "share_of": "everything"})
    with pytest.raises(DataError, match='share_of "everything" is not understood'):
        indicators.series(odd)


def test_an_editor_adds_an_indicator_with_a_table_and_a_row_and_nothing_else(tmp_path):
    for folder in ("press", "brief"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "fonts")
        )
    shutil.copytree(ROOT / "data", tmp_path / "data")
    add_table(tmp_path / "data")
    with (tmp_path / "data" / "indicators.csv").open("a", encoding="utf-8") as lines:
        lines.write(
            "students,Students in the US,Students,economic,closer,students,index,,students,"
            "host_iso3={partner},students,sum,,,,,,,,Korean students in the US.,They come back.\n"
        )
    done = run(tmp_path, "-m", "brief", "refresh")
    assert done.returncode == 0, done.stderr
    program = (
        "from brief.analysis.coefficient import index as c\n"
        "from brief.charts.data import waterfall as charts\n"
        "made = c.published(); print(made.scores['students'].loc[[2015, 2025]].tolist())\n"
        "print('Students' in charts.waterfall(2015, 2025).bundle().svg.wide)"
    )
    done = run(tmp_path, "-c", program)
    assert done.stdout.split("\n")[:2] == ["[0.0, 100.0]", "True"], done.stderr


def add_table(folder):
    (folder / "students.csv").write_text("host_iso3,year,students\nUSA,2015,10\nUSA,2020,15\nUSA,2025,20\n")
    described = json.loads((folder / datapackage.DESCRIPTION).read_text(encoding="utf-8"))
    model = next(entry for entry in described["resources"] if entry["name"] == "exchange_rate")
    fields = [
        {"name": "host_iso3", "type": "string", "description": "where they study"},
        {"name": "year", "type": "year", "description": "calendar year"},
        {"name": "students", "type": "integer", "description": "students", "unit": "persons"},
    ]
    schema = {"fields": fields, "primaryKey": ["host_iso3", "year"], "missingValues": [""]}
    described["resources"].append({**model, "name": "students", "path": "students.csv", "schema": schema})
    (folder / datapackage.DESCRIPTION).write_text(json.dumps(described), encoding="utf-8")


def run(folder, *arguments):
    return warm_python.run([sys.executable, *arguments], folder, {**os.environ, "PYTHONPATH": str(folder)})
