"""What is said of the coefficient: its change from every base year, its bands, words that follow figures."""

import dataclasses
import re

import numpy as np
import pytest

from brief.analysis.coefficient import finding, index, uncertainty
from brief.analysis.coefficient import sensitivity as analysis
from brief.charts.data import base_year, coefficient, sensitivity, tipping, waterfall

LIKELIHOOD = re.compile(r"\b(un)?likely\b|virtually certain")
PERIOD = finding.Period(2015, 2025, -4.96, -43.1, 29.6, 0.52)


def test_every_base_year_is_told_with_its_change_and_the_band_of_its_draws():
    periods = finding.by_base_year()
    assert [period.start for period in periods] == list(range(2008, 2025))
    made, drawn = index.published(), uncertainty.published()
    for period in periods:
        changes = drawn.changes(period.start, 2025)
        changes = changes[np.isfinite(changes)]  # a draw that leaves 2024 out has no change from it
        assert period.points == pytest.approx(made.change(period.start, 2025))
        assert np.mean((changes >= period.low) & (changes <= period.high)) == pytest.approx(0.9, abs=0.01)


def test_the_band_of_a_period_holds_starts_up_to_two_years_from_it():
    fixed = {period.start: period for period in finding.by_base_year()}
    around = finding.finding().with_last["since_2015"]
    assert around.points == fixed[2015].points
    near = [fixed[year].fell for year in range(2013, 2018)]
    assert min(near) < around.fell < max(near)
    assert around.fell == pytest.approx(np.mean(near), abs=0.02)


def test_the_sentence_on_base_years_names_each_year_on_the_side_where_its_figure_is():
    periods = finding.by_base_year()
    fell, rose = re.search(r"fell if one starts in (.+), and rose if one starts in (.+);", words()).groups()
    for period in periods:
        assert (period.start in years(fell)) == (period.points < 0)
        assert (period.start in years(rose)) == (period.points >= 0)
    turned = [dataclasses.replace(period, points=-period.points) for period in periods]
    assert finding.dependence(turned) != finding.dependence(periods)
    all_fell = [dataclasses.replace(period, points=-1.0, fell=0.95) for period in periods]
    assert finding.dependence(all_fell) == (
        "By 2025 it fell if one starts in 2008\N{EN DASH}2024; "
        "from each of these years nine in ten ways of building it agree that it fell"
    )


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (
            [(-1.0, 0.5), (0.0, 0.5)],
            "By 2025 it fell if one starts in 2020, and stood still if one starts in 2021; "
            "from none of these years do nine in ten ways of building it agree",
        ),
        (
            [(-1.0, 0.95), (2.0, 0.5), (1e-14, 0.5)],
            "By 2025 it fell if one starts in 2020, rose if one starts in 2021, and stood still if one "
            "starts in 2022; only from 2020 do nine in ten ways of building it agree that it fell",
        ),
        (
            [(-1.0, 0.95), (2.0, 0.01)],
            "By 2025 it fell if one starts in 2020, and rose if one starts in 2021; "
            "from each of these years nine in ten ways of building it agree",
        ),
        (
            [(0.0, 0.5)],
            "By 2025 it stood still if one starts in 2020; "
            "from none of these years do nine in ten ways of building it agree",
        ),
    ],
)
def test_no_change_is_neither_a_fall_nor_a_rise_and_only_is_said_of_some_years(moves, told):
    periods = [
        dataclasses.replace(PERIOD, start=2020 + place, points=points, fell=fell)
        for place, (points, fell) in enumerate(moves)
    ]
    assert finding.dependence(periods) == told
    drawn = base_year.by_base_year(periods)
    assert ("stood still" in drawn.headline) == ("stood still" in told) == ("the same" in drawn.subtitle)
    assert all((row["Answer"] == "the same") == (row["Points"] == 0) for _, row in drawn.data.iterrows())


def test_a_pillar_that_did_not_move_is_not_further_apart():
    moves = {"security": 0.0, "economic": 3.0, "political": -2.0}
    assert coefficient.pillar_headline(moves, 2025) == (
        "The economic tie stood closer in 2025 than in 2015, the political further apart, "
        "the security the same"
    )
    still = dict.fromkeys(moves, 0.0)
    assert coefficient.pillar_headline(still, 2025) == "All three ties stood the same in 2025 as in 2015"


def words():
    return finding.words()["coef_base_years"]


