"""The manuscript that was read ahead of a change: the chapters that did not change are not set anew.

A chapter on paper rests on its own tree and on what the book knows of the others: numbers, titles, labels,
citations, places of claims. Where any of the latter moved, every chapter is read again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from press.paper import manuscript
from press.paper.manuscript import Manuscript
from press.system import digests


class Ahead:
    """A manuscript of what the last build left."""

    def __init__(self, builder: Builder) -> None:
        self._trees = Path(builder.doctreedir)
        self._book = manuscript.read(builder)
        self._sums = self._trees_of(builder)
        self._shared = _shared(builder.env)

    def manuscript(self, builder: Builder) -> Manuscript:
        """Return the manuscript as it is now, of an environment that was read anew. Raises PublishError."""
        if self._shared != _shared(builder.env):
            return manuscript.read(builder)
        changed = digests.changed(self._sums, self._trees_of(builder))
        same = {name for name in builder.env.found_docs if f"{name}.doctree" not in changed}
        return manuscript.read(builder, self._book, same)

    def _trees_of(self, builder: Builder) -> digests.Digests:
        """Return the hash of each chapter's tree."""
        return digests.take(self._trees, [f"{name}.doctree" for name in builder.env.found_docs])


def _shared(env: BuildEnvironment) -> dict[str, Any]:
    """Return what the book knows of all its chapters, to be compared."""
    domains = env.domaindata
    cited = domains.get("cite", {}).get("citations", ())
    return {
        **{key: value for key, value in vars(env).items() if key.startswith("brief_")},  # places of claims
        "titles": {name: title.astext() for name, title in env.titles.items()},
        "sections": dict(env.toc_secnumbers),
        "figures": dict(env.toc_fignumbers),
        "labels": {key: value for key, value in domains["std"].items() if key != "terms"},
        "equations": domains.get("math", {}),
        "citations": [(one.citation_id, one.key, one.formatted_entry.label) for one in cited],
    }
