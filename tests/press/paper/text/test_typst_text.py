"""Any text reaches the page as it is: nothing is lost, nothing becomes a command."""

import json
import re
import shutil
import unicodedata

import pdf_reading
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from press.look import FONTS
from press.paper import TEMPLATE, front, markup

PRINTABLE = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], include_characters=" "), min_size=1
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Return a function that evaluates a Typst expression."""
    empty = tmp_path_factory.mktemp("typst") / "empty.typ"
    empty.write_text("", encoding="utf-8")
    compiler = typst.Compiler(str(empty))
    return lambda expression: json.loads(compiler.eval(expression))


def words_of(content):
    if isinstance(content, dict):
        if content["func"] == "space":
            return " "
        inside = content.get("children", [content["child"]] if "child" in content else [])
        return content.get("text", "") or "".join(map(words_of, inside))
    return ""


@settings(deadline=None, max_examples=150)
@example("wait... and 1/2 -- so --- 2025-")
@example(
    "https://example.org/a_b/" + "x" * 40 + " Rindfleischetikettierungsüberwachungsaufgabe, 1. and so on"
)
@given(PRINTABLE)
def test_every_character_survives(shown, text):
    spaced = " ".join(text.split())
    set_as = words_of(shown(markup.words(spaced)))
    assert " ".join(set_as.split()) == spaced


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1))
def test_a_string_stays_a_string(shown, text):
    expected = text.replace("\r", "").replace("\t", " ")
    assert shown(markup.string(text)) == expected


@given(st.text(alphabet="abcDEF/._- ", max_size=200))
def test_breaks_change_no_letter(text):
    assert "".join(markup.pieces(text)) == text


LONG = [
    "https://www.example.org/programs/monitoring/2025/observers.html?query=one&more=twoAndThree",
    "10.1234/abcd.efgh/0123456789/abcdefghijklmnopqrstuvwxyzabcdef",
    "figures/ties_then_and_now_and_for_ever/numbers.json",
    "Rindfleischetikettierungsüberwachungsaufgabe",
    "x" * 60,
]
NARROW = """#set document(title: "Copied")
#set page(width: 180pt, height: 800pt, margin: 20pt)
#set text(font: "Brief Serif", size: 10pt, lang: "en", hyphenate: false)
"""


@pytest.fixture(scope="module")
def narrow(tmp_path_factory):
    """Return a PDF that shows each very long run in prose and as code, on a narrow page."""
    folder = tmp_path_factory.mktemp("narrow")
    shutil.copyfile(TEMPLATE / "pieces.typ", folder / "pieces.typ")
    for name in ("style.typ", "margin.typ"):
        shutil.copyfile(TEMPLATE / name, folder / name)
    (folder / "palette.typ").write_text(front.palette(), encoding="utf-8")
    runs = [f"see {markup.prose(run)} here\n\n{markup.invoke('code-word', markup.code(run))}" for run in LONG]
    source = folder / "narrow.typ"
    source.write_text('#import "pieces.typ": *\n' + NARROW + "\n\n".join(runs), encoding="utf-8")
    source.with_suffix(".pdf").write_bytes(typst.compile(str(source), font_paths=[str(FONTS)]))
    return source.with_suffix(".pdf")


def test_what_is_copied_from_paper_holds_no_character_that_nobody_sees(narrow):
    copied = pdf_reading.text(narrow)
    unseen = {character for character in copied if unicodedata.category(character) == "Cf"}
    assert unseen == set()
    whole = re.sub(r"-\n|[\n\x02]", "", copied)  # PDFium marks a hyphen that ends a line
    for run in LONG:
        assert whole.count(run) == 2, run


def test_nothing_that_is_long_runs_over_the_edge(narrow):
    placed, [(width, _)] = pdf_reading.lines(narrow)
    assert len(placed) > 2 * len(LONG)
    assert max(line.right for line in placed) <= width - 19
