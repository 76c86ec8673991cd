"""Counts of launches and scores of forecasts, computed a second time from the CSV files alone."""

import csv
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import plain_scores
import pytest

from brief import tables
from brief.analysis.forecast import counts, scores
from brief.analysis.peninsula import launches

DATA = Path(__file__).resolve().parents[3] / "data"
NEAR = 1e-9


def test_launches_of_every_year_are_the_same():
    query = (Path(__file__).parent / "launches.sql").read_text(encoding="utf-8")
    found = {
        year: tuple(map(int, row)) for year, *row in duckdb.execute(query, {"data": str(DATA)}).fetchall()
    }
    missiles = tables.load("missiles")
    added, disputed = tables.load("missile_events_added"), tables.load("missile_count_disagreements")
    made = launches.by_year(missiles, launches.launch_days(missiles, added, disputed))
    columns = ["missiles", "lowest", "highest", "launch_days"]
    expected = {
        year: tuple(map(int, row)) for year, row in zip(made.index, made[columns].to_numpy(), strict=True)
    }
    assert found == {year: row for year, row in expected.items() if any(row)}
    assert len(found) > 20


def test_the_forecast_file_scores_its_resolved_rows_the_same():
    with (DATA / "forecasts.csv").open(encoding="utf-8", newline="") as lines:
        resolved = [row for row in csv.DictReader(lines) if row["outcome"]]
    assert len(resolved) >= 5
    for row in resolved:
        told = float(row["score"]), float(row["score_bits"])
        assert told == pytest.approx(plain_scores.of_row(row), rel=6e-6), row  # the file keeps six digits


FORECASTS = [(0.4, 3.1, 0), (0.4, 3.1, 7), (1.7, 9.25, 4), (3.3, 22.0, 41), (12.0, 0.6, 0), (0.9, 0.02, 1)]


def test_scores_of_counts_are_the_same():
    table = pd.DataFrame(FORECASTS, columns=["shape", "mean", "outcome"])
    found = scores.scored(table)
    for row, (shape, mean, outcome) in zip(found.itertuples(), FORECASTS, strict=True):
        spread = plain_scores.chances(shape, mean)
        assert row.crps == pytest.approx(plain_scores.ranked(spread, outcome), rel=NEAR, abs=NEAR)
        assert 2**row.log_bits == pytest.approx(spread[outcome], rel=NEAR)
        assert row.probability == pytest.approx(1 - spread[0], rel=NEAR)
        assert row.pit_to == pytest.approx(sum(spread[: outcome + 1]), rel=NEAR)


def test_sums_of_salvos_are_the_same():
    shares = [0.0, 0.55, 0.25, 0.0, 0.15, 0.05]
    for shape, mean in ((0.8, 4.5), (6.0, 30.0)):
        plain = plain_scores.summed(shape, mean, shares)
        found = counts.total_missiles(shape, mean, np.array(shares))
        assert list(found[:200]) == pytest.approx(plain[:200], abs=NEAR)
