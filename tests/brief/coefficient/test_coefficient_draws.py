"""The draws behind the band and the words of likelihood: the same each time, listed, and within bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient import indicators, sensitivity, uncertainty
from brief.analysis.coefficient.indicators import PILLARS


@pytest.fixture(scope="module")
def few():
    made = coefficient.published()
    return uncertainty.simulate(made, indicators.errors(list(made.indicators)), draws=2000, seed=1)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(few):
    again = uncertainty.simulate(few.made, indicators.errors(list(few.made.indicators)), draws=2000, seed=1)
    other = uncertainty.simulate(few.made, indicators.errors(list(few.made.indicators)), draws=2000, seed=2)
    assert few.paths.tobytes() == again.paths.tobytes() != other.paths.tobytes()


def test_the_published_band_rests_on_ten_thousand_draws_and_no_path_leaves_the_scale():
    drawn = uncertainty.published()
    assert drawn.paths.shape[0] >= 10_000
    assert np.nanmin(drawn.paths) >= -1e-9 and np.nanmax(drawn.paths) <= 100 + 1e-9


def test_every_choice_of_every_draw_is_listed_and_can_be_computed_again(few):
    listed = few.choices.listed(few.material)
    assert len(listed) == 2000
    chosen = listed[
        (listed["normalisation"] == "rank")
        & (listed["mean"] == "geometric")
        & (listed["gaps"] == "dropped")
        & (listed["indicator left out"] == "un_distance")
        & (listed["year 2024"] != "left out whole")
    ]
    row = chosen.index[0]
    made = few.made
    kept = [one for one in made.indicators if one.indicator_id != "un_distance"]
    scores = coefficient.normalised(made.values, kept, "rank")
    weights = listed.loc[row, [f"weight of {one.indicator_id}" for one in kept]].to_numpy(dtype=float)
    pillars = {}
    for pillar in PILLARS:
        mine = np.array([one.pillar == pillar for one in kept])
        known = scores.iloc[:, mine].notna().to_numpy() * weights[mine]
        total = np.where(known.sum(axis=1) > 0, known.sum(axis=1), np.nan)
        pillars[pillar] = np.nansum(scores.iloc[:, mine].to_numpy() * known, axis=1) / total
    shares = listed.loc[row, [f"weight of {pillar}" for pillar in PILLARS]].to_numpy(dtype=float)
    index = 100 * coefficient.aggregate(np.column_stack(list(pillars.values())) / 100, shares, "geometric")
    assert np.abs(index - few.paths[row])[~np.isnan(index)].max() < 1e-9


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=5))
def test_drawn_weights_are_never_negative_and_sum_to_1(uniform):
    weights = uncertainty.dirichlet(np.array(uniform))
    assert (weights >= 0).all() and np.allclose(weights.sum(axis=1), 1)


def test_weights_are_drawn_flat_over_all_weightings():
    uniform = np.random.default_rng(0).random((20_000, 3))
    weights = uncertainty.dirichlet(uniform)
    assert np.allclose(weights.mean(axis=0), 1 / 3, atol=0.01)
    assert (weights[:, 0] > 0.5).mean() == pytest.approx(0.25, abs=0.01)  # the share of the triangle


def test_the_band_widens_by_what_is_missing(few):
    band = few.band()
    assert (band["widened_lower"] <= band["lower"]).all() and (band["upper"] <= band["widened_upper"]).all()
    assert (band["lower"] <= band["median"]).all() and (band["median"] <= band["upper"]).all()
    width = band["widened_upper"] - band["widened_lower"] - (band["upper"] - band["lower"])
    assert width[2025] > width[2015], "less is known of 2025 than of 2015"


def test_without_noise_and_with_the_published_choices_a_draw_is_the_published_coefficient():
    made = coefficient.published()
    material = uncertainty.material_of(made, indicators.errors(list(made.indicators)))
    uniform = np.full((1, uncertainty.width(material)), 0.5)
    edges = np.cumsum([0, *uncertainty.blocks(material).values()])
    uniform[0, :7] = [0.0, 0.0, 0.0, 0.0, 1.0, 0.5, 0.0]
    drawn = uncertainty.run(made, material, uncertainty.choices(uniform, material))
    assert edges[-1] == uniform.shape[1]
    assert np.abs(drawn.paths[0] - made.index).max() < 1e-9
    for start in (2015, 2021, 2022):
        for changes in (drawn.changes(start, 2025), drawn.changes_around(start, 2025)):
            assert changes[0] == pytest.approx(made.change(start, 2025), abs=1e-9)


def drawn_with(**chosen):
    """Return one draw with the published choices but those given by their place in the factors (0 to 1)."""
    made = coefficient.published()
    material = uncertainty.material_of(made, indicators.errors(list(made.indicators)))
    uniform = np.full((1, uncertainty.width(material)), 0.5)
    uniform[0, :7] = [0.0, 0.0, 0.0, 0.0, 1.0, 0.5, 0.0]
    for factor, number in chosen.items():
        uniform[0, uncertainty.FACTORS.index(factor.replace("_", " "))] = number
    return uncertainty.run(made, material, uncertainty.choices(uniform, material))


def test_a_draw_may_start_up_to_two_years_from_the_base_year():
    made = coefficient.published()
    for number, year in zip((0.1, 0.3, 0.5, 0.7, 0.9), range(2013, 2018), strict=True):
        drawn = drawn_with(base_year=number)
        assert drawn.changes_around(2015, 2025)[0] == pytest.approx(made.change(year, 2025), abs=1e-9)
        assert drawn.changes(2015, 2025)[0] == pytest.approx(made.change(2015, 2025), abs=1e-9)
    late = drawn_with(base_year=0.9)
    assert late.changes_around(2023, 2025)[0] == pytest.approx(made.change(2021, 2025), abs=1e-9)


def test_a_draw_may_take_the_few_votes_of_2024_or_leave_the_year_out():
    single = sensitivity.single_choices(2022, 2025).set_index("choice")["points"]
    for number, choice in ((0.5, "with the few votes of 2024"), (0.9, "2024 left out")):
        drawn = drawn_with(year_2024=number)
        assert drawn.changes(2022, 2025)[0] == pytest.approx(single[choice], abs=1e-9)
    few, out = drawn_with(year_2024=0.5), drawn_with(year_2024=0.9)
    place = few.material.names.index("un_distance")
    assert np.isfinite(few.scores[0, 2024 - 1991, place])
    assert np.isnan(drawn_with(year_2024=0.1).scores[0, 2024 - 1991, place])
    assert np.isnan(out.paths[0, 2024 - 1991]) and np.isfinite(out.paths[0, 2023 - 1991])


def test_what_matters_most_are_the_weights_of_the_pillars():
    found = sensitivity.sobol(2015, 2025)
    assert set(found["factor"]) == set(uncertainty.FACTORS)
    assert found["factor"][0] == "pillar weights"
    assert (
        found["total"] + found["total_half_width"] >= found["first_order"] - found["first_order_half_width"]
    ).all()


def test_a_flip_is_a_change_of_sign_and_the_tipping_weight_is_where_it_happens():
    found = sensitivity.single_choices(2015, 2025)
    published = found["points"].iloc[0]
    assert (found["flips"] == (np.sign(found["points"]) != np.sign(published))).all()
    weight = sensitivity.tipping_weight(2015, 2025)
    rest = (1 - weight) / 2
    made = coefficient.compute(
        list(coefficient.published().indicators),
        pillar_weights={"security": rest, "economic": rest, "political": weight},
    )
    assert made.change(2015, 2025) == pytest.approx(0, abs=1e-9)
