"""The faces of the pages come in two parts, which hold every letter; the style sheet tells which."""

import re

import pytest
from fontTools.ttLib import TTFont

from press.look.typefaces import FONTS
from press.page.site import THEME

SHEET = (THEME / "static" / "brief.css").read_text(encoding="utf-8")
FACES = re.findall(r"url\(fonts/([\w-]+\.woff2)\).*?unicode-range: (.*?);", SHEET)
WHOLE = sorted(path.stem for path in FONTS.glob("*.woff2"))


def letters(path):
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def told(ranges):
    """Return the letters of a `unicode-range`."""
    ends = (part.removeprefix("U+").split("-") for part in ranges.split(", "))
    return {number for end in ends for number in range(int(end[0], 16), int(end[-1], 16) + 1)}


def test_every_face_is_named_in_both_parts():
    parts = {f"{face}-{part}.woff2" for face in WHOLE for part in ("common", "other")}
    assert {name for name, _ in FACES} == parts == {path.name for path in (FONTS / "pages").iterdir()}


@pytest.mark.parametrize(("name", "ranges"), FACES, ids=range(len(FACES)))
def test_the_sheet_tells_of_all_that_a_part_holds(name, ranges):
    """A letter that is there and not told of is never shown."""
    assert letters(FONTS / "pages" / name) <= told(ranges)


def test_no_letter_asks_for_both_parts():
    common, other = (
        set().union(*(told(ranges) for name, ranges in FACES if part in name)) for part in ("common", "other")
    )
    assert not common & other


@pytest.mark.parametrize("face", WHOLE)
def test_the_parts_are_the_whole(face):
    common, other = (letters(FONTS / "pages" / f"{face}-{part}.woff2") for part in ("common", "other"))
    assert common | other == letters(FONTS / f"{face}.woff2") and not common & other
