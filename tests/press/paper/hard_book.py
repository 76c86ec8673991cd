"""A small book with everything that is hard to set: written into a folder, built as the command does."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import warm_python

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
ROWS, CAPTION_LINES = 300, 40
EDITION = {"edition": "2026.11", "commit": "0123456789abcdef", "data_date": "2026-08-20"}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="300" viewBox="0 0 700 300">'
    '<rect width="700" height="300" fill="#f4f1ea"/>'
    '<text x="20" y="150" font-family="Brief Sans, sans-serif" font-size="13">A label in the chart</text>'
    "</svg>"
)
PROGRAM = """
import json, sys
from pathlib import Path
from press.build import identity, sphinx_app
from press.errors import PublishError
from press.claims.entries import Entry
from press.configuration.parts import BuiltEdition
root, settings = Path(sys.argv[1]), json.loads(sys.argv[2])
rest = dict(says="", section="", kind="fact", confidence="high", note="", computed=None, evidence=())
settings["brief_edition"] = BuiltEdition(**settings["brief_edition"])
settings["brief_ledger"] = {n: Entry(**rest, **entry) for n, entry in settings["brief_ledger"].items()}
identity.pin_time(1_762_000_000)
try:
    for form in settings.pop("forms", ["pdf"]):
        builder = {"pdf": "typst", "epub": "ebook"}[form]
        with sphinx_app.opened(root, {builder: root / "_build" / form}, settings, {}) as book:
            book.write_pages([], print)
            book.finish()
except PublishError as problem:
    sys.exit(str(problem))
"""


@dataclass
class Built:
    """A built book: its folder, its documents, its trees as read."""

    root: Path

    @property
    def out(self):
        return self.root / "_build" / "pdf"

    @property
    def brief(self):
        return next(self.out.glob("hard-book.pdf"))


def claim(verdict):
    """Return what the ledger says of one claim, as far as paper needs it."""
    return {"verdict": verdict, "line": f"It is {verdict} by the record."}


def settings(**more):
    """Return what the caller of publishing passes to it."""
    ledger = {"C1": claim("supported"), "C2": claim("contradicted")}
    return {"brief_edition": EDITION, "brief_ledger": ledger, **more}


def bundle(name, **changes):
    """Return a figure's bundle as a notebook gives it."""
    told = dict.fromkeys(("title", "publisher", "version", "licence", "accessed", "citation"), "")
    source = {"table": "t", "path": "t.csv", "short_source": "An Office", **told}
    source["address"] = "https://example.org/data"
    return {
        "name": name,
        "headline": "The label stands in the middle of the drawing",
        "subtitle": "A label, in words, 1990–2020",
        "alt": "A grey field with one label in its middle.",
        "note": "One label only.",
        "function": "tests.bundle",
        "columns": ["Label"],
        "rows": [["one"]],
        "sources": [source],
        "spec": {"wide": {"mark": "text"}, "narrow": {"mark": "text"}},
        "svg": {"wide": DRAWING, "narrow": DRAWING, "titled": DRAWING},
        **changes,
    }


def charted(*bundles):
    """Return a notebook, as executed, that shows figures between paragraphs."""
    cells = [nbformat.v4.new_markdown_cell("# Charted\n\nIt shows {numref}`fig-sample`.", id="head")]
    for place, one in enumerate(bundles):
        output = nbformat.v4.new_output(
            "display_data",
            data={"application/vnd.brief.figure+json": json.dumps(one), "text/plain": one["headline"]},
            metadata={"brief": {"figure": one["name"]}},
        )
        code = nbformat.v4.new_code_cell("show()", outputs=[output], execution_count=1, id=f"code-{place}")
        words = "A paragraph between figures. " * 30
        cells += [code, nbformat.v4.new_markdown_cell(words, id=f"text-{place}")]
    language = {"language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=language)


def write_book(root, *bundles):
    """Write the book's sources into a folder."""
    shutil.copytree(HERE / "book", root)
    rows = "\n".join(f"| Row {n} | North Korea | {n * 37} | words about event {n} |" for n in range(ROWS))
    table = f"| Name | Country | Number | What happened |\n|:--|:-:|--:|---|\n{rows}"
    file = root / "chapters" / "hard.md"
    text = file.read_text(encoding="utf-8").replace("THE LONG TABLE", table)
    caption = "A caption that goes on for many lines and says little. " * (CAPTION_LINES * 2)
    file.write_text(text.replace("THE LONG CAPTION", caption.strip()), encoding="utf-8")
    notebook = charted(*(bundles or (bundle("sample"), bundle("second"))))
    nbformat.write(notebook, root / "chapters" / "charted.ipynb")
    return root


def build(root, environment=None, cwd=ROOT, **more):
    """Build in a process of its own, as the command does; return its errors, "" when it went well."""
    command = [sys.executable, "-c", PROGRAM, str(root), json.dumps(settings(**more))]
    ran = warm_python.run(command, cwd, environment)
    return ran.stderr.strip() if ran.returncode else ""
