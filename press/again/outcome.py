"""What an executed chapter says, and what moved against the book."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import nbformat

from press import prose
from press.figures import bundle
from press.figures.bundle import FIGURE_MIME

NOT_COMPUTED = "not computed"
# As Python, NumPy and pandas say it:
_NOTHING_LEFT = re.compile("empty sequence|empty iterable|zero-size array|out-of-bounds")


@dataclass(frozen=True)
class Moved:
    """One line of the comparison: a bound fact, a headline or a guarded sentence, in the book and here."""

    kind: str
    name: str
    book: str
    here: str


@dataclass
class Outcome:
    """What a chapter said in one run. `failed` holds why a cell stopped, by the cell's name."""

    facts: dict[str, str] = field(default_factory=dict)
    headlines: dict[str, str] = field(default_factory=dict)
    fallen: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    guards: int = 0


def of(notebook: nbformat.NotebookNode) -> Outcome:
    """Return what an executed notebook said."""
    said = Outcome()
    for cell in notebook.cells:
        said.guards += guards_in(cell.source) if cell.cell_type == "code" else 0
        for output in cell.get("outputs", []):
            _note(said, cell.id, output)
    return said


def _note(said: Outcome, cell: str, output: nbformat.NotebookNode) -> None:
    metadata = output.get("metadata", {})
    if output.output_type == "error":
        said.failed[cell] = reason(output)
    elif name := metadata.get("scrapbook", {}).get("name"):
        said.facts[name] = text_of(output)
    elif sentence := metadata.get(prose.FALLEN):
        said.fallen.append(sentence)
    elif FIGURE_MIME in output.get("data", {}):
        shown = bundle.read(output["data"][FIGURE_MIME])
        said.headlines[shown.name] = shown.headline


def text_of(output: nbformat.NotebookNode) -> str:
    """Return the text that a cell bound, without the quotes of Python."""
    texts = [text for kind, text in output.get("data", {}).items() if kind.endswith("text/plain")]
    text = str(texts[0]) if texts else ""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return value if isinstance(value, str) else text


def reason(output: nbformat.NotebookNode) -> str:
    """Return why a cell stopped, in a sentence for readers."""
    if output.ename == "NameError":
        return f"it needs what an earlier cell did not give ({output.evalue})"
    if _NOTHING_LEFT.search(output.evalue):
        return f"nothing is left of what it reads ({output.evalue})"
    if output.ename in ("KeyError", "IndexError"):
        return f"a value that it reads is not there ({output.evalue})"
    return str(output.evalue) or str(output.ename)


def guards_in(code: str) -> int:
    """Return how many sentences a cell guards."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return 0
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return sum(getattr(call.func, "id", getattr(call.func, "attr", "")) == "require" for call in calls)


def moved(book: Outcome, here: Outcome) -> list[Moved]:
    """Return what differs between two runs: facts, then headlines, then sentences that do not hold."""
    return [
        *_differing("number", book.facts, here.facts),
        *_differing("headline", book.headlines, here.headlines),
        *(Moved("sentence", sentence, prose.HOLDS, prose.FAILS) for sentence in here.fallen),
    ]


def _differing(kind: str, book: Mapping[str, str], here: Mapping[str, str]) -> Iterator[Moved]:
    for name, value in book.items():
        if here.get(name, NOT_COMPUTED) != value:
            yield Moved(kind, name, value, here.get(name, NOT_COMPUTED))
    for name in here.keys() - book.keys():
        yield Moved(kind, name, "not there", here[name])