def years(text):
    """Return the years that "2014–2016 or 2022" names."""
    found = set()
    for first, last in re.findall(r"(\d{4})(?:\N{EN DASH}(\d{4}))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_a_change_is_told_with_its_band_and_without_a_decimal_that_the_band_does_not_carry():
    assert PERIOD.moved == (
        "changed by \N{MINUS SIGN}5 points (nine in ten ways of building it: \N{MINUS SIGN}43 to +30)"
    )
    assert finding.rounded(1.24, 0.6, 1.9) == "+1.2"
    assert finding.rounded(0.3, -4, 4) == "0"
    assert dataclasses.replace(PERIOD, points=1.2).told.startswith("+1 point (")


def test_a_direction_is_told_only_where_nine_in_ten_ways_agree():
    told = {
        0.52: "no direction can be told",
        0.89: "no direction can be told",
        0.95: "it fell",
        0.04: "it rose",
    }
    for fell, words in told.items():
        assert dataclasses.replace(PERIOD, fell=fell).direction == words


def test_no_word_of_likelihood_stands_for_a_share_of_ways_and_each_change_has_its_band():
    for name, text in finding.words().items():
        assert not LIKELIHOOD.search(text), name
        if "_moved" in name or "_change_" in name:
            assert re.search(r"\(.*\d to .*\d\)", text) and "." not in text, name


def test_years_in_words():
    assert finding.year_runs([2020, 2014, 2015, 2016]) == "2014\N{EN DASH}2016 or 2020"
    assert finding.year_runs([2014, 2015]) == "2014 or 2015"


def test_the_figure_of_base_years_shows_each_with_its_band_and_says_where_the_sign_turns():
    drawn = base_year.by_base_year()
    held = {period.start: period for period in finding.by_base_year()}
    assert years(drawn.headline) >= set(held)
    rows = drawn.data.set_index("From")
    for year, period in held.items():
        assert rows.loc[str(year), "Points"] == pytest.approx(period.points, abs=0.005)
        assert f"From {year}: {period.change}, band {period.band}." in drawn.alt
    assert ("every band holds zero" in drawn.headline) == all(one.low < 0 < one.high for one in held.values())
    one_way = [dataclasses.replace(period, points=3.0) for period in held.values()]
    assert base_year.by_base_year(one_way).headline.startswith("The coefficient rose to 2025 whatever year")


def test_the_charts_of_change_tell_the_band_and_no_decimals():
    since = finding.finding().with_last["since_2015"]
    for figure in (waterfall.waterfall(2015), sensitivity.single_choices()):
        assert since.band in figure.subtitle
        assert not re.search(r"\d\.\d", figure.alt)


@pytest.mark.parametrize("start", range(2008, 2024))
def test_the_headline_of_a_change_sets_all_gains_against_all_losses(start):
    """It once set them against the two largest losses, for which they may have made up."""
    drawn = waterfall.waterfall(start)
    points = drawn.data[drawn.data["Indicator"] != "In all"]["Points"]
    gained, lost = (points[points * sign > 0].sum() for sign in (1, -1))
    assert f"({finding.signed(gained)} points)" in drawn.headline
    assert f"loosened ({finding.signed(lost)})" in drawn.headline
    assert ("did not make up" in drawn.headline) == (gained + lost < 0)


def test_the_headline_of_what_matters_speaks_of_choices_of_method():
    assert sensitivity.what_matters().headline.startswith("Of the choices of method the pillar weights")


def test_the_tipping_figure_turns_where_the_coefficient_itself_does():
    drawn = tipping.tipping(2015)
    made = index.published()
    lines = drawn.data.pivot_table(index="From", columns="Weight", values="Points")
    assert list(lines.index) == ["2013", "2014", "2015", "2016", "2017"]
    for year, line in lines.iterrows():
        turn = analysis.tipping_weight(int(year), 2025)
        assert line[0] + turn * (line[100] - line[0]) == pytest.approx(0, abs=0.02)
        assert line[0] + made.pillar_weights["political"] * (line[100] - line[0]) == pytest.approx(
            made.change(int(year), 2025), abs=0.02
        )
    assert f"more than {100 * analysis.tipping_weight(2015, 2025):.0f}%" in drawn.headline


def test_base_years_and_the_thin_year_are_among_the_single_choices_and_no_alternative_that_does_not_reach():
    found = analysis.single_choices(2015, 2025).set_index("choice")
    starts = found[found["kind"] == "base year"]["points"]
    told = {f"starting in {period.start}": period.points for period in finding.by_base_year()}
    assert list(starts.index) == [f"starting in {year}" for year in (2013, 2014, 2016, 2017)]
    assert all(points == pytest.approx(told[name]) for name, points in starts.items())
    assert list(found[found["kind"] == "thin year"].index) == ["with the few votes of 2024", "2024 left out"]
    # UN agreement ends in 2022: with it instead of the distance, votes would only be missing.
    assert not found.index.str.contains("agreement").any()


def test_the_largest_move_of_the_record_is_a_tie_and_not_an_indicator_that_appears_or_ends():
    drawn = coefficient.contributions()
    moved = index.yearly_contributions(index.published()).drop(columns=index.COVERAGE).abs()
    year, name = moved.stack().idxmax()
    label = next(one.label for one in index.published().indicators if one.indicator_id == name)
    assert drawn.headline == f"The largest single move of the record is {label} in {year}"
    assert not re.search(r"\d\.\d", drawn.alt)
