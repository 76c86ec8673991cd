"""Cover, first slide and first sheet of the summary answer as the front page does, and nothing is cut."""

import re
import shutil

import pypdfium2
import pytest
from hard_book import HERE, Built, build
from pdf_reading import lines, words

FORMS = (
    "strategic-reset",
    "strategic-reset-slides",
    "strategic-reset-summary",
    "strategic-reset-summary-letter",
)
CURVES = 20  # drawn shapes at least: the chart's arrows and a mark a point


@pytest.fixture(params=FORMS)
def opening(request, real):
    """Return the lines of a document's first sheet, its size in points, and how many shapes it has."""
    path = real / "pdf" / f"{request.param}.pdf"
    found, sizes = lines(path)
    first = [line for line in found if line.page == 1]
    shapes = sum(one.type == 2 for one in pypdfium2.PdfDocument(path)[0].get_objects(max_depth=9))
    return first, sizes[0], shapes


@pytest.fixture(scope="module")
def front(real):
    """Return what the front page of the site says: its words, and the labels of its picture."""
    page = (real / "html" / "index.html").read_text(encoding="utf-8")
    plain = re.sub(r"<[^>]+>", "", page.partition("<h1")[2].partition('class="doors')[0])
    told = " ".join(words(plain))
    picture = re.findall(
        r"<text[^>]*>([^<]+)</text>", page.partition('class="picture')[2].partition("</svg>")[0]
    )
    return told, picture


def test_it_holds_question_answer_certainty_chart_and_verdicts(opening, front):
    first, _, shapes = opening
    said, told = " ".join(words(" ".join(line.text for line in first))), front[0]
    for start in ("coming apart", "Closer in trade and arms", "How sure", "points checked", "not verifiable"):
        assert start in told and start in said, start
    assert len(front[1]) > 10 and shapes > 58 + CURVES
    for label in front[1]:
        assert " ".join(words(label)) in said, label


def _see_all_lines_apart(first, size):
    """Assert that no line of a sheet is cut or lies over another."""
    width, height = size
    for line in first:
        assert line.x >= 0 and line.right <= width and line.y >= 0 and line.bottom <= height, line.text
    for place, one in enumerate(first):
        for other in first[place + 1 :]:
            across = min(one.right, other.right) - max(one.x, other.x)
            down = min(one.bottom, other.bottom) - max(one.y, other.y)
            least = min(one.bottom - one.y, other.bottom - other.y)
            assert across <= 1 or down < 0.5 * least, (one.text, other.text)


def test_no_line_of_it_is_cut_or_lies_over_another(opening):
    first, size, _ = opening
    _see_all_lines_apart(first, size)


SENTENCE = "One more sentence tells the reader what was found and how sure it is. "
LONG = "Whether a question as long as committees ask them, with clauses, leaves its answer room"


@pytest.fixture(scope="module", params=[12, 26], ids=lambda count: f"{count} sentences a paragraph")
def long_book(request, tmp_path_factory):
    """A book whose front page asks and answers at length."""
    root = tmp_path_factory.mktemp("long") / "book"
    shutil.copytree(HERE / "book", root)
    answer = "\n\n".join([SENTENCE * request.param] * 2)
    page = f"# {LONG}?\n\n:::{{div}} answer\n{answer}\n:::\n"
    (root / "chapters" / "opening.md").write_text(page, encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/opening\n", encoding="utf-8")
    problem = build(root, brief_documents=["brief"], brief_appendices=[])
    assert not problem, problem
    return Built(root)


def test_a_long_question_and_a_long_answer_leave_each_other_room(long_book):
    found, sizes = lines(long_book.brief)
    first = [line for line in found if line.page == 1]
    assert len(first) > 10
    _see_all_lines_apart(first, sizes[0])
