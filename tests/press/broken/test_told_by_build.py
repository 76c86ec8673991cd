"""Names that are not there are told by a build, too: each in a line with file, cell, line and way out."""

import pytest
import small_project

WRONG = {
    "See {numref}`fig-nowhere`.": "undefined label: 'fig-nowhere'; name a figure or a label that",
    "So {claim}`C99`.": "the ledger has no claim C99; it knows C01 to C68",
    "So {cite}`nobody2020`.": 'could not find bibtex key "nobody2020"; add the work to the bibl',
    "So {claims}`C05`.": 'text role "claims". [myst.role_unknown]; mend the role',
    "![A line](lines.png)": "image file not readable: chapters/lines.png; put the file there",
    "```{include} more.txt\n```": "file not found: 'chapters/more.txt'; put the file there",
    "See {doc}`chat`.": "unknown document: 'chat'; name a page of _toc.yml",
    "See [it](chat.ipynb).": "target not found: 'chat.ipynb' [myst.xref_missing]; name a file or a label",
    "See {download}`a.csv`.": "download file not readable: chapters/a.csv; put the file there",
    "```{notes}\nSo.\n```": "directive type: 'notes' [myst.directive_unknown]; mend the directive's",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What a build says of a chapter with all of these."""
    project = small_project.write(tmp_path_factory.mktemp("told") / "project")
    small_project.without_slides(project)
    cells = [*small_project.CHAPTERS["front"], ("markdown", "\n\n".join(WRONG))]
    (project / "chapters" / "front.ipynb").write_text(small_project.notebook(cells), encoding="utf-8")
    return small_project.refused(project).splitlines()


@pytest.mark.parametrize("text", WRONG)
def test_a_name_that_is_not_there_is_told_with_its_place(said, text):
    line = "\n\n".join(WRONG).partition(text)[0].count("\n") + 1
    (found,) = [one for one in said if WRONG[text] in one]
    place = "chapters/front.ipynb, cell 2" + ("" if "{claim}" in text else f", line {line}")
    assert found.startswith(f"{place}: ")
