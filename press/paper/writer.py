"""From nodes to Typst: one function a kind of node, found by its class. An unknown kind stops the build.

The functions stand in `text`, `blocks`, `tables`, `plates` and `formulas`; each is registered with `renders`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from docutils import nodes
from sphinx.builders import Builder

from press.book import places
from press.book.appendices import written
from press.errors import PublishError
from press.paper.markup import invoke, label

Render = Callable[["Writer", Any], str]  # of a node of the kinds that it is registered for
_Function = TypeVar("_Function", bound=Render)
_RENDERERS: dict[type, Render] = {}


def renders(*kinds: type) -> Callable[[_Function], _Function]:
    """Register a function (writer, node) -> Typst markup for kinds of nodes; subclasses follow."""

    def register(function: _Function) -> _Function:
        """Take a function for all of the kinds."""
        for kind in kinds:
            _RENDERERS[kind] = function
        return function

    return register


@dataclass
class Writer:
    """Writes one document; `anchors` are all places of the book that a link may lead to."""

    builder: Builder
    docname: str
    anchors: frozenset[str]
    depth: int = 0
    broad: bool = False  # whether neither the section that is being written nor the one before has notes
    noted: bool = True  # whether the section before has notes in its margin; a chapter's first words may
    notes: list[str] = field(default_factory=list)  # side notes of the block that is being written
    seen_footnotes: set[str] = field(default_factory=set)
    seen_short_forms: set[str] = field(default_factory=set)  # abbreviations told in full before
    files: dict[str, bytes] = field(default_factory=dict)  # pictures, by file name

    def render(self, node: nodes.Node) -> str:
        """Return a node as Typst markup. Raises PublishError for a kind that nobody knows to set."""
        for kind in type(node).__mro__:
            if kind in _RENDERERS:
                return _RENDERERS[kind](self, node)
        raise self.problem(node, f'the PDF cannot set a node of kind "{type(node).__name__}"')

    def children(self, node: nodes.Node, between: str = "") -> str:
        """Return a node's children, one after the other."""
        return between.join(filter(None, (self.render(child) for child in node.children)))

    def blocks(self, node: nodes.Node) -> str:
        """Return a node's children as blocks, a blank line between them."""
        return self.children(node, "\n\n")

    def anchor(self, name: str) -> str:
        """Return the book-wide name of an id of this document."""
        return f"{self.docname}#{name}"

    def marks(self, node: nodes.Element) -> str:
        """Return invisible anchors for all ids of a node."""
        return "".join(invoke("mark", label(self.anchor(name))) for name in ids(node))

    def aside(self, inner: str) -> str:
        """Keep a note for the margin of the block that is being written; nothing stands in the text."""
        self.notes.append(f"([], [{inner}])")
        return ""

    def number(self, node: nodes.Element, kind: str) -> str:
        """Return the number that Sphinx gave a figure, table or equation, such as "3.2"; "" without one."""
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        return written(next((numbers[name] for name in node["ids"] if name in numbers), ()))

    def problem(self, node: nodes.Node, what: str) -> PublishError:
        """Return the error that names the place in the source."""
        return PublishError(f"{places.of(node)}: {what}")


def ids(node: nodes.Element) -> list[str]:
    """Return the ids of a node."""
    return list(map(str, node.get("ids", [])))


def classes(node: nodes.Element) -> list[str]:
    """Return the classes of a node."""
    return list(map(str, node.get("classes", [])))


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return a node's children without loose text between them."""
    return [child for child in node.children if isinstance(child, nodes.Element)]
