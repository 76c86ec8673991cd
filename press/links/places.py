"""Where a book cites addresses: cells of its tables, its bibliographies, and the text of its chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.book import chapter_order
from press.fetch.staging import rows_of
from press.run import notebook_files
from press.tables import datapackage

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\{}\[\]]+")
_ENTRY = re.compile(r"^\s*@\w+\{\s*([^,\s]+)")
ARCHIVES = ("web.archive.org/web/", "archive.ph/", "archive.today/", "archive.is/")


def cited(root: Path) -> dict[str, list[str]]:
    """Return every address that the book in `root` cites, each with the places where it does."""
    found: dict[str, list[str]] = {}
    for part in (_in_tables(root), _in_bibliographies(root), _in_chapters(root)):
        for address, place in part:
            places = found.setdefault(address, [])
            places += [place] if place not in places else []
    return found


def addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text, without the signs of the sentence that they end."""
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?*_")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:")
        yield address


def archived(address: str) -> bool:
    """Tell whether an address is that of an archived copy."""
    return any(archive in address for archive in ARCHIVES)


def _in_tables(root: Path) -> Iterator[tuple[str, str]]:
    data = root / "data"
    for entry in datapackage.describe(data)["resources"]:
        for address in addresses(str(entry.get("address", ""))):
            yield address, f"data/{datapackage.DESCRIPTION}, {entry['name']}"
        if "schema" in entry:
            for line, row in enumerate(rows_of(data / entry["path"]), 2):
                for column, cell in row.items():
                    yield from (
                        (one, f"data/{entry['path']}, row {line}, {column}") for one in addresses(cell)
                    )


def _in_bibliographies(root: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((root / "chapters").rglob("*.bib")):
        key = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            begun = _ENTRY.match(line)
            key = begun[1] if begun else key
            yield from ((one, f"{file.relative_to(root)}, {key}") for one in addresses(line))


def _in_chapters(root: Path) -> Iterator[tuple[str, str]]:
    for file in chapter_order.page_files(root):
        for place, text in _texts(file):
            yield from ((one, f"{file.relative_to(root)}{place}") for one in addresses(text))


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the text of a page, of a notebook by cells, each with its place."""
    if not notebook_files.is_notebook(file):
        yield "", file.read_text(encoding="utf-8")
        return
    for number, cell in enumerate(notebook_files.cells(file), 1):
        if cell["cell_type"] == "markdown":
            yield f", cell {number}", "".join(cell["source"])
