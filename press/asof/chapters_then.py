"""Chapters that ran on what was known: what they show, bind and say beyond it is left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell

from press import prose
from press.again import marks, outcome
from press.asof import days, sentences
from press.figures import bundle
from press.figures.bundle import FIGURE_MIME

LATER = "it names what is dated later"
_BOUND = re.compile(r"\{glue:text\}`([^`:]+)[^`]*`")
_FIGURE = re.compile(r"\{numref\}`(?:[^`<]*<)?fig-([^`>]+)>?`")
_CLAIM = re.compile(r"\s?\{claim\}`([^`]+)`")
_CITED = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_LEDGER = re.compile(r"^(`{3,}|:{3,})\{ledger\}.*?^\1[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class LeftOut:
    """One thing that was left out: its chapter and section, what it is, and why."""

    chapter: str
    section: str
    what: str
    why: str


@dataclass
class Then:
    """What is not known on `day` (ISO): claims with the reason, and works.

    Chapters add the `figures` that they show, and what they lost.
    """

    day: str
    claims: Mapping[str, str] = field(default_factory=dict)
    works: frozenset[str] = frozenset()
    has_claims: bool = True
    text_is_later: bool = False  # the text that makes the claims
    words_later: Mapping[str, str] = field(default_factory=dict)  # patterns, each with the day that it needs
    figures: set[str] = field(default_factory=set)
    lost: list[LeftOut] = field(default_factory=list)

    def why(self, text: str) -> str:
        """Return why a text is left out for what it says, "" when it stays."""
        if days.later(text, self.day):
            return LATER
        told = (day for words, day in self.words_later.items() if day > self.day and re.search(words, text))
        return "it tells what came later" if any(told) else ""

    @property
    def words(self) -> str:
        """What pages and sheets say of themselves."""
        return f"as of {prose.day(self.day)}, made of what was dated up to that day"


class Chapter:
    """One executed chapter; `name` is its file's name without suffix."""

    def __init__(self, name: str, notebook: nbformat.NotebookNode, then: Then) -> None:
        self.name, self.notebook, self._then = name, notebook, then
        self._facts: dict[str, str] = {}
        self._fallen: list[str] = []
        self._section = ""

    def take_out_results(self) -> None:
        """Take out of the code's results what failed or names a later day; note facts and figures."""
        for place, cell in enumerate(self.notebook.cells):
            if cell.cell_type == "code":
                cell.outputs = [one for one in cell.get("outputs", []) if self._is_kept(place, one)]
                if days.later(cell.source, self._then.day):
                    cell.source = "# left out: it names what is dated later"
            elif headings := _HEADING.findall(cell.source):
                self._section = headings[-1]

    def take_out_text(self) -> None:
        """Take out of the text what needs what is not known; tell what was left out at the end."""
        for sentence in self._fallen:
            self._take_out_guarded(sentence)
        self._section = ""
        for cell in self.notebook.cells:
            if cell.cell_type == "markdown":
                cell.source, _ = sentences.kept(cell.source, self._told_why)
                cell.source = _CLAIM.sub(self._known_claim, cell.source)
                if not self._then.has_claims:
                    cell.source = _LEDGER.sub("", cell.source)
        self._put_out_lights()
        self.notebook.metadata["mystnb"] = {"execution_mode": "off"}  # it has run
        self.notebook.cells.append(new_markdown_cell(self._list()))  # type: ignore[no-untyped-call]

    def _put_out_lights(self) -> None:
        """Let figures light only those numbers that the text still tells."""
        texts = (cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        told = {name for text in texts for name in _BOUND.findall(text)}
        for data in (one.get("data", {}) for cell in self.notebook.cells for one in cell.get("outputs", [])):
            if FIGURE_MIME in data:
                parts = json.loads(data[FIGURE_MIME])
                parts["lights"] = {name: one for name, one in parts.get("lights", {}).items() if name in told}
                data[FIGURE_MIME] = json.dumps(parts, ensure_ascii=False)

    def _is_kept(self, place: int, output: nbformat.NotebookNode) -> bool:
        """Tell whether an output stays; note what it binds or shows, or why it goes."""
        metadata, data = output.get("metadata", {}), output.get("data", {})
        bound = metadata.get("scrapbook", {}).get("name", "")
        shown = json.loads(data[FIGURE_MIME])["name"] if FIGURE_MIME in data else ""
        what = f"figure {shown}" if shown else f"number {bound}" if bound else f"result of cell {place + 1}"
        if output.output_type == "error":
            self._lose(f"result of cell {place + 1}", f"it cannot be computed: {outcome.reason(output)}")
        elif sentence := metadata.get(prose.FALLEN):
            self._fallen.append(sentence)
        elif why := _why_not(output, self._then):
            self._lose(what, why)
        else:
            self._then.figures |= {shown} - {""}
            self._facts |= {bound: outcome.text_of(output)} if bound else {}
            return True
        return False

    def _take_out_guarded(self, guard: str) -> None:
        """Take out the sentence that a guard no longer carries, or the text before it if it is not found."""
        for cell in self.notebook.cells:
            if cell.cell_type == "markdown":
                struck = marks.with_struck(cell.source, guard, self._facts)
                if struck != cell.source:
                    cell.source = re.sub(rf"\[[^\[\]\n]*\]\{{\.{marks.STRUCK}\}}\.?", "", struck)
                    self._lose("sentence", "the figures of that day do not carry it")
                    return
        self._unplaced(guard)

    def _unplaced(self, guard: str) -> None:
        """Take out the paragraphs above the cell that holds a guard whose words the text does not hold."""
        cells = self.notebook.cells
        found = (
            place for place, cell in enumerate(cells) if cell.cell_type == "code" and guard in cell.source
        )
        texts = [place for place in range(next(found, 0)) if cells[place].cell_type == "markdown"]
        if texts:
            kept, reasons = sentences.kept(
                cells[texts[-1]].source, lambda piece: "" if piece[0] in "#(" else "x"
            )
            cells[texts[-1]].source = kept
            for _ in reasons:
                self._lose("sentence", "it stands with one that the figures of that day do not carry")

    def _told_why(self, piece: str) -> str:
        """Return why a piece of the text is left out, "" when it stays; note it."""
        if heading := _HEADING.match(piece):
            self._section = heading[1]
        if reason := self._why(piece):
            self._lose("heading" if heading else "sentence", reason)
        return reason

    def _why(self, piece: str) -> str:
        """Return why a piece of the text is left out, "" when it stays."""
        unknown = [name for name in _BOUND.findall(piece) if name not in self._facts]
        if unknown:
            return f"{prose.listed(unknown)} {'is' if len(unknown) == 1 else 'are'} not known"
        if figures := set(_FIGURE.findall(piece)) - self._then.figures:
            return f"it speaks of the figure {prose.listed(sorted(figures))}, which is left out"
        cited = {key.strip() for keys in _CITED.findall(piece) for key in keys.split(",")}
        if cited & self._then.works:
            return "it rests on a source that is dated later"
        if self._then.text_is_later and _CLAIM.search(piece):
            return "it tells of a text that was not yet published"
        read = _BOUND.sub(lambda found: self._facts[found[1]], piece)
        return self._then.why(read)

    def _known_claim(self, found: re.Match[str]) -> str:
        return "" if found[1] in self._then.claims else found[0]

    def _lose(self, what: str, why: str) -> None:
        clean = why if not days.later(why, self._then.day) else "it cannot be computed"
        self._then.lost.append(LeftOut(self.name, self._section, what, clean))

    def _list(self) -> str:
        """Return what was left out of the chapter, as its last section."""
        mine = [one for one in self._then.lost if one.chapter == self.name]
        head = f"## What was not known on {prose.day(self._then.day)}\n\n"
        if not mine:
            return f"{head}Nothing was left out of this chapter."
        rows = Counter((_shown(one.section, self._then.day), one.what, one.why) for one in mine)
        lines = [
            f"| {marks.escaped(section)} | {_times(what, number)} | {marks.escaped(why)} |"
            for (section, what, why), number in rows.items()
        ]
        return f"{head}This was left out.\n\n| Section | What | Why |\n|---|---|---|\n" + "\n".join(lines)


def _times(what: str, number: int) -> str:
    return f"{what} ({prose.spelled(number)} of them)" if number > 1 else what


def _shown(section: str, day: str) -> str:
    plain = re.sub(r"[{}`*]|glue:text", "", section)
    return "…" if days.later(section, day) else plain


def _why_not(output: nbformat.NotebookNode, then: Then) -> str:
    """Return why an output is left out for what it shows, in words, rows or a drawing; "" when it stays."""
    data = output.get("data", {})
    if FIGURE_MIME in data:
        try:
            bundle.read(data[FIGURE_MIME])
        except bundle.IncompleteFigure:
            return "there was nothing to show"
        return next(filter(None, map(then.why, _texts(json.loads(data[FIGURE_MIME])))), "")
    texts = [text for kind, text in data.items() if "text/" in kind and isinstance(text, str)]
    return next(filter(None, (then.why(days.shown(text)) for text in [*texts, output.get("text", "")])), "")


def _texts(value: Any) -> Iterator[str]:
    """Yield what a figure says: its strings, its drawings without their tags, and columns that hold years."""
    if isinstance(value, str):
        yield days.shown(value) if value.lstrip().startswith("<") else value
    elif isinstance(value, dict):
        if "rows" in value and "columns" in value:
            yield from _years([dict(zip(value["columns"], row, strict=True)) for row in value["rows"]])
        for name, one in value.items():
            if name not in ("config", "function"):
                yield from _texts(one)
    elif isinstance(value, list):
        if value and all(isinstance(one, dict) for one in value):
            yield from _years(value)
        for one in value:
            yield from _texts(one)


def _years(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the numbers of those columns that hold nothing but years."""
    columns: dict[str, list[float]] = {}
    for row in rows:
        for name, cell in row.items():
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                columns.setdefault(name, []).append(cell)
    for cells in columns.values():
        if all(1900 <= cell <= 2100 and cell == int(cell) for cell in cells):
            yield from (f"{int(cell)}" for cell in cells)
