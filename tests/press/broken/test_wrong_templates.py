"""A template of the engine that was broken or removed is told by `check`: file, line, rule and way out."""

import pytest
from small_project import ROOT

from press.book.template_rules import PAGES

CLAIM, LINKS = "press/page/templates/claim.html", "press/book/templates/links.html"
PAGE, SHAPE, PACKAGE = (
    "press/page/theme/page.html",
    "press/page/templates/shape.svg",
    "press/ebook/templates/package.opf",
)
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


@pytest.mark.parametrize("name", [CLAIM, PAGE, SHAPE, PACKAGE])
@pytest.mark.parametrize("content", ["", "\n\n", "{# All of it. #}\n"])
def test_an_emptied_template_is_told(door, name, content):
    said = door.refused({name: content}).strip().splitlines()
    assert f"{name}: it is empty, and the engine makes pages or documents of it{BACK.format(name)}" in said


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        (CLAIM, "</button>", "", "line 8: </span> closes nothing inside <button> of line 4"),
        (CLAIM, "</button>", "</button></p>", "line 4: </p> closes nothing inside <span> of line 2"),
        (PAGE, "</article>", "</article></div>", "line 5: </div> closes nothing here"),
        (PAGE, "</nav>", "", "line 21: <nav> is not closed"),
        (SHAPE, "/></svg>", "/>", "line 1: <svg> is not closed"),
        (PACKAGE, "</dc:title>", "", "line 22: </metadata> closes nothing inside <dc:title> of line 5"),
        (LINKS, "</a>", "", "line 2: <a> is not closed"),
    ],
)
def test_a_tag_that_is_not_balanced_is_told_with_its_line(door, name, old, new, rule):
    text = (door.project / name).read_text(encoding="utf-8")
    assert old in text
    said = door.refused({name: text.replace(old, new, 1)}).strip().splitlines()
    assert f"{name}, {rule}{BACK.format(name)}" in said, said


@pytest.mark.parametrize("name", [CLAIM, PAGE])
def test_a_template_that_is_a_folder_is_told_so(door, name):
    path = door.project / name
    kept = path.rename(path.with_name("kept"))
    path.mkdir()
    try:
        said = door.refused({}).splitlines()
    finally:
        path.rmdir()
        kept.rename(path)
    assert f"{name}: it is a folder, and the engine reads a file there{BACK.format(name)}" in said, said


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("{% if prev %}", "Unexpected end of template."),
        ("{{ body|shouted }}", "there is no filter shouted"),
        ('{% include "nowhere.html" %}', "it takes in press/nowhere.html, which is missing"),
    ],
)
def test_the_pages_of_the_theme_keep_the_same_rules(door, more, rule):
    said = door.refused({PAGE: (door.project / PAGE).read_text(encoding="utf-8") + more})
    assert rule in said and BACK.format(PAGE) in said, said


def test_settings_of_the_theme_that_cannot_be_read_are_told_with_their_line(door):
    name = "press/page/theme/theme.toml"
    said = door.refused({name: (door.project / name).read_text(encoding="utf-8") + "[[x\n"})
    assert f"{name}, line 21: it is no TOML: " in said and BACK.format(name) in said, said
    assert f"{name}: it is no file that can be read" in door.refused({name: None})


def test_all_pages_of_the_theme_are_known():
    assert sorted(path.stem for path in (ROOT / "press/page/theme").glob("*.html")) == list(PAGES)


STYLES, SHEETS, PROGRAM = (
    "press/page/theme/static/brief.css",
    "press/paper/template/style.typ",
    "press/page/theme/static/brief.js",
)


@pytest.mark.parametrize("name", [STYLES, SHEETS, PROGRAM])
def test_an_emptied_style_or_program_is_told(door, name):
    """A book of bare pages was published without a word."""
    said = door.refused({name: "\n"}).strip().splitlines()
    assert f"{name}: it is empty, and the engine makes pages or documents of it{BACK.format(name)}" in said


def test_a_brace_of_a_style_sheet_without_its_other_is_told_with_its_line(door):
    held = (door.project / STYLES).read_bytes()
    said = door.refused({STYLES: held + b"\nmain { color: red;\n"}).strip().splitlines()
    rule = "a brace or a comment has no other end, and a browser drops what follows"
    assert said[0] == f"{STYLES}, line {held.count(10) + 2}: {rule}{BACK.format(STYLES)}"


@pytest.mark.parametrize(
    "more",
    [
        "\n/* it's { one */\n",
        "\n.a { background: url(data:text/plain,{) }\n",
        "\n.a\\{b { color: red }\n",
        "\n@media print { .a { content: '}' } }\n",
    ],
)
def test_braces_in_words_addresses_and_names_are_none(door, more):
    held = (door.project / CLAIM).read_bytes()
    styles = (door.project / STYLES).read_text(encoding="utf-8")
    said = door.refused({CLAIM: held + b"\n{% if shape %}", STYLES: styles + more})
    assert STYLES not in said


def test_what_a_desktop_leaves_beside_the_styles_is_no_template(door):
    (door.project / "press/page/theme/static/.DS_Store").write_bytes(b"\x00\x01\xff")
    (door.project / "press/paper/template/style.typ~").write_bytes(b"")
    try:
        held = (door.project / CLAIM).read_bytes()
        said = door.refused({CLAIM: held + b"\n{% if shape %}"})
        assert ".DS_Store" not in said and "style.typ~" not in said
    finally:
        (door.project / "press/page/theme/static/.DS_Store").unlink()
        (door.project / "press/paper/template/style.typ~").unlink()
