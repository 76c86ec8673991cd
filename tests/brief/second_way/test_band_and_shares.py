"""The band and the Sobol shares, computed a second time from the CSV files alone, draw by draw."""

from pathlib import Path

import duckdb
import numpy as np
import plain_draws
import pytest
from SALib.sample import sobol as sampling

from brief import tables
from brief.analysis.coefficient import sensitivity, uncertainty

DATA = Path(__file__).resolve().parents[3] / "data"
NEAR = 1e-9
DRAWS, BASE = 300, 32
VOTES = """SELECT year, distance, standard_error, votes FROM read_csv($data || '/un_ideal_point_distance.csv')
  WHERE iso3_a IN ('KOR', 'USA') AND iso3_b IN ('KOR', 'USA') AND year BETWEEN 1991 AND 2025"""
INDICATORS = """SELECT indicator_id, pillar, direction FROM read_csv($data || '/indicators.csv')
  WHERE status LIKE 'index%'"""


@pytest.fixture(scope="module")
def record():
    """The record as plain numbers, from the CSV files."""
    place = {"data": str(DATA)}
    ends = {
        "arms": "arms_us_share",
        "exercises": "exercises_by_country",
        "information": "information_sharing",
        "visits": "leader_visits",
    }
    last = {name: tables.last_full_year(table) for name, table in ends.items()}
    query = (Path(__file__).parent / "coefficient.sql").read_text(encoding="utf-8")
    measured = duckdb.execute(query, place | last).fetchall()
    described = duckdb.execute(INDICATORS, place).fetchall()
    values = {name: {year: value for what, year, value in measured if what == name} for name, *_ in described}
    votes = {year: rest for year, *rest in duckdb.execute(VOTES, place).fetchall()}
    enough = {year: error for year, (_, error, count) in votes.items() if count >= 20}
    thin = votes[plain_draws.THIN]
    return plain_draws.Record(
        {name: pillar for name, pillar, _ in described},
        {name: 1 if way == "closer" else -1 for name, _, way in described},
        values,
        {"un_distance": enough},
        {"un_distance": thin[0]},
        {"un_distance": thin[1]},
    )


def test_the_band_is_the_same_and_so_is_each_draw_in_it(record):
    made = uncertainty.published(DRAWS)
    numbers = np.random.default_rng(uncertainty.SEED).random((DRAWS, uncertainty.width(made.material)))
    paths = [plain_draws.path(row, record) for row in numbers.tolist()]
    plain = np.array([[np.nan if value is None else value for value in path] for path in paths])
    np.testing.assert_allclose(made.paths, plain, rtol=NEAR, atol=NEAR)
    band = made.band()
    for name, share in (("lower", 0.05), ("median", 0.5), ("upper", 0.95)):
        edges = [plain_draws.quantile(column, share) for column in zip(*paths, strict=True)]
        assert list(band[name]) == pytest.approx(edges, rel=NEAR, abs=NEAR)


def test_the_shares_of_the_choices_are_the_same(record):
    start, end = 2017, 2025
    problem = sensitivity._problem(uncertainty.published(DRAWS).material)
    numbers = sampling.sample(problem, BASE, calc_second_order=False, seed=uncertainty.SEED).tolist()
    plain = plain_draws.shares([plain_draws.change(row, record, start, end) for row in numbers])
    made = sensitivity.sobol(start, end, base=BASE).set_index("factor")
    for factor, told in zip(uncertainty.FACTORS, plain, strict=True):
        found = made.loc[factor, "first_order"], made.loc[factor, "total"]
        assert found == pytest.approx(told, rel=NEAR, abs=NEAR), factor
