"""References by number, such as "Figure 3.2", and trees to look at: each is read once, not once a reference.

Sphinx unpickles the whole tree of the chapter that a `numref` points into, every time, and all trees to
number their figures; a book full of references spends more time on that than on writing its pages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from press import plain

AHEAD = "brief-ahead"
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
    domain = env.get_domain("std")
    trees = domain.trees if isinstance(domain, NumberingDomain) else env
    return _number_figures(collector, cast(BuildEnvironment, trees))


def _forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    cast(NumberingDomain, env.get_domain("std")).trees.forget(docname)


def tree(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return the tree of a chapter, to be looked at only."""
    domain = env.get_domain("std")
    return (
        domain.trees.get_doctree(docname) if isinstance(domain, NumberingDomain) else env.get_doctree(docname)
    )


def kept(app: Sphinx) -> list[str]:
    """Return the pages whose trees the last build left."""
    return [name for name in sorted(app.env.all_docs) if Path(app.doctreedir, f"{name}.doctree").is_file()]


def _get_ready(app: Sphinx) -> None:
    """Read the trees that the last build left: most of them will not change."""
    for docname in kept(app):
        tree(app.env, docname)


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
