"""The bibliography: institutions among the names, capitals as published."""

import small_project
from pybtex.backends.plaintext import Backend
from pybtex.database import parse_string

from press.book import bibliography

ENTRIES = """
@misc{z, author = {Zimmer, Ann}, title = {{Later}}, year = {2020}}
@misc{k, author = {{KBS World}}, title = {{The Fifth Group}}, year = {2025}, month = {5 December}}
@misc{a, author = {Adams, Bo}, title = {{First}}, year = {2020}}
@misc{j, author = {{Journal of Names}}, title = {{Second}}, year = {2020}}
"""


def listed():
    """Return the entries as lines of text, in the order of the bibliography."""
    made = bibliography.NamesStyle().format_bibliography(parse_string(ENTRIES, "bibtex"))
    return [entry.text.render(Backend()) for entry in made]


def test_institutions_stand_among_the_persons_in_the_order_of_names():
    order = [line.split(".")[0] for line in listed()]
    assert order == ["Bo Adams", "Journal of Names", "KBS World", "Ann Zimmer"]


def test_titles_keep_their_capitals_and_a_date_stands_once():
    line = next(line for line in listed() if line.startswith("KBS"))
    assert "The Fifth Group" in line and line.count("2025") == 1


TEAM = "@misc{team, author = {Adams, Bo and Baker, Cy and Clark, Di}, title = {{Many}}, year = {2021}}\n"


def test_et_al_is_upright_as_style_guides_have_it(tmp_path):
    """One word in italics had a page ask for the whole italic face."""
    project = small_project.write(tmp_path)
    with (project / "chapters" / "references.bib").open("a", encoding="utf-8") as works:
        works.write(TEAM)
    small_project.edit(project / "_config.yml", "brief_appendices: [chapters/claims]", "brief_appendices: []")
    small_project.add(project, "cited", [("markdown", "# Cited\n\nAs {cite:t}`team` say.")])
    small_project.run(project, "book")
    cited = [
        page for one in project.glob("_build/html/**/*.html") if "et al." in (page := one.read_text("utf-8"))
    ]
    assert cited and not any("<em>et al." in page for page in cited)
