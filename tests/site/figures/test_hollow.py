"""A hollow mark says that its source is weak, and nothing else: no other figure draws one."""

import re

import pytest
from lxml import etree

from press.book.figure_parts import inline_svg
from press.look import PAPER

pytestmark = pytest.mark.book
SVG = "{http://www.w3.org/2000/svg}"
EMPTY = {"none", "transparent", PAPER["paper"].light, PAPER["band"].light, "white", "#ffffff"}
WEAK = re.compile(r"\bhollow\b[^.;]*\b(?:weak source|copy|press)\b", re.IGNORECASE)
OTHER_WORDS = re.compile(r"\brings?\b", re.IGNORECASE)


def hollow_marks(drawing):
    """Return the outlined shapes of a drawing, of marks and of its key, that have no fill of their own."""
    groups = [one for one in drawing.iter(f"{SVG}g") if "mark-symbol" in (one.get("class") or "")]
    shapes = [shape for group in groups for shape in group.iter(f"{SVG}path")]
    return [shape for shape in shapes if _is_outlined(shape) and _is_empty(shape)]


def _is_outlined(shape):
    return shape.get("stroke", "none") not in EMPTY and float(shape.get("opacity", 1)) > 0


def _is_empty(shape):
    return shape.get("fill", "none") in EMPTY or float(shape.get("fill-opacity", 1)) == 0


def test_only_weak_sources_are_hollow_and_each_figure_says_so(bundles):
    found = {
        name: sum(len(hollow_marks(etree.fromstring(getattr(one.svg, form)))) for form in inline_svg.FORMS)
        for name, one in bundles.items()
    }
    drawn = {name for name, count in found.items() if count}
    said = {name for name, one in bundles.items() if WEAK.search(f"{one.subtitle} {one.note}")}
    assert len(drawn) >= 4
    assert drawn == said


def test_no_figure_calls_a_mark_a_ring(bundles):
    assert [one.subtitle for one in bundles.values() if OTHER_WORDS.search(one.subtitle)] == []
