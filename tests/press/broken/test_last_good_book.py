"""Whatever a build refuses, in whichever file it stands: the last good book stays, byte for byte."""

import hashlib
import json

import pytest
import small_project
from test_wrong_chapters import with_page

CONFIG, CONTENTS, DESCRIPTION = "_config.yml", "_toc.yml", "data/datapackage.json"
METHODS, TOTALS, CHART = "editions/methods.yml", "brief/agreement/control_totals.csv", "brief/charts/small.py"

TEMPLATE, PAGE = "press/page/templates/claim.html", "press/page/theme/layout.html"
SHEETS = "press/paper/template/style.typ"


@pytest.fixture(scope="module")
def book(small_book, tmp_path_factory):
    """A small project with its book, and the sums of all files of it."""
    project = small_project.copy(small_book, tmp_path_factory.mktemp("last") / "project")
    return project, sums(project)


def sums(project):
    """Return the sums of all built files."""
    files = small_project.built(project).items()
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files}


def text(project, name):
    return (project / name).read_text(encoding="utf-8")


def more(name, words):
    """Return a change that adds words to a file."""
    return lambda project: {name: text(project, name) + words}


def cell(name, kind, words):
    """Return a change that adds a cell to a chapter."""
    cells = [*small_project.CHAPTERS[name], (kind, words)]
    return lambda _project: {f"chapters/{name}.ipynb": small_project.notebook(cells)}


def correction(project):
    """Correct a table that is not there, as `make refresh` would describe it."""
    name = "data/corrections.csv"
    content = text(project, name) + "nowhere,a=1,b,1,2,For a test\n"
    described = json.loads(text(project, DESCRIPTION))
    entry = next(one for one in described["resources"] if one["name"] == "corrections")
    entry.update(bytes=len(content.encode()), rows=entry["rows"] + 1)
    entry["hash"] = f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"
    return {name: content, DESCRIPTION: json.dumps(described, indent=1, ensure_ascii=False) + "\n"}


SLIPS = {
    "bibliography": (more("chapters/references.bib", "@book{a, title={A}\n"), "references.bib"),
    "contents": (more(CONTENTS, "  - file: chapters/nowhere\n"), "chapters/nowhere"),
    "configuration": (more(CONFIG, "titel: A\n"), "titel"),
    "table": (more("data/us_treaties.csv", "ZZZ\n"), "data/us_treaties.csv, row "),
    "description": (more(DESCRIPTION, "}"), DESCRIPTION),
    "correction": (correction, "data/corrections.csv, row "),
    "totals": (more(TOTALS, "events\n"), "it keeps no total of a settled table"),
    "methods": (lambda _project: {METHODS: "- what: Polls.\n"}, f"{METHODS}, entry 1: its date is missing"),
    "edition": (
        lambda _project: {"editions/2026.11.json": "{"},
        "2026.11.json is not as `make edition` wrote",
    ),
    "figure": (cell("front", "markdown", "See {numref}`fig-nowhere`."), "chapters/front.ipynb"),
    "claim": (cell("front", "markdown", "So {claim}`C99`."), "C99"),
    "code": (cell("chart", "code", "1 / 0"), "ZeroDivisionError"),
    "directive": (lambda project: page(project, "```{notes}\nSo.\n```"), "notes"),
    "template": (more(TEMPLATE, "{% if shape %}"), f"{TEMPLATE}, line "),
    "sheet": (more(SHEETS, "\n#let broken = (1,"), f"{SHEETS}, line "),
    "value": (more(TEMPLATE, "\n\n{{ nowhere }}"), "'nowhere' is undefined; mend it, or take the file back"),
    "page": (
        more(PAGE, "{{ nowhere.x }}"),
        f"{PAGE}, line 89: 'nowhere' is undefined; mend it",
    ),
    "sum": (more(PAGE, "{{ 1 / 0 }}"), f"{PAGE}, line 89: ZeroDivisionError: division by zero; mend it"),
    "module": (more(CHART, "\ndef broken(:\n"), "small.py"),
}


def page(project, words):
    """Return the change that adds a page to the small book, before its appendix."""
    changes = with_page(type("Door", (), {"project": project}), f"# A page\n\n{words}\n")
    mine, last = "  - file: chapters/words\n", "  - file: chapters/claims\n"
    return {**changes, CONTENTS: changes[CONTENTS].replace(mine, "").replace(last, mine + last)}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_refusal_leaves_the_last_good_book(book, slip):
    project, good = book
    change, words = SLIPS[slip]
    changes = change(project)
    there = [name for name in changes if (project / name).exists()]
    before = dict.fromkeys(changes) | {name: (project / name).read_bytes() for name in there}
    try:
        for name, content in changes.items():
            (project / name).parent.mkdir(exist_ok=True)
            (project / name).write_text(content, encoding="utf-8")
        said = small_project.refused(project)
    finally:
        for name, content in before.items():
            if content is None:
                (project / name).unlink()
            else:
                (project / name).write_bytes(content)
    assert words in said
    assert sums(project) == good
