"""A chapter run with other parameters: page, PDF and notebook beside the book, marked; wrong values told."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pypdfium2
import pytest
import small_project

PARAMETERS = '''"""What may be turned in the small chapter."""

from press.parameters import OneOf, Parameter, Parameters, Several, Whole

PARAMETERS = Parameters(
    "turned",
    (
        Parameter("least", Whole(1, 9), 2, "least number"),
        Parameter("without", Several(lambda: ["KOR", "JPN"]), "", "partners left out, with commas"),
        Parameter("scale", OneOf(("one", "ten")), "one", "unit"),
    ),
)
'''
CELL = """# What may be chosen otherwise; docs/again.md tells how
least: int = 2  # least number
without: str = ""  # partners left out, with commas
scale: str = "one"  # unit"""
TEXT = (
    "# Turned\n\nAt least {glue:text}`least` are counted. They are fewer than {glue:text}`bound` of them. "
    "The sum is {glue:text}`total`; see {numref}`fig-turned` and {doc}`the chart <chart>`."
)
CODE = """from brief.charts import small
from brief.parameters.turned import PARAMETERS
from press.prose import bind, require

PARAMETERS.take(globals())
bind(least=str(least), bound="five")
require(least < 5, "They are fewer than five of them")
small.treaties("turned")"""
LATER = """parts = {"KOR": 40, "JPN": 2}
bind(total=str(sum(parts[name] for name in ("KOR", "JPN") if name not in without.split(","))))
parts[without or "KOR"]"""


def _chapter(project):
    cells = [("code", CELL), ("code", CODE), ("markdown", TEXT), ("code", LATER)]
    notebook = json.loads(small_project.notebook(cells))
    notebook["cells"][0]["metadata"]["tags"].append("parameters")
    (project / "chapters" / "turned.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    last = "  - file: chapters/claims"
    small_project.edit(project / "_toc.yml", last, f"  - file: chapters/turned\n{last}")


@pytest.fixture(scope="module")
def project(small_book, tmp_path_factory):
    """Return a small book that is built, with a chapter that has parameters."""
    folder = small_project.copy(small_book, tmp_path_factory.mktemp("again"))
    for own in (folder / "brief" / "parameters").glob("[a-z]*.py"):
        own.unlink()
    (folder / "brief" / "parameters" / "turned.py").write_text(PARAMETERS, encoding="utf-8")
    _chapter(folder)
    small_project.run(folder, "book")
    return folder


def _sums(project):
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in small_project.built(project).items()
    }


@pytest.fixture(scope="module")
def made(project):
    """Return the folder of a variant where a sentence falls and a cell stops, and the sums around it."""
    before = _sums(project)
    said = small_project.run(project, "chapter", "turned", "least=7", "without=KOR,JPN")
    folder = project / "_build" / "variants" / "turned-least=7-without=KOR,JPN"
    return folder, before, _sums(project), said


def test_not_a_byte_of_the_book_changes(made):
    _, before, after, _ = made
    assert before == after and len(before) > 20


def _page(folder):
    return (folder / "chapters" / "turned.html").read_text(encoding="utf-8")


def test_the_page_says_that_it_is_not_the_book_and_what_was_turned(made):
    words = re.sub(r"<[^>]+>", "", _page(made[0]))
    assert "Not the book: least 7 (in the book 2); without KOR,JPN (in the book nothing)." in words
    assert "of 1 guarded sentences 1 do not hold" in words
    assert "At least 7 are counted" in words


def test_a_sentence_that_no_longer_holds_is_struck_where_it_stands(made):
    struck = re.findall(
        r'class="struck" role="deletion">((?:[^<]|<(?!/span>)|</span>(?=[^<]*</span>))*)', _page(made[0])
    )
    assert any("They are fewer than" in one for one in struck)
    assert "does not hold with these parameters" in _page(made[0])


def test_what_cannot_be_computed_says_why_and_shows_the_books(made):
    words = re.sub(r"<[^>]+>", "", _page(made[0]))
    assert "Not computed with these parameters" in words and "KOR,JPN" in words
    assert "stopped" in made[3] and "Traceback" not in made[3]


def test_all_that_moved_stands_side_by_side(made):
    rows = list(csv.reader((made[0] / "moved.csv").open(encoding="utf-8")))
    assert ["number", "least", "2", "7"] in rows
    assert ["number", "total", "42", "0"] in rows
    assert ["sentence", "They are fewer than five of them", "holds", "does not hold"] in rows
    assert "What moved against the book" in _page(made[0])


def test_every_sheet_of_the_pdf_says_so(made):
    with pypdfium2.PdfDocument(made[0] / "turned.pdf") as paper:
        sheets = [sheet.get_textpage().get_text_bounded() for sheet in paper]
    assert sheets and all("Not the book: least 7" in " ".join(sheet.split()) for sheet in sheets)


def test_every_link_of_the_page_leads_to_a_file(made):
    place = made[0] / "chapters"
    found = re.findall(r'\s(?:href|src)="((?!https?:|mailto:|data:)[^"#?]+)', _page(made[0]))
    lost = [one for one in found if not (place / one).exists()]
    assert lost == [] and any("_build" in str((place / one).resolve()) and "html" in one for one in found)


def test_the_notebook_holds_the_values_as_papermill_leaves_them(made):
    notebook = json.loads((made[0] / "notebooks" / "turned-executed.ipynb").read_text(encoding="utf-8"))
    tagged = [cell for cell in notebook["cells"] if "injected-parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1 and "least = 7" in "".join(tagged[0]["source"])


def test_with_the_books_values_nothing_moves(project):
    said = small_project.run(project, "chapter", "turned")
    folder = project / "_build" / "variants" / "turned-as-in-the-book"
    assert "Nothing moved." in re.sub(r"<[^>]+>", "", _page(folder))
    assert "numbers 0 moved" in said


@pytest.mark.parametrize(
    "given, told",
    [
        (["turned", "least=0"], "it takes a whole number from 1 to 9"),
        (["turned", "least=many"], "it takes a whole number from 1 to 9"),
        (["turned", "leest=3"], '"least" may be meant; it has least, without, scale'),
        (["turned", "without=KOR,USA"], "any of them, with commas: KOR, JPN"),
        (["turned", "scale=two"], "it takes one of one, ten"),
        (["turnd"], '"turned" may be meant; NAME is one of turned'),
        ([], "no chapter is named; NAME is one of turned"),
        (["turned", "least"], '"least" is no KEY=VALUE'),
    ],
)
def test_a_wrong_name_or_value_is_told_with_what_is_allowed(project, given, told):
    done = small_project.done(project, "chapter", *given)
    assert done.returncode == 1
    assert told in done.stderr and "Traceback" not in done.stderr


def test_a_cell_that_does_not_say_the_defaults_is_refused(project, tmp_path):
    copy = small_project.sources_of(project, tmp_path / "copy")
    small_project.edit(copy / "chapters" / "turned.ipynb", "least: int = 2", "least: int = 3")
    done = small_project.done(copy, "chapter", "turned", "least=4")
    assert done.returncode == 1 and "write in it:" in done.stderr and "Traceback" not in done.stderr
    assert Path(copy / "_build" / "html").exists() is False, "it is refused before anything is built"
