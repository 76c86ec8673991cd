"""Chapters with code as files: notebooks in JSON, and text notebooks in MyST Markdown.

A text notebook says so in its head (`file_format: mystnb`, or Jupytext's format "myst") and has its code in
fences of the kind {code-cell}. MyST-NB reads both; the code has to be known before that is loaded.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from press.errors import PublishError

if TYPE_CHECKING:  # stale chapters are found before anything heavy is loaded
    from nbformat import NotebookNode

HEAD = "file_format: mystnb"
_CELL = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*\{code-cell\}[^\n]*\n(?P<body>.*?)^(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)


def is_json(text: str) -> bool:
    """Tell whether a file's text is a notebook as Jupyter saves it, rather than Markdown."""
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def has_code(text: str) -> bool:
    """Tell whether Markdown holds code to run: fences of cells, or a head that names a kernel."""
    head = text.split("\n---", 1)[0] if text.startswith("---") else ""
    return "kernelspec:" in head or _CELL.search(text) is not None


def says_its_format(text: str) -> bool:
    """Tell whether the head of a Markdown file calls it a text notebook."""
    if not text.startswith("---"):
        return False
    try:
        head = yaml.safe_load(text[3:].split("\n---", 1)[0])
    except yaml.YAMLError:
        return False
    if not isinstance(head, dict):
        return False
    jupytext = head.get("jupytext") or {}
    named = (jupytext.get("text_representation") or {}).get("format_name")
    return head.get("file_format") == "mystnb" or named == "myst"


def code(text: str) -> list[str]:
    """Return the code of a chapter's cells, given as its file holds it; that of text with its options."""
    if not is_json(text):
        return [found["body"] for found in _CELL.finditer(text)]
    notebook = json.loads(text)
    old = [cell for sheet in notebook.get("worksheets", []) for cell in sheet["cells"]]  # of nbformat 3
    cells: list[dict[str, Any]] = notebook.get("cells", old)
    return [
        "".join(cell.get("source", cell.get("input", ""))) for cell in cells if cell["cell_type"] == "code"
    ]


def cells(path: Path) -> list[dict[str, Any]]:
    """Return a chapter's cells as its file holds them. Raises ValueError, KeyError or PublishError."""
    text = path.read_text(encoding="utf-8")
    if not is_json(text):
        return list(_from_text(text, path)["cells"])
    found: list[dict[str, Any]] = json.loads(text)["cells"]
    return found


def read(path: Path) -> NotebookNode:
    """Return a chapter's notebook, as MyST-NB reads it. Raises PublishError when its cells cannot be read."""
    import nbformat

    text = path.read_text(encoding="utf-8")
    if not is_json(text):
        return _from_text(text, path)
    return nbformat.reads(text, as_version=4)  # type: ignore[no-any-return, no-untyped-call]


def _from_text(text: str, path: Path) -> NotebookNode:
    from myst_nb.core.read import MystMetadataParsingError, read_myst_markdown_notebook

    try:
        return read_myst_markdown_notebook(text, path=path)  # type: ignore[no-any-return]
    except (MystMetadataParsingError, yaml.YAMLError) as problem:
        said = " ".join(str(problem).split())
        raise PublishError(f"{path.name}: {said}; mend the head of the file or of the cell") from None
