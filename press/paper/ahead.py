"""The manuscript that was read ahead of a change: the chapters that did not change are not set anew.

A chapter on paper rests on its own tree and on what the book knows of the others: numbers, titles, labels,
citations, places of claims. Where any of the latter moved, every chapter is read again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from press.book import shared_trees
from press.book.content import followers
from press.paper import manuscript
from press.paper.manuscript import Manuscript


class Ahead:
    """A manuscript of what the last build left."""

    def __init__(self, builder: Builder) -> None:
        self._shared = _shared(builder.env)
        self._book = manuscript.read(builder)
        # What was read, and not what lies there now: chapters may be read anew meanwhile.
        self._read = {name: shared_trees.pickled(builder.env, name) for name in builder.env.found_docs}

    def manuscript(self, builder: Builder) -> Manuscript:
        """Return the manuscript as it is now, of an environment that was read anew. Raises PublishError."""
        if self._shared != _shared(builder.env):
            return manuscript.read(builder)
        trees = {name: Path(builder.doctreedir, f"{name}.doctree") for name in builder.env.found_docs}
        same = {name for name, tree in trees.items() if tree.read_bytes() == self._read.get(name)}
        return manuscript.read(builder, self._book, same)


def _shared(env: BuildEnvironment) -> dict[str, Any]:
    """Return what the book knows of all its chapters, to be compared."""
    domains = env.domaindata
    cited = domains.get("cite", {}).get("citations", ())
    return {
        **{key: value for key, value in vars(env).items() if key.startswith("brief_")},  # places of claims
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "slugs": followers.slugs(env),
        "sections": dict(env.toc_secnumbers),
        "figures": dict(env.toc_fignumbers),
        "labels": {key: value for key, value in domains["std"].items() if key != "terms"},
        "equations": domains.get("math", {}),
        "citations": [(one.citation_id, one.key, one.formatted_entry.label) for one in cited],
    }
