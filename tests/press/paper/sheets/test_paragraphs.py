"""Paragraphs on paper: who follows another is indented; a section without notes is set over their room."""

import shutil

import pytest
from hard_book import HERE, Built, build
from pdf_reading import lines

LINE = "This line of words is long enough to reach over the whole measure of the text and then to go on. " * 2
CHAPTER = f"""# Opening

The lead stands alone.

First of all. {LINE}

Second of all. {LINE}

- a point in a list

After the list. {LINE}

## With a note

```{{sidebar}} A note
It stands in the margin.
```

Narrow text. {LINE}

Narrow again. {LINE}

## Beside the note before it

Kept clear. {LINE}

## Without one

Broad text. {LINE}

Broad again. {LINE}
"""


@pytest.fixture(scope="module", params=["a4", "letter"])
def placed(request, tmp_path_factory):
    """Return the lines of a chapter by their first two words."""
    root = tmp_path_factory.mktemp(request.param) / "book"
    shutil.copytree(HERE / "book", root)
    (root / "chapters" / "opening.md").write_text("# A Book\n\nIt opens.\n", encoding="utf-8")
    (root / "chapters" / "second.md").write_text(CHAPTER, encoding="utf-8")
    toc = "format: jb-book\nroot: chapters/opening\nchapters:\n  - file: chapters/second\n"
    (root / "_toc.yml").write_text(toc, encoding="utf-8")
    problem = build(root, brief_documents=["brief"], brief_appendices=[], paper_size=request.param)
    assert not problem, problem
    found, _ = lines(Built(root).brief)
    return {" ".join(line.text.split()[:2]): line for line in found}


def test_a_paragraph_that_follows_another_is_indented_and_no_other(placed):
    edge = placed["First of"].x
    assert placed["After the"].x == placed["Narrow text."].x == placed["Broad text."].x == edge
    for follows in ("Second of", "Narrow again.", "Broad again."):
        assert 8 < placed[follows].x - edge < 14, follows


def test_text_without_notes_is_as_wide_as_notes_would_reach(placed):
    narrow, near, broad = (
        len(placed[words].text) for words in ("Narrow text.", "Kept clear.", "Broad text.")
    )
    assert broad > 1.2 * narrow
    assert broad > 1.2 * near, "a note may reach beside the section after its own"
