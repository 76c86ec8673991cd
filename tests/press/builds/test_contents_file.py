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
        ("chapters: [{file: chapters/b}]", [], ["line 3", "chapters/b", "add the chapter"]),
        ("chapters: [{file: chapters/A}]", [], ["line 3", "did you mean chapters/a?"]),
        ("chapters: [{file: ../b}]", [], ["../b", "inside the project"]),
        ("chapters: [{file: 3}]", [], ["file names no page"]),
        ("chapters: [{file: chapters/a}]", [], ["line 3", "chapters/a stands in line 2 already"]),
        ("chapters: [{file: chapters/a.ipynb}]", [], ["chapters/a stands in line 2 already"]),
        ("chapters: [{glob: chapters/*}]", [], ["chapters/a stands in line 2 already"]),
        ("chapters: [{glob: chapters/b*}]", [], ["no page fits the pattern chapters/b*"]),
        ("chapters: [{glob: /etc/*}]", [], ["glob", "such as chapters/more/*"]),
        ("chapters: [{glob: chapters/b*, title: B}]", ["chapters/b.md"], ["no key title here"]),
        ("chapters: [{url: ftp://example.org/page}]", [], ["ftp://example.org/page", "https://"]),
        ("chapters: [{url: 'https://example.org/a b'}]", [], ["a blank in it as %20"]),
        ("chapters: [{fil: chapters/b}]", [], ["_toc.yml, line 3", "did you mean file?"]),
        ("chapters: [{file: chapters/b, titel: B}]", ["chapters/b.md"], ["did you mean title?"]),
        ("chapters: [{file: chapters/b, title: 3}]", ["chapters/b.md"], ["in quotes if it is a number"]),
        ("chapters: [{file: chapters/b, url: 'https://a.b'}]", ["chapters/b.md"], ["both file and url"]),
        ("chapters: [{title: B}]", [], ["an entry of chapters names no page"]),
        ("chapters: [chapters/b]", ["chapters/b.md"], ["write - file: chapters/b"]),
        ("chapters: {file: chapters/b}", ["chapters/b.md"], ["chapters is no list"]),
        ("chapters: []", [], ["chapters is empty"]),
        ("chapters: [", [], ["_toc.yml, line 3", "valid YAML"]),
        ("chapters:\n\t- file: chapters/b", [], ["_toc.yml, line 4", "valid YAML"]),
        ("<<<<<<< HEAD\nchapters: []", [], ["_toc.yml, line 3: a mark of a merge"]),
        ("chapters: []\nchapters: []", [], ["line 4", "the key chapters stands twice"]),
        ("chapters: []\n\0", [], ["line 4", "U+0000"]),
        ("chapters: [{file: chapters/b}]\nparts: []", ["chapters/b.md"], ["chapters stand beside parts"]),
        ("parts: {caption: A}", [], ["parts is no list"]),
        ("parts: [{caption: A}]", [], ["an entry of parts has no chapters"]),
        ("parts: [{name: A, chapters: [{file: chapters/b}]}]", ["chapters/b.md"], ["no key name here"]),
        ("parts: [{caption: 3, chapters: [{file: chapters/b}]}]", ["chapters/b.md"], ["caption", "a text"]),
        ("options: [numbered]", [], ["options holds keys"]),
        ("options: {numberedd: true}", [], ["did you mean numbered?"]),
        ("options: {numbered: maybe}", [], ["true or false or a whole number"]),
        ("options: {maxdepth: -2}", [], ["a whole number"]),
        ("option: {numbered: true}", [], ["did you mean options?"]),
        ("entries: [{file: chapters/b}]", ["chapters/b.md"], ["no key entries here", "chapters"]),
        (
            "chapters: [{file: chapters/b, chapters: [{file: chapters/c}]}]",
            ["chapters/b.md", "chapters/c.md"],
            ["no key chapters here", "sections"],
        ),
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
        (
            "b",
            '{"cells": [{"cell_type": "raw", "source": "", "metadata": []}]}',
            r"b\.ipynb, cell 1: its metadata",
        ),
        ("b", '{"cells": [{"cell_type": "code"}]}', r"b\.ipynb, cell 1: it has no source"),
        (
            "b",
            '{"cells": [{"cell_type": "code", "source": "", "metadata": {"tags": "a"}, "outputs": []}]}',
            r"b\.ipynb, cell 1: its tags are no list of words",
        ),
        ("b", '{"nbformat": 5, "cells": []}', r"b\.ipynb: its nbformat is 5, and only 4 and 3 are read"),
        ("b", '{"nbformat": 4}', r"b\.ipynb: it has no cells"),
        ("b", '{"metadata": [], "cells": []}', r"b\.ipynb: its metadata are no keys"),
        (
            "b",
            '{"metadata": {"kernelspec": {"name": "ir", "language": "R"}}, "cells": []}',
            r"b\.ipynb: its kernel runs r, and chapters run Python",
        ),
    ],
)
def test_a_notebook_that_cannot_be_read_is_told_by_its_name(tmp_path, name, text, told):
    folder = project(tmp_path, f"chapters: [{{file: 'chapters/{name}'}}]", f"chapters/{name}.ipynb")
    (folder / "chapters" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=told):
        chapter_order.chapter_files(folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"format: \xff", r"_toc\.yml, line 1: a letter is not UTF-8"),
        (b"", r"_toc\.yml holds no keys; it begins with format: jb-book"),
        (b"- file: chapters/a", r"_toc\.yml holds no keys; it begins with format: jb-book"),
        (b"root: chapters/a", r"line 1: it does not name its format; write format: jb-book"),
        (
            b"format: jb-bok\nroot: chapters/a",
            r"line 1: the format jb-bok is not known; write format: jb-book",
        ),
        (b"format: jb-book", r"line 1: it has no root"),
        (b"format: jb-book\nroot: [chapters/a]", r"line 2: root names no page"),
        (None, r"_toc\.yml is missing"),
    ],
)
def test_contents_that_say_nothing_are_told(tmp_path, content, told):
    project(tmp_path, "")
    (tmp_path / "_toc.yml").unlink()
    if content is not None:
        (tmp_path / "_toc.yml").write_bytes(content)
    with pytest.raises(PublishError, match=told):
        chapter_order.chapter_files(tmp_path)


