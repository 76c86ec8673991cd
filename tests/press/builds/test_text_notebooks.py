"""A chapter in MyST Markdown whose fenced cells run, like a notebook; and links out in the contents."""

import json
import subprocess

import pytest
import small_project
from lxml import html

from press.run import stale

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
def project(tmp_path_factory):
    """A small project with a text notebook and a link after it, built."""
    project = small_project.write(tmp_path_factory.mktemp("text") / "project")
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


def failing(project, *command):
    done = subprocess.run(
        small_project.command_of(*command),
        cwd=project,
        env=small_project.environment_of(project),
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    return said


def test_its_cells_run_and_page_and_notebook_hold_what_they_give(project):
    assert "The cell above binds 1011, and" in article(project)
    figure = page(project, "chapters/words").get_element_by_id("fig-of-text")
    assert figure.find(".//svg") is not None
    names = {"words.md", "words-executed.ipynb"}
    kept = project / "_build" / "html" / "notebooks"
    assert names <= {path.name for path in kept.iterdir()}
    executed = json.loads((kept / "words-executed.ipynb").read_text(encoding="utf-8"))
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
            ["words.md", "mend the head of the file or of the cell"],
        ),
    ],
)
def test_what_is_wrong_with_it_is_one_sentence(project, tmp_path, old, new, words):
    copy = small_project.sources(project, tmp_path / "copy")
    small_project.edit(copy / "chapters" / "words.md", old, new)
    said = failing(copy)
    assert all(word in said for word in words), said


def test_the_quick_check_reads_it_by_the_rules_of_chapters(project, tmp_path):
    copy = small_project.sources(project, tmp_path / "copy")
    small_project.edit(copy / "chapters" / "words.md", "is checked", "is checked 17,403 times")
    said = failing(copy, "check")
    assert "words.md, cell 2" in said and "17,403" in said
