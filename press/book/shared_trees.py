"""References by number, such as "Figure 3.2", and trees to look at: each is read once, not once a reference.

Sphinx unpickles the whole tree of the chapter that a `numref` points into, every time, and all trees to
number their figures; a book full of references spends more time on that than on writing its pages.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from press import plain

AHEAD = "brief-ahead"
_CAPTIONS = (nodes.caption, nodes.title, nodes.literal_block)
_number_figures = TocTreeCollector.assign_figure_numbers


class NumberingDomain(StandardDomain):
    """Sphinx's standard domain, with trees that its references by number share."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.trees = _SharedTrees(env)

    def _resolve_numref_xref(self, env: BuildEnvironment, *details: Any) -> nodes.Element | None:
        return super()._resolve_numref_xref(cast(BuildEnvironment, self.trees), *details)


class _SharedTrees:
    """The environment, whose trees are to be looked at only: each is unpickled once while it is current."""

    def __init__(self, env: BuildEnvironment) -> None:
        read: dict[str, tuple[bytes, nodes.document]] = {}
        vars(self).update(_env=env, _read=read)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._env, name, value)

    def get_doctree(self, docname: str) -> nodes.document:
        """Return the tree of a chapter, not to be changed."""
        known = self._env._pickled_doctree_cache.get(docname)
        if known is None or docname not in self._read or self._read[docname][0] is not known:
            tree = self._env.get_doctree(docname)
            self._read[docname] = self._env._pickled_doctree_cache[docname], tree
        shared: nodes.document = self._read[docname][1]
        return shared

    def forget(self, docname: str) -> None:
        """Have a chapter's tree read from disk again: it was, or will be, written anew."""
        self._env._pickled_doctree_cache.pop(docname, None)  # Sphinx reads trees only after it wrote them


def _on_shared_trees(collector: TocTreeCollector, env: BuildEnvironment) -> list[str]:
    """Number the figures of all chapters as Sphinx does; a book without the domain has Sphinx's own trees."""
    trees = _Outlines(env) if isinstance(env.get_domain("std"), NumberingDomain) else env
    return _number_figures(collector, cast(BuildEnvironment, trees))


class _Outlines(_SharedTrees):
    """The environment, whose trees hold no more than what is numbered, in its sections."""

    def get_doctree(self, docname: str) -> nodes.document:
        """Return the outline of a chapter, not to be changed."""
        return _outline(self._env, tree(self._env, docname))


@functools.lru_cache(maxsize=256)
def _outline(env: BuildEnvironment, whole: nodes.document) -> nodes.document:
    """Return a tree's sections, tables of contents and what a domain numbers: one node in a hundred."""
    return cast(nodes.document, _with(nodes.Element(), _numbered(env, whole)))


def _numbered(env: BuildEnvironment, node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield copies of what is numbered below a node, with the captions by which Sphinx knows it."""
    for child in node.children:
        if isinstance(child, nodes.section):
            yield _with(nodes.section(ids=child["ids"]), _numbered(env, child))
        elif isinstance(child, (addnodes.toctree, *_CAPTIONS)):
            yield child
        elif isinstance(child, nodes.Element) and _is_numbered(env, child):
            yield _with(child.copy(), _numbered(env, child))
        else:
            yield from _numbered(env, child)


def _with(node: nodes.Element, children: Iterator[nodes.Node]) -> nodes.Element:
    """Return a node with children that keep the parent they have."""
    node.children = list(children)
    return node


def _is_numbered(env: BuildEnvironment, node: nodes.Element) -> bool:
    return any(domain.get_enumerable_node_type(node) for domain in env.domains.values())


def _forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    cast(NumberingDomain, env.get_domain("std")).trees.forget(docname)


def tree(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return the tree of a chapter, to be looked at only."""
    domain = env.get_domain("std")
    return (
        domain.trees.get_doctree(docname) if isinstance(domain, NumberingDomain) else env.get_doctree(docname)
    )


def pickled(env: BuildEnvironment, docname: str) -> bytes | None:
    """Return the bytes from which Sphinx unpickles the tree of a chapter; None where it was not read."""
    return env._pickled_doctree_cache.get(docname)


def kept(app: Sphinx) -> list[str]:
    """Return the pages whose trees the last build left."""
    return [name for name in sorted(app.env.all_docs) if Path(app.doctreedir, f"{name}.doctree").is_file()]


def _get_ready(app: Sphinx) -> None:
    """Read the trees that the last build left: most of them will not change."""
    for docname in kept(app):
        _outline(app.env, tree(app.env, docname))


def setup(app: Sphinx) -> None:
    """Put the domain in the place of Sphinx's own, and have figures numbered on its trees.

    With PLAIN=1 Sphinx does both by itself. The event AHEAD comes when all but the chapters is read and
    `make live` waits for a change: what is likely to be needed can be made then.
    """
    app.add_event(AHEAD)
    app.connect(AHEAD, _get_ready, priority=100)
    if plain.is_on():
        TocTreeCollector.assign_figure_numbers = _number_figures  # type: ignore[method-assign]
        return
    app.add_domain(NumberingDomain, override=True)
    TocTreeCollector.assign_figure_numbers = _on_shared_trees  # type: ignore[method-assign,assignment]
    app.connect("env-purge-doc", _forget)
