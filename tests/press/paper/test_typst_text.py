"""Any text reaches the page as it is: nothing is lost, nothing becomes a command."""

import json
import re

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from press.paper import markup

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
        return content.get("text", "") or "".join(words_of(part) for part in content.get("children", []))
    return ""


@settings(deadline=None, max_examples=150)
@given(PRINTABLE)
def test_every_character_survives(shown, text):
    spaced = " ".join(text.split())
    set_as = words_of(shown(markup.words(spaced)))
    assert re.sub("[\u200b\u00ad]", "", " ".join(set_as.split())) == re.sub("[\u200b\u00ad]", "", spaced)


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1))
def test_a_string_stays_a_string(shown, text):
    expected = text.replace("\r", "").replace("\t", " ")
    assert shown(markup.string(text)) == expected


@given(st.text(alphabet="abcDEF/._-", min_size=1, max_size=200))
def test_breaks_change_no_letter(text):
    opened = markup.breakable(text)
    assert opened.replace("\u200b", "").replace("\u00ad", "") == text
