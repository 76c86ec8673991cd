"""Particles follow the last sound; numbers and days are written as in Korean and rounded as in English."""

import itertools

import pytest

from brief.korean import amounts
from brief.korean.particles import after, listed
from press import prose


@pytest.mark.parametrize(
    ("word", "pair", "told"),
    [
        ("북한", "은/는", "북한은"),
        ("미사일", "을/를", "미사일을"),
        ("미사일", "으로/로", "미사일로"),
        ("동맹", "으로/로", "동맹으로"),
        ("무기", "으로/로", "무기로"),
        ("한국", "이/가", "한국이"),
        ("신뢰", "과/와", "신뢰와"),
        ("93%", "이/가", "93%가"),
        ("2.4", "으로/로", "2.4로"),
        ("1.1", "으로/로", "1.1로"),  # 일, which ends in ㄹ
        ("10", "으로/로", "10으로"),  # 십
        ("3", "을/를", "3을"),
        ("9", "을/를", "9를"),
        ("교역(수출)", "은/는", "교역(수출)은"),
        ("한미동맹”", "이/가", "한미동맹”이"),
    ],
)
def test_a_particle_follows_the_last_sound(word, pair, told):
    assert after(word, pair) == told


def test_every_syllable_takes_the_particle_of_its_final_consonant():
    """A syllable is made of its first consonant, its vowel and its final: only the last of these counts."""
    for first, vowel, final in itertools.product(range(19), range(21), range(28)):
        syllable = chr(0xAC00 + (first * 21 + vowel) * 28 + final)
        assert after(syllable, "이/가")[1:] == ("이" if final else "가")
        assert after(syllable, "으로/로")[1:] == ("으로" if final not in (0, 8) else "로")


def test_a_particle_needs_a_sound():
    with pytest.raises(ValueError, match="no letter or figure"):
        after("…", "이/가")


def test_words_in_a_row():
    assert listed(["교역"]) == "교역"
    assert listed(["교역", "신뢰"]) == "교역과 신뢰"
    assert listed(["교역", "신뢰", "병력"]) == "교역, 신뢰와 병력"


@pytest.mark.parametrize("value", [0, 0.5, 2.5, -0.4, -4.98, 1234.5, 24934, 0.05, -0.05, 17.25])
@pytest.mark.parametrize("digits", [0, 1, 2])
def test_numbers_are_rounded_as_in_english(value, digits):
    assert amounts.number(value, digits) == prose.number(value, digits)


def test_days_and_years():
    assert amounts.day("2025-11-06") == "2025년 11월 6일"
    assert amounts.year(2025) == "2025년"
    assert amounts.signed(-5.2) == "−5"
    assert amounts.signed(35.1) == "+35"
    assert amounts.signed(0.2) == "0"


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([2024], "2024년"),
        ([2014, 2015, 2016], "2014~2016년"),
        ([2014, 2015], "2014년이나 2015년"),
        ([2014, 2015, 2016, 2020, 2022, 2023, 2024], "2014~2016년, 2020년이나 2022~2024년"),
    ],
)
def test_years_in_a_row_are_joined(years, told):
    assert amounts.year_runs(years) == told
