"""What cannot be set stops the build and says where it stands in the source."""

import pytest
from hard_book import build, bundle, write_book


def broken(tmp_path, words, file="closing.md"):
    """Build the book with words added to a chapter; return what the build says."""
    root = write_book(tmp_path / "book")
    chapter = root / "chapters" / file
    chapter.write_text(chapter.read_text(encoding="utf-8") + words, encoding="utf-8")
    return build(root)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("\n![](picture.svg)\n", "picture.svg has no alternative text"),
        ("\n<iframe src='https://example.org'></iframe>\n", "<iframe> shows another site"),
        (
            "\n```{eval-rst}\n.. productionlist::\n   a: b\n```\n",
            'cannot set a node of kind "production',
        ),
        ("\n$\\nosuchcommand{x}$\n", "cannot be read"),
    ],
)
def test_place_and_reason_are_told(tmp_path, words, told):
    said = broken(tmp_path, words)
    assert told in said
    assert "closing.md, line" in said
    assert "Traceback" not in said


def test_a_figure_without_alternative_text_is_refused(tmp_path):
    said = build(write_book(tmp_path / "book", bundle("sample", alt="")))
    assert "figure sample has no alt" in said


def test_a_letter_that_no_font_has_is_refused(tmp_path):
    said = broken(tmp_path, "\nA sign \N{CUNEIFORM SIGN A}.\n")
    assert "\N{CUNEIFORM SIGN A}" in said and "chapters/closing.md, line" in said and "picture" in said


def test_a_summary_that_is_too_long_is_refused(tmp_path):
    root = write_book(tmp_path / "book")
    chapter = root / "chapters" / "opening.md"
    chapter.write_text(chapter.read_text() + "\n\n" + "Many words follow here. " * 1200, encoding="utf-8")
    said = build(root, brief_documents=["summary"])
    assert "chapters/opening" in said and "shorten it to 2" in said


def test_slides_of_a_figure_that_is_not_there_are_refused(tmp_path):
    said = build(write_book(tmp_path / "book"), brief_documents=["slides"], brief_deck=["nowhere"])
    assert "nowhere" in said
