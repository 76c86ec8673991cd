"""The text of a notebook for those who read it in Jupyter: what only the book's tools know is in words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import nbformat
from sphinx.environment import BuildEnvironment

from press.book import appendices
from press.book.bibliography import citing

_TARGET = re.compile(r"\([^()\s]+\)=\s*")
_OPENS = re.compile(r"(`{3,}|:{3,})\s*(?:\{([\w-]+)\})?.*")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([\w./-]*)(#[^)\s]*)?\)")
_ROLE = re.compile(r"\{([a-z]+(?::[a-z]+)?)\}`([^`]+)`")
_WITH_TARGET = re.compile(r"(.*?)\s*<[^<>]*>", re.DOTALL)
_HTML = {"sup": "sup", "sub": "sub"}


def told(notebook: nbformat.NotebookNode, env: BuildEnvironment, docname: str) -> nbformat.NotebookNode:
    """Return the executed notebook of a page, itself changed, with words in place of roles and directives."""
    values = _bound(notebook)

    def words(found: re.Match[str]) -> str:
        """Return the words of a role, the role itself where it has none."""
        return _words(found[1], found[2], values, env) or found[0]

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = "\n".join(_without_directives(cell.source.split("\n"), env))
            cell.source = _LINK.sub(partial(_to_page, env, docname), _ROLE.sub(words, text))
    return notebook


def _without_directives(lines: list[str], env: BuildEnvironment) -> Iterator[str]:
    """Yield the lines of a text: frames without their fences, lists in place of what makes them, no targets.

    What stands in another fence stays as it is.
    """
    frames: list[str] = []
    within = kind = ""
    for line in lines:
        found = _OPENS.fullmatch(line.strip())
        fence, name = (found[1], found[2] or "") if found else ("", "")
        if within:
            if kind not in _MADE:
                yield line
            within = "" if line.strip() == within else within
        elif frames and line.strip() == frames[-1]:
            frames.pop()
        elif name == "div":
            frames.append(fence)
        elif found:
            within, kind = fence, name
            yield from _MADE[name](env) if name in _MADE else [line]
        elif not _TARGET.fullmatch(line):
            yield line


def _works(env: BuildEnvironment) -> Iterator[str]:
    """Yield the list of references, an item a work."""
    yield from (f"- {work}" for work in citing.listed(env))


def _ledger(env: BuildEnvironment) -> Iterator[str]:
    """Yield the ledger, an item a claim, without its evidence."""
    for number, entry in env.config.brief_ledger.items():
        yield f"- **{number}** {entry.says} *{entry.label}.* {entry.note}"


_MADE: dict[str, Callable[[BuildEnvironment], Iterable[str]]] = {
    "bibliography": _works,
    "ledger": _ledger,
    "rst-class": lambda _env: (),
}


def _to_page(env: BuildEnvironment, docname: str, found: re.Match[str]) -> str:
    """Return a link to a page as one to its notebook; to the page if it has an address, or does not run."""
    words, name, anchor = found[1], re.sub(r"\.(ipynb|md)$", "", found[2]), found[3] or ""
    if not name:
        return words  # to a place of the page that Jupyter does not know
    page = posixpath.normpath(posixpath.join(posixpath.dirname(docname), name))
    if page not in env.found_docs:
        return found[0]
    if base := env.config.html_baseurl:
        return f"[{words}]({base.rstrip('/')}/{page}.html{anchor})"
    if not str(env.doc2path(page)).endswith(".ipynb"):
        return f"[{words}](../{page}.html{anchor})"
    return f"[{words}]({posixpath.basename(page)}-executed.ipynb{anchor})"


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
    if role.startswith("cite"):
        return citing.words(env, content, in_text=role.endswith((":t", ":ts")))
    if role in _HTML:
        return f"<{_HTML[role]}>{content}</{_HTML[role]}>"
    if found := _WITH_TARGET.fullmatch(content):
        return found[1]
    if role == "numref":
        return appendices.named(env, content)
    return content if role in ("claim", "term", "abbr", "index", "kbd") else ""
