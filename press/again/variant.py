"""A variant: a chapter, what is turned in it, and the names by which it is found and marked."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell

from press.book import chapter_order
from press.errors import BriefError, PublishError
from press.parameters import TAG, Parameters
from press.run import notebook_files

FOLDER = "variants"  # in `_build`
INJECTED = "injected-parameters"  # papermill's tag of the cell that it adds
LONGEST = 120  # letters of a folder's name
_ODD = re.compile(r"[^\w.=,+-]+")


@dataclass(frozen=True)
class Variant:
    """A chapter with the values of all its parameters."""

    chapter: Path
    parameters: Parameters
    values: Mapping[str, Any]

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """What differs from the book: name to (in the book, here)."""
        return self.parameters.changed(self.values)

    @property
    def name(self) -> str:
        """The name of its folder: the chapter and what differs, such as "data-base_year=2016"."""
        parts = [f"{name}={here}" for name, (_, here) in self.changed.items()] or ["as-in-the-book"]
        return shortened("-".join([self.chapter.stem, *parts]))

    @property
    def words(self) -> str:
        """What differs, in a line: "base_year 2016 (in the book 2015)"."""
        told = [
            f"{name} {here or 'nothing'} (in the book {book or 'nothing'})"
            for name, (book, here) in self.changed.items()
        ]
        return "; ".join(told) or "nothing: all parameters are the book's"

    def notebook(self) -> nbformat.NotebookNode:
        """Return the chapter with a cell of its values after the one that is tagged, as papermill does.

        Raises PublishError when no cell is tagged, or the cell does not say the parameters' defaults.
        """
        notebook = notebook_files.read(self.chapter)
        place = cell_of(notebook, self.parameters, self.chapter.name)
        lines = [f"{name} = {value!r}" for name, value in self.values.items()]
        cell = new_code_cell("\n".join(["# Parameters", *lines]), id=INJECTED)  # type: ignore[no-untyped-call]
        cell.metadata["tags"] = [INJECTED, "remove-input"]
        notebook.cells.insert(place + 1, cell)
        return notebook


def shortened(name: str) -> str:
    """Return a name that every file system takes, of letters that need no quotes in an address."""
    whole = _ODD.sub("+", name)
    if len(whole) <= LONGEST:
        return whole
    return f"{whole[:LONGEST]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def cell_of(notebook: nbformat.NotebookNode, parameters: Parameters, named: str) -> int:
    """Return the place of the cell of parameters. Raises PublishError when it is not as it has to be."""
    for place, cell in enumerate(notebook.cells):
        if TAG in cell.metadata.get("tags", []):
            if cell.source != parameters.cell:
                raise PublishError(
                    f"{named}, cell {place + 1}: the cell of parameters does not say what the package says; "
                    f"write in it:\n{parameters.cell}"
                )
            return place
    raise PublishError(f"{named}: no cell is tagged {TAG}; add one, with this in it:\n{parameters.cell}")


def chosen(root: Path, offered: Mapping[str, Parameters], name: str, given: Mapping[str, Any]) -> Variant:
    """Return the variant of the chapter `name` with the given values.

    Raises BriefError as `of_the_book`, `Parameters.read` and `notebook` do.
    """
    book = of_the_book(root, offered, name)
    made = replace(book, values=book.parameters.read(given))
    made.notebook()  # refuses a cell that is not as it has to be, before anything is built
    return made


def of_the_book(root: Path, offered: Mapping[str, Parameters], name: str) -> Variant:
    """Return the chapter `name` with the book's values. Raises BriefError when it offers no parameters."""
    files = {file.stem: file for file in chapter_order.chapter_files(root)}
    if name not in offered or name not in files:
        known = [one for one in offered if one in files]
        near = difflib.get_close_matches(name, known, 1)
        meant = f'; "{near[0]}" may be meant' if near else ""
        asked = f'"{name}" is no chapter with parameters' if name else "no chapter is named"
        raise BriefError(
            f"{asked}{meant}; NAME is one of {', '.join(known)}" if known else f"{asked}; there is none"
        )
    if files[name].suffix != notebook_files.SUFFIX:
        raise BriefError(
            f"{files[name].name}: a text notebook is not run with other values; save it as {name}.ipynb "
            "(Jupytext does: jupytext --to ipynb), and name it in _toc.yml as before"
        )
    return Variant(files[name], offered[name], offered[name].defaults)
