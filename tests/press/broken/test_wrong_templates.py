"""A template of the engine that was broken or removed is told by `check`: file, line, rule and way out."""

import pytest

CLAIM, LINKS = "press/page/templates/claim.html", "press/book/templates/links.html"
BACK = "; mend it, or take the file back (git checkout -- {}, or the same file of the engine's release)"


@pytest.mark.parametrize(
    ("more", "line", "rule"),
    [
        (b"\n{% if shape %}", 1, "Unexpected end of template."),
        (b"\n\n{{ lead|shouted }}", 2, "there is no filter shouted"),
        (b"\n{% if shape is shouted %}{% endif %}", 1, "there is no test shouted"),
        (b"\n{{ lead", 1, "unexpected end of template, expected 'end of print statement'"),
        (b"\n\xff", 1, "a letter is not UTF-8"),
        (b"\n<<<<<<< HEAD\n", 1, "a mark of a merge stands in it"),
    ],
)
def test_a_broken_template_is_told_with_its_line(door, more, line, rule):
    held = (door.project / CLAIM).read_bytes().rstrip()
    said = door.refused({CLAIM: held + more}).strip().splitlines()
    place = f"{CLAIM}, line {len(held.splitlines()) + line}"
    assert said[0].startswith(f"{place}: {rule}") and said[0].endswith(BACK.format(CLAIM)), said
    assert said[1:] == ["", "Nothing was changed."]


def test_a_template_that_is_gone_is_told_with_those_that_take_it_in(door):
    told = door.refused({CLAIM: None, LINKS: None}).strip().splitlines()
    gone = f"{CLAIM}: it is missing, and the engine makes pages or documents of it"
    assert gone + BACK.format(CLAIM) in told
    figure = "press/page/templates/figure.html"
    assert f"{figure}: it takes in {LINKS}, which is missing{BACK.format(figure)}" in told
