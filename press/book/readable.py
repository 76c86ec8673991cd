"""The text of a notebook for those who read it in Jupyter: roles in words, values in place of their names."""

from __future__ import annotations

import re
from typing import Any

import nbformat
from sphinx.environment import BuildEnvironment

from press.book.appendices import written

_ROLE = re.compile(r"\{([a-z]+(?::[a-z]+)?)\}`([^`]+)`")
_WITH_TARGET = re.compile(r"(.*?)\s*<[^<>]*>", re.DOTALL)
_HTML = {"sup": "sup", "sub": "sub"}


def told(notebook: nbformat.NotebookNode, env: BuildEnvironment) -> nbformat.NotebookNode:
    """Return an executed notebook whose text has words in place of roles. The notebook itself is changed."""
    values = _bound(notebook)

    def words(found: re.Match[str]) -> str:
        """Return the words of a role, the role itself where it has none."""
        return _words(found[1], found[2], values, env) or found[0]

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = _ROLE.sub(words, cell.source)
    return notebook


def _bound(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return what the notebook's cells bound: name to text."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name")
            if name:
                texts = [text for kind, text in output.get("data", {}).items() if kind.endswith("text/plain")]
                found[name] = _unquoted(str(texts[0])) if texts else ""
    return found


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _words(role: str, content: str, values: dict[str, str], env: BuildEnvironment) -> str:
    """Return what a role says, "" for one that is not known here."""
    if role.startswith("glue"):
        return values.get(content.partition(":")[0], "")
    if role in _HTML:
        return f"<{_HTML[role]}>{content}</{_HTML[role]}>"
    if found := _WITH_TARGET.fullmatch(content):
        return found[1]
    if role == "numref":
        return _number(content, env)
    return content if role in ("claim", "term", "abbr", "index", "kbd") else ""


def _number(label: str, env: BuildEnvironment) -> str:
    """Return "Figure 4.4" for the label of a figure or table, "" for one that is not known."""
    labels: dict[str, Any] = env.domaindata["std"]["anonlabels"]
    docname, anchor = labels.get(label, ("", ""))
    for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
        if anchor in numbers:
            return f"{kind.capitalize()} {written(numbers[anchor])}"
    return ""
