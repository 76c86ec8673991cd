"""A chapter in MyST Markdown whose fenced cells run, like a notebook; and links out in the contents."""

import json

import pytest
import small_project
from lxml import html

from press.run import notebook_files, reads, said, stale

TEXT = """---
file_format: mystnb
kernelspec:
  name: python3
---

```{code-cell} ipython3
:tags: [remove-input]

from brief import tables
from brief.charts import small
from press.prose import bind

treaties = tables.load("us_treaties")
bind(of_text=str(len(treaties) + 1000))
```

# A chapter as text

The cell above binds {glue:text}`of_text`, and {claim}`C05` is checked.

~~~{code-cell} ipython3
:tags: [hide-input]

small.treaties("of-text")
~~~
"""
LINK = "  - url: https://example.org/beyond\n    title: Beyond the book\n"


@pytest.fixture(scope="module")
def project(small_book, tmp_path_factory):
    """A small project with a text notebook and a link after it, built."""
    project = small_project.copy(small_book, tmp_path_factory.mktemp("text") / "project")
    (project / "chapters" / "words.md").write_text(TEXT, encoding="utf-8")
    with (project / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write(f"  - file: chapters/words\n{LINK}")
    small_project.edit(project / "_config.yml", "[chapters/claims]", "[]")
    small_project.run(project)
    return project


def page(project, name):
    return html.parse(str(project / "_build" / "html" / f"{name}.html")).getroot()


def article(project):
    return " ".join(page(project, "chapters/words").find(".//article").text_content().split())


def ran(project):
    """Return what the build's record says of the text notebook's last run."""
    return stale.read(project / "_build" / stale.RESULTS)["words.md"]


def test_its_cells_run_and_page_and_notebook_hold_what_they_give(project):
    assert "The cell above binds 1011, and" in article(project)
    figure = page(project, "chapters/words").get_element_by_id("fig-of-text")
    assert figure.find(".//svg") is not None
    names = {"words.md", "words-executed.ipynb"}
    kept = project / "_build" / "html" / "notebooks"
    assert names <= {path.name for path in kept.iterdir()}
    executed = json.loads((kept / "words-executed.ipynb").read_text(encoding="utf-8"))
    assert executed["metadata"]["language_info"]["version"].count(".") == 1  # another patch, the same bytes
    assert any(
        "image/svg+xml" in out.get("data", {})
        for cell in executed["cells"]
        for out in cell.get("outputs", [])
    )


def test_the_contents_of_every_page_lead_out_of_the_book_where_they_say_so(project):
    for name in ("chapters/chart", "chapters/words"):
        links = page(project, name).xpath('//nav[@class="contents"]//a')
        assert [link.get("href") for link in links][-1] == "https://example.org/beyond"
        assert "Beyond the book" in links[-1].text_content() and len(links) >= 5


def test_words_run_nothing_and_code_runs_it_again(project):
    before = ran(project)
    small_project.edit(project / "chapters" / "words.md", "The cell above binds", "The first cell binds")
    small_project.run(project)
    assert ran(project) == before and "The first cell binds 1011" in article(project)
    small_project.edit(project / "chapters" / "words.md", "+ 1000", "+ 2000")
    small_project.run(project)
    assert ran(project)["code"] != before["code"] and "The first cell binds 2011" in article(project)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("len(treaties)", "len(missing)", ["words.md, cell 1", "NameError", "missing"]),
        ("file_format: mystnb\n", "", ["words.md", "head", "file_format: mystnb"]),
        (
            ":tags: [remove-input]",
            ":tags: [remove-input",
            ["words.md, line", "the options of this cell cannot be read"],
        ),
    ],
)
def test_what_is_wrong_with_it_is_one_sentence(project, tmp_path, old, new, words):
    copy = small_project.sources(project, tmp_path / "copy")
    small_project.edit(copy / "chapters" / "words.md", old, new)
    said = small_project.refused(copy)
    assert all(word in said for word in words), said


def test_the_quick_check_reads_it_by_the_rules_of_chapters(project, tmp_path):
    copy = small_project.sources(project, tmp_path / "copy")
    small_project.edit(copy / "chapters" / "words.md", "is checked", "is checked 17,403 times")
    said = small_project.refused(copy, "check")
    assert "words.md, cell 2" in said and "17,403" in said


CODE = "```{code-cell}\n:tags: [a]\n1 + 1\n```\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CODE, [":tags: [a]\n1 + 1\n"]),
        (f"````\n{CODE}````\n", []),  # an example of a cell, inside a longer fence
        (f"~~~\n{CODE}~~~\n\n{CODE}", [":tags: [a]\n1 + 1\n"]),
        ("   ```{code-cell}\n2\n   ```\n", ["2\n"]),
        ("    ```{code-cell}\n2\n    ```\n", []),  # indented by four: text as it stands
        ("```{code-cell}\n2\n", ["2\n"]),  # open to the end of the file
        ("`````{code-cell}\n```\n2\n`````\n", ["```\n2\n"]),
        ("```{code-cell}\r\n2\r\n```\r\n", ["2\r\n"]),
    ],
)
def test_code_is_what_markdown_calls_a_fence_of_its_own(text, found):
    assert notebook_files.code(f"---\n{notebook_files.HEAD}\n---\n{text}") == found


@pytest.mark.parametrize("fence", ["````\n", "~~~~\n"])
def test_an_example_of_a_cell_needs_no_head(tmp_path, fence):
    page = tmp_path / "page.md"
    page.write_text(f"# How it is written\n\n{fence}{CODE}{fence}", encoding="utf-8")
    assert not notebook_files.lacks_its_head(page) and not notebook_files.is_notebook(page)


def test_a_file_that_a_cell_loads_is_part_of_its_code(tmp_path):
    chapter, loaded = tmp_path / "words.md", tmp_path / "loaded.py"
    chapter.write_text(f"---\n{notebook_files.HEAD}\n---\n```{{code-cell}}\n:load: loaded.py\n```\n")
    loaded.write_text("1\n")
    first = reads.code_of(chapter)
    loaded.write_text("2\n")
    assert reads.code_of(chapter) != first


def test_the_mark_at_the_start_of_a_file_is_not_part_of_it(tmp_path):
    for name, text in (("words.md", TEXT), ("cells.ipynb", small_project.notebook([("code", "1")]))):
        chapter = tmp_path / name
        chapter.write_text(text, encoding="utf-8")
        plain = notebook_files.is_notebook(chapter), reads.code_of(chapter)
        chapter.write_text(text, encoding="utf-8-sig")
        assert (notebook_files.is_notebook(chapter), reads.code_of(chapter)) == plain == (True, plain[1])


def test_what_it_says_is_found_without_a_kernel(tmp_path):
    chapter = tmp_path / "words.md"
    chapter.write_text(
        f"---\n{notebook_files.HEAD}\n---\n```{{code-cell}}\n:tags: [x]\n"
        "from press.prose import bind\nbind(count=3)\n```\n"
    )
    assert said.by_name([chapter]) == {"words, count": "3"}
