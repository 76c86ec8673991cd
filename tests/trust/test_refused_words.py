"""What a reader would not see as it is, or a spreadsheet would compute, is refused in one sentence."""

import json

import pytest
import small_project
from hostile_words import FORMULAS, UNSEEN

from press import settings
from press.book import bibliography
from press.errors import BriefError, DataError
from press.listing import link, listing, text
from press.new import create
from press.system import signs
from press.tables import checking, datapackage

FIELDS = [{"name": "name", "type": "string"}, {"name": "value", "type": "number"}]


def sign_of(word):
    return next(f"U+{ord(sign):04X}" for sign in word if signs.unseen(sign))


@pytest.mark.parametrize("word", UNSEEN, ids=ascii)
def test_a_sign_that_is_not_seen_is_told_with_its_place(tmp_path, word):
    table = tmp_path / "data" / "names.csv"
    table.parent.mkdir()
    table.write_text(f'name,value\na,1\n"{word}",2\n', encoding="utf-8", newline="")
    with pytest.raises(
        DataError, match=rf"names.csv, row \d, column name: .*{sign_of(word).replace('+', '.')}"
    ):
        checking._check_text({"schema": {"fields": FIELDS}}, table, "data/names.csv")
    described = {"resources": [{"name": "names", "title": word}]}
    (table.parent / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(DataError, match=r"datapackage.json: resources names: title holds the sign U\+"):
        datapackage.describe(table.parent)
    config = tmp_path / "_config.yml"
    config.write_text(json.dumps({"title": word}), encoding="utf-8")
    with pytest.raises(BriefError, match=r"_config.yml"):
        settings.check(config)
    works = tmp_path / "works.bib"
    works.write_text(f"@misc{{a,\n  title = {{{word}}}\n}}", encoding="utf-8")
    assert "works.bib, line 2" in next(bibliography.problems(works, tmp_path))


@pytest.mark.parametrize("word", FORMULAS, ids=ascii)
def test_a_cell_that_a_spreadsheet_would_compute_is_refused(tmp_path, word):
    table = tmp_path / "names.csv"
    table.write_text(f'name,value\na,1\n"{word}",2\n', encoding="utf-8", newline="")
    with pytest.raises(DataError, match=r"names.csv, row \d, column name"):
        checking._check_text({"schema": {"fields": FIELDS}}, table, "data/names.csv")
    assert signs.for_spreadsheets(word) == f"'{word}"


def test_a_list_of_numbers_that_a_cell_breaks_is_told_in_a_sentence():
    entry = {
        "schema": {"fields": [{"name": "month", "type": "integer", "constraints": {"enum": [3, 6, 9, 12]}}]}
    }
    assert checking._rule(entry, "month", 'constraint "enum" is') == "enum 3, 6, 9, 12"


@pytest.mark.parametrize(
    "word", ["+13.9% (by press reports)", "-24", "+8.3%", "-", "=", "a=1", 5, -5.5, None]
)
def test_a_number_with_its_sign_stays_as_it_is(word):
    assert signs.for_spreadsheets(word) == word


def test_a_per_cent_sign_that_would_cut_a_title_is_told(tmp_path):
    works = tmp_path / "works.bib"
    works.write_text(
        "@misc{a,\n  title = {A fall by 17% in a year},\n  note = {by 3\\%},\n  url = {https://example.org/a%20b}\n}",
        encoding="utf-8",
    )
    assert list(bibliography.problems(works, tmp_path)) == [
        "works.bib, line 2: in the title, what follows % is a comment of TeX; write \\%"
    ]


def test_a_build_refuses_them_in_one_sentence_and_keeps_the_last_book(tmp_path):
    project = create.make(tmp_path / "project", "A brief")
    (project / "_build" / "html").mkdir(parents=True)
    (project / "_build" / "html" / "index.html").write_text("the last good book", encoding="utf-8")
    table = project / "data" / "evidence.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("RFC 3339", "=1+1"), encoding="utf-8")
    done = small_project.done(project)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "evidence.csv, row 2, column title" in done.stderr and "spreadsheet" in done.stderr
    assert (project / "_build" / "html" / "index.html").read_text(encoding="utf-8") == "the last good book"


def test_only_columns_that_are_named_hold_markdown():
    import pandas as pd

    frame = pd.DataFrame({"Words": ["{{ 7*7 }} | `a`"], "Marked": ["**a** | b"]})
    last = listing(frame, markdown=["Marked"])._repr_markdown_().splitlines()[-1]
    assert last == "| \\{\\{ 7\\*7 \\}\\} \\| \\`a\\` | **a** \\| b |"
    with pytest.raises(ValueError, match="Missing"):
        listing(frame, markdown=["Missing"])
    assert link("a [b]", "javascript:alert(1)") == text("a [b]") == "a \\[b\\]"
    assert link("a", "https://example.org/b_(c)") == "[a](<https://example.org/b_(c)>)"


def test_a_figure_with_a_sign_that_is_not_seen_is_refused():
    from press.book.figure_node import _check_letters
    from press.errors import PublishError
    from press.figures.bundle import Bundle, Drawings, Specifications

    words = {"name": "a-figure", "headline": "a", "subtitle": "b", "alt": "c", "note": "", "function": "f"}
    forms = {"sources": (), "spec": Specifications({}, {}), "svg": Drawings("", "", "")}
    with pytest.raises(PublishError, match=r"a\.ipynb: the figure a-figure holds the sign U\+0007"):
        _check_letters(Bundle(**words, columns=("A",), rows=(("x\x07",),), **forms), "a.ipynb")
