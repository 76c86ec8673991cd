"""The book as of a day, made by the command: nothing later is in it, and what was left out is listed."""

import csv
import html
import json
import re

import pypdfium2
import pytest
import small_project

DAYS = ("2025-11-06", "2023-12-31")
TEXT = """# What happened

## Up to now

There are {glue:text}`events` events, the last of {glue:text}`last`. On 8 October 2026 the lists were closed.
The treaty of 1953 stands; see {numref}`fig-treaties`. Most of the events lie after 1990. An old claim
{claim}`C05`, and one on trade {claim}`C29`. The sum is {glue:text}`missing`. So says a report
{cite}`kbs2026tariffs`. All of it came true.

| When | What |
|---|---|
| 1953 | the treaty |
| August 2026 | a talk |

1. In 2026 all changed.

   That was sudden.
2. In 1953 little did."""
CODE = """from brief import tables
from press.prose import bind, day, require

events = tables.load("events")
bind(events=str(len(events)), last=day(events["date"].max()))
require(len(events) == 325, "Most of the events lie after 1990")"""
FAILS = 'bind(missing=str(events.set_index("date").loc["2026-10-08", "event"]))'


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a small project whose chapter needs what is known today."""
    folder = small_project.write(tmp_path_factory.mktemp("as-of"))
    small_project.cite(folder, "kbs2026tariffs")
    cells = [("markdown", TEXT), ("code", CODE), ("code", FAILS)]
    (folder / "chapters" / "moves.ipynb").write_text(small_project.notebook(cells), encoding="utf-8")
    last = "  - file: chapters/claims"
    small_project.edit(folder / "_toc.yml", last, f"  - file: chapters/moves\n{last}")
    return folder


@pytest.fixture(scope="module", params=DAYS)
def made(project, request):
    """Return a day and the folder with the book as of it."""
    said = small_project.run(project, environment={"AS_OF": request.param})
    assert "left out" in said
    assert not (project / "_build" / "html").exists(), "the book itself was touched"
    return request.param, project / "_build" / "as-of" / request.param


def _rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _fields(project, kind):
    described = json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for entry in described["resources"]:
        names = [one["name"] for one in entry.get("schema", {}).get("fields", []) if one["type"] == kind]
        if "schema" in entry:
            yield entry["path"], names


def _texts(folder):
    """Yield what a reader can see of every page, table and figure file, with the file's name."""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".html":
            shown = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", file.read_text(encoding="utf-8"))
            yield file.name, html.unescape(shown)
        elif file.suffix == ".csv":
            yield file.name, file.read_text(encoding="utf-8").partition("\n")[2]  # columns keep their names
        elif file.suffix in (".xml", ".svg", ".bib", ".ris"):
            yield file.name, file.read_text(encoding="utf-8")
        elif file.suffix == ".pdf":
            pages = pypdfium2.PdfDocument(file)
            yield file.name, "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_tables_hold_no_row_that_is_dated_later_and_every_undoubted_one_that_is_not(made, project):
    """Shipped rows are the tables' own; of a dated list all that is older is there."""
    day, folder = made
    for path, dates in _fields(project, "date"):
        shipped = _rows(folder / "html" / "data" / path)
        assert all(row[name] <= day for row in shipped for name in dates), path
        if path not in ("corrections.csv", "claims.csv"):
            known = {tuple(row.values()) for row in _rows(project / "data" / path)}
            assert {tuple(row.values()) for row in shipped} <= known, path
    for path, years in _fields(project, "year"):
        shipped = _rows(folder / "html" / "data" / path)
        assert all(row[name] <= day[:4] for row in shipped for name in years), path
    launched = [row for row in _rows(project / "data" / "missiles.csv") if row["date"] <= day]
    kept = _rows(folder / "html" / "data" / "missiles.csv")
    assert len(kept) > 0.95 * len(launched)


def test_no_text_names_a_later_day_or_tells_a_later_event(made, project):
    """Pages, files and the PDF: no year after the day's, no month after it, no word of a later event."""
    day, folder = made
    later = [row["event"] for row in _rows(project / "data" / "events.csv") if row["date"] > day]
    assert len(later) > 20
    years = "|".join(str(year) for year in range(int(day[:4]) + 1, 2031))
    months = r"\bDecember 2025|2025-1[12]-(?:0[7-9]|[123]\d)" if day == "2025-11-06" else r"\bJanuary 2024"
    named = re.compile(rf"(?<![\d.,#])(?:{years})(?![\d]|[.,]\d)|{months}")
    for name, text in _texts(folder / "html"):
        found = named.search(text)
        assert not found, f"{name}: {text[max(0, found.start() - 80) : found.end() + 40]}"
        told = [event for event in later if event[:60] in text]
        assert not told, f"{name}: {told[0]}"


def test_every_page_and_every_sheet_says_so(made):
    """Whoever opens one page or one sheet knows what it is."""
    day, folder = made
    words = {"2025-11-06": "as of 6 November 2025", "2023-12-31": "as of 31 December 2023"}[day]
    for page in (folder / "html" / "chapters").glob("*.html"):
        assert f"Not the book: {words}" in page.read_text(encoding="utf-8"), page.name
    sheets = pypdfium2.PdfDocument(folder / "pdf" / "strategic-reset.pdf")
    for number, sheet in enumerate(sheets):
        text = " ".join(sheet.get_textpage().get_text_range().split())
        assert words in text or f"Edition {day}" in text, f"sheet {number + 1}"  # the imprint's own words


def test_what_needs_more_is_left_out_and_listed_with_its_reason(made):
    """Sentences, rows of tables, items of lists and numbers; the rest of the chapter stands."""
    day, folder = made
    page = (folder / "html" / "chapters" / "moves.html").read_text(encoding="utf-8")
    assert "The\ntreaty of 1953 stands" in page or "treaty of 1953 stands" in page
    for gone in (
        "lists were closed",
        "lie after 1990",
        "The sum is",
        "So says",
        "came true",
        "sudden",
        "a talk",
    ):
        assert gone not in re.sub(r"<[^>]*>", "", page), gone
    assert "little did" in page and "the treaty" in page
    listed = {(row["chapter"], row["what"]): row["why"] for row in _rows(folder / "left-out.csv")}
    reasons = {row["why"] for row in _rows(folder / "left-out.csv") if row["chapter"] == "moves"}
    for reason in ("it names what is dated later", "missing is not known", "it tells what came later"):
        assert reason in reasons, reasons
    assert any("source that is dated later" in reason for reason in reasons)
    assert any(what.endswith("rows of the table events") for _, what in listed)
    assert ("C05" in page) == (day == "2025-11-06"), "the article of 2025 was not published in 2023"


@pytest.mark.parametrize(
    ("day", "told"),
    [("6.11.2025", "is no day; write it as year, month and day"), ("2027-01-01", "is later than the tables")],
)
def test_a_day_that_cannot_be_had_is_told(project, day, told):
    """In a sentence, and nothing is made."""
    done = small_project.done(project, environment={"AS_OF": day})
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