TEXT_NOTEBOOK = "---\nfile_format: mystnb\n---\n# B\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("file_format:", "file_format", r"chapters/b\.md, line 1: its head holds no keys"),
        ("mystnb\n", "mystnb\nkernelspec: [\n", r"chapters/b\.md, line 3: .*has to be valid YAML"),
        ("---\n# B", "# B", r"chapters/b\.md, line 1: its head has no end; write ---"),
        ("file_format", "file_fromat", r"chapters/b\.md, line 2: .*did you mean file_format\?"),
    ],
)
def test_the_head_of_a_text_notebook_that_cannot_be_read_is_told(tmp_path, old, new, told):
    folder = project(tmp_path, "chapters: [{file: chapters/b}]", "chapters/b.md")
    (folder / "chapters" / "b.md").write_text(TEXT_NOTEBOOK.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PublishError, match=told):
        chapter_order.page_files(folder)


@pytest.mark.parametrize("text", [TEXT_NOTEBOOK, "---\n\nA line, and words.\n", "---\n...\n# B\n"])
def test_a_head_that_can_be_read_and_a_line_across_the_page_are_right(tmp_path, text):
    folder = project(tmp_path, "chapters: [{file: chapters/b}]", "chapters/b.md")
    (folder / "chapters" / "b.md").write_text(text, encoding="utf-8")
    assert len(chapter_order.page_files(folder)) == 2


def test_contents_of_an_article_and_of_parts_in_sections_are_right(tmp_path):
    folder = project(tmp_path, "", "chapters/b.md", "chapters/c.md")
    for contents in (
        "format: jb-article\nroot: chapters/a\nsections: [{file: chapters/b}, {file: chapters/c}]",
        "\ufeffformat: jb-book\r\nroot: chapters/a\r\ntitle: A\r\nmeta: {a: b}\r\nchapters:\r\n"
        "- file: chapters/b\r\n  options: {numbered: 2, titlesonly: false}\r\n"
        "  sections: [{glob: chapters/c*}, {url: https://a.b}]\r\n",
    ):
        (folder / "_toc.yml").write_text(contents, encoding="utf-8", newline="")
        assert [file.stem for file in chapter_order.page_files(folder)] == ["a", "b", "c"]


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
    run(folder, "settle")  # 1991 is over: what its rows add up to is kept
    run(folder, "refresh")
    run(folder)
    assert ">741<" in (folder / "_build" / "html" / "chapters" / "rates.html").read_text(encoding="utf-8")
    assert "rates" in json.loads((folder / "_build" / "build.json").read_text(encoding="utf-8"))["executed"]
