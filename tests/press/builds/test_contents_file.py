"""What _toc.yml can hold: every chapter that it names is run; what it cannot hold is told in a sentence."""

import json

import pytest
from small_project import edit, notebook, run, write

from press.book import chapter_order
from press.errors import PublishError

HEAD = "format: jb-book\nroot: chapters/a\n"


def project(folder, contents, *pages):
    """Write a table of contents and empty pages; return the folder."""
    (folder / "_toc.yml").write_text(HEAD + contents, encoding="utf-8")
    for page in ("chapters/a.ipynb", *pages):
        path = folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}" if path.suffix == ".ipynb" else "# A page\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("contents", "pages", "found"),
    [
        ("parts:\n- caption: One\n  chapters: [{file: chapters/b}]", ["chapters/b.ipynb"], ["a", "b"]),
        (
            "chapters:\n- file: chapters/b\n  sections: [{file: chapters/c}]",
            ["chapters/b.ipynb", "chapters/c.ipynb"],
            ["a", "b", "c"],
        ),
        (
            "chapters: [{glob: chapters/more/*}]",
            ["chapters/more/z.ipynb", "chapters/more/y.ipynb"],
            ["a", "y", "z"],
        ),
        ("chapters: [{file: chapters/b}]", ["chapters/b.md"], ["a"]),
        ("chapters: [{file: chapters/b.ipynb}]", ["chapters/b.ipynb"], ["a", "b"]),
        ("chapters: [{file: chapters/비교}]", ["chapters/비교.ipynb"], ["a", "비교"]),
    ],
)
def test_every_notebook_of_the_contents_is_found(tmp_path, contents, pages, found):
    files = chapter_order.chapter_files(project(tmp_path, contents, *pages))
    assert [file.stem for file in files] == found


@pytest.mark.parametrize(
    ("contents", "pages", "words"),
    [
        ("chapters: [{file: chapters/b}]", [], ["chapters/b", "add the chapter"]),
        ("chapters: [{url: ftp://example.org/page}]", [], ["ftp://example.org/page", "https://"]),
        ("chapters: [{fil: chapters/b}]", [], ["_toc.yml", "mend"]),
        ("chapters: [", [], ["_toc.yml", "mend"]),
        (
            "chapters: [{file: chapters/n/b}, {file: chapters/s/b}]",
            ["chapters/n/b.ipynb", "chapters/s/b.ipynb"],
            ["chapters/n/b.ipynb", "one name"],
        ),
    ],
)
def test_what_the_contents_cannot_hold_is_told(tmp_path, contents, pages, words):
    with pytest.raises(PublishError) as problem:
        chapter_order.chapter_files(project(tmp_path, contents, *pages))
    assert all(word in str(problem.value) for word in words), problem.value


def test_code_in_markdown_is_refused_with_the_way_out(tmp_path):
    folder = project(tmp_path, "chapters: [{file: chapters/b}]", "chapters/b.md")
    (folder / "chapters" / "b.md").write_text("# B\n\n```{code-cell}\n1\n```\n", encoding="utf-8")
    with pytest.raises(PublishError, match=r"chapters/b\.md holds code.*b\.ipynb"):
        chapter_order.chapter_files(folder)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("the record", "{}", r"chapters/the record\.ipynb.*call it chapters/the-record\.ipynb"),
        ("b", '{\n<<<<<<< HEAD\n "cells": []\n', r"chapters/b\.ipynb, line 2: a mark of a merge"),
        ("b", '{\n "cells": [,]}', r"chapters/b\.ipynb, line 2: .*a notebook is JSON"),
        ("b", "", r"chapters/b\.ipynb: it holds no notebook"),
        ("b", '{"cells": 3}', r"chapters/b\.ipynb: its cells are no list"),
        ("b", '{"cells": [3]}', r"chapters/b\.ipynb, cell 1: it is neither text nor code"),
        ("b", '{"cells": [{"cell_type": "mark"}]}', r"chapters/b\.ipynb, cell 1: it is neither text"),
        ("b", '{"cells": [{"cell_type": "code", "source": 3}]}', r"b\.ipynb, cell 1: its source is no text"),
        ("b", '{"cells": [{"cell_type": "raw", "metadata": []}]}', r"b\.ipynb, cell 1: its metadata"),
    ],
)
def test_a_notebook_that_cannot_be_read_is_told_by_its_name(tmp_path, name, text, told):
    folder = project(tmp_path, f"chapters: [{{file: 'chapters/{name}'}}]", f"chapters/{name}.ipynb")
    (folder / "chapters" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=told):
        chapter_order.chapter_files(folder)


def test_contents_that_are_no_text_are_told(tmp_path):
    (tmp_path / "_toc.yml").write_bytes(b"format: \xff")
    with pytest.raises(PublishError, match=r"_toc\.yml: .*utf-8.*mend the table of contents"):
        chapter_order.chapter_files(tmp_path)


def test_a_chapter_of_a_part_follows_a_change_of_its_table(tmp_path):
    folder = write(tmp_path / "small")
    cells = [
        (
            "code",
            "from brief import tables\nfrom press.prose import bind, number\n"
            "bind(rows=number(float(tables.load('exchange_rate').iloc[0, 1])))",
        ),
        ("markdown", "# Rates\n\nThe first is {glue:text}`rows`."),
    ]
    (folder / "chapters" / "rates.ipynb").write_text(notebook(cells), encoding="utf-8")
    contents = (
        "format: jb-book\nroot: chapters/front\noptions: {numbered: true}\nparts:\n"
        "- caption: The record\n  chapters: [{file: chapters/chart}, {file: chapters/rates}]\n"
        "- caption: The ledger\n  chapters: [{file: chapters/claims}]\n"
    )
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    edit(folder / "_config.yml", "brief_appendices: [chapters/claims]", "brief_appendices: []")
    table = folder / "data" / "exchange_rate.csv"
    first = table.read_text(encoding="utf-8").splitlines()[1].split(",")
    run(folder)
    edit(table, ",".join(first[:2]), f"{first[0]},741.2")
    run(folder, "refresh")
    run(folder)
    assert ">741<" in (folder / "_build" / "html" / "chapters" / "rates.html").read_text(encoding="utf-8")
    assert "rates" in json.loads((folder / "_build" / "build.json").read_text(encoding="utf-8"))["executed"]
