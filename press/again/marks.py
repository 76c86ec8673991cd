"""The marks of a variant in its text: what was turned, what moved, what fell, what was not computed."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence

import nbformat
from nbformat.v4 import new_markdown_cell

from press import prose
from press.again.outcome import Moved, Outcome, text_of
from press.again.variant import Variant

STRUCK = "struck"  # class of what no longer holds
LEAST = 12  # letters of a guard that is looked for in the text
THE_BOOKS = " [the book’s]"
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#$|~^!-])")
_KINDS = {"number": "Number", "headline": "Headline of", "sentence": "Sentence"}


def marked(
    here: nbformat.NotebookNode,
    book: nbformat.NotebookNode,
    variant: Variant,
    said: Outcome,
    table: Sequence[Moved],
) -> nbformat.NotebookNode:
    """Return an executed variant as it is read: with a head, marks beside what fell, and all that moved.

    Where a cell stopped stands why, and what the book's run of it gave, marked as the book's.
    """
    known = {cell.id: cell for cell in book.cells}
    made = copy.deepcopy(here)
    cells: list[nbformat.NotebookNode] = []
    early: list[nbformat.NotebookNode] = []  # what is to be said of cells before the title
    is_begun = False
    for cell in made.cells:
        if cell.cell_type == "markdown":
            for sentence in said.fallen:
                cell.source = with_struck(cell.source, sentence, said.facts)
        notes = _notes(cell, known, said)
        is_title = not is_begun and cell.cell_type == "markdown" and bool(_TITLE.match(cell.source))
        is_begun = is_begun or is_title
        early += [] if is_begun else notes
        cells += [cell, *(early if is_title else []), *(notes if is_begun else [])]
    made.cells = cells
    _insert_head(made, variant, said, table)
    made.cells.append(_text(comparison(table)))
    return made


_TITLE = re.compile(r"(?:\([\w-]+\)=\n)?# .*\n?")


def _notes(
    cell: nbformat.NotebookNode, known: Mapping[str, nbformat.NotebookNode], said: Outcome
) -> list[nbformat.NotebookNode]:
    """Return what is to be said of a cell; one that stopped shows what the book's run of it gave."""
    fallen = _fallen(cell)
    if cell.id not in said.failed:
        return fallen
    cell.outputs = [_as_the_books(output) for output in known[cell.id].outputs]
    why = escaped(said.failed[cell.id])
    note = (
        f"**Not computed with these parameters**: {why}. What the cell above shows and binds is the book’s."
    )
    return [_text(note), *fallen]


def _text(source: str) -> nbformat.NotebookNode:
    return new_markdown_cell(source)  # type: ignore[no-untyped-call,no-any-return]


def _fallen(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Take the sentences that do not hold out of a cell's outputs; return them as text."""
    outputs = cell.get("outputs", [])
    sentences = [
        output.metadata[prose.FALLEN] for output in outputs if prose.FALLEN in output.get("metadata", {})
    ]
    if not sentences:
        return []
    cell.outputs = [output for output in outputs if prose.FALLEN not in output.get("metadata", {})]
    told = [
        f"[{escaped(sentence)}]{{.{STRUCK}}} ({prose.FAILS} with these parameters)" for sentence in sentences
    ]
    return [_text("\n\n".join(told))]


def _as_the_books(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an output of the book's run; what it binds says whose it is."""
    shown = copy.deepcopy(output)
    if "scrapbook" in shown.get("metadata", {}):
        for kind in shown.data:
            shown.data[kind] = repr(text_of(output) + THE_BOOKS)
    return shown


def _insert_head(
    notebook: nbformat.NotebookNode, variant: Variant, said: Outcome, table: Sequence[Moved]
) -> None:
    """Put the mark under the chapter's title. A chapter without one is told of by Sphinx."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (title := _TITLE.match(cell.source)):
            cell.source = f"{title[0]}\n{head(variant, said, table)}\n{cell.source[title.end() :]}"
            return


def head(variant: Variant, said: Outcome, table: Sequence[Moved]) -> str:
    """Return the mark: what was turned and how much moved."""
    return (
        ":::{admonition} Not the book: this chapter was run with other parameters\n:class: variant\n"
        f"Turned: {escaped(variant.words)}.\n\n{counts(said, table)} "
        "All of it stands side by side at the end of this chapter.\n:::\n"
    )


def counts(said: Outcome, table: Sequence[Moved]) -> str:
    """Return in a sentence how much moved."""
    number = {kind: sum(one.kind == kind for one in table) for kind in _KINDS}
    told = (
        f"Of {len(said.facts)} bound numbers {number['number']} moved, of {len(said.headlines)} headlines "
        f"{number['headline']}; of {said.guards} guarded sentences {number['sentence']} do not hold."
    )
    stopped = len(said.failed)
    return f"{told} {prose.counted(stopped, 'part').capitalize()} could not be computed." if stopped else told


def comparison(table: Sequence[Moved]) -> str:
    """Return what moved as a section with a table: in the book, here."""
    if not table:
        return "## What moved against the book\n\nNothing moved."
    rows = [f"| {_what(one)} | {_book(one)} | {_here(one)} |" for one in table]
    return "\n".join(
        ["## What moved against the book", "", "| What | In the book | Here |", "|---|---|---|", *rows]
    )


def _what(one: Moved) -> str:
    return _KINDS[one.kind] if one.kind == "sentence" else f"{_KINDS[one.kind]} {escaped(one.name)}"


def _book(one: Moved) -> str:
    return escaped(one.name if one.kind == "sentence" else one.book)


def _here(one: Moved) -> str:
    return f"[{escaped(one.name)}]{{.{STRUCK}}}" if one.kind == "sentence" else escaped(one.here)


def escaped(text: str) -> str:
    """Return a text whose signs mean nothing in Markdown, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def with_struck(source: str, words: str, facts: Mapping[str, str]) -> str:
    """Return a text with the sentence struck that holds the words of a guard; as it is if none does.

    The words are looked for in what is read: a bound number counts as its value.
    """
    read, places = _read(source, facts)
    found = read.lower().find(words.lower()) if len(words) >= LEAST else -1
    if found < 0:
        return source
    begins = (read.rfind(mark, 0, found) + len(mark) for mark in _BEGINS if mark in read[:found])
    start = max(begins, default=0)
    stop = read.find(".", found + len(words) - 1)
    first, last = places[start], places[stop] if stop >= 0 else len(source)
    sentence = source[first:last]
    if re.search(r"[\[\]\n]|\*\*", sentence) or sentence.startswith("#"):
        return source
    return f"{source[:first]}[{sentence}]{{.{STRUCK}}}{source[last:]}"


_BEGINS = (". ", "\n", "** ")
_BOUND = re.compile(r"\{glue:text\}`([^`:]+)[^`]*`")


def _read(source: str, facts: Mapping[str, str]) -> tuple[str, list[int]]:
    """Return a text with its bound numbers in it, and for each letter the place that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    end = 0
    for found in [*_BOUND.finditer(source), None]:
        start = found.start() if found else len(source)
        letters += source[end:start]
        places += range(end, start)
        if found:
            value = facts.get(found[1], "").replace(".", "\N{ONE DOT LEADER}")  # ends no sentence
            letters += value
            places += [start] * len(value)
            end = found.end()
    return "".join(letters), [*places, len(source)]
