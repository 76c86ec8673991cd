"""What the chapters of a book know of each other.

While it is as it was, a chapter that was not read again looks as it did: its own tree is the same, and
numbers, titles, places and sources that it refers to are.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment

# What only the reading of chapters uses, and what does not change while Sphinx is open.
_NOT_SHARED = frozenset(
    [
        "_pickled_doctree_cache",
        "_write_doc_doctree_cache",
        "all_docs",
        "app",
        "config",
        "dependencies",
        "domains",
        "events",
        "nb_metadata",
        "project",
        "settings",
        "temp_data",
        "titles_old",
    ]
)
_DERIVED = ("cite", "citations")  # a part of a domain's data: computed from its other parts at every reading
_OWN_METADATA = frozenset({"wordcount"})  # of a chapter: nobody else is told


def of(env: BuildEnvironment) -> dict[str, Any]:
    """Return all that Sphinx and its extensions keep of chapters for others, to be compared by `==`.

    What is a tree of nodes is compared by identity, so that a bibliography read anew counts as another
    one; of titles and contents the words count.
    """
    shared = {name: _copied(value) for name, value in vars(env).items() if name not in _NOT_SHARED}
    domain, derived = _DERIVED
    shared["domaindata"].get(domain, {}).pop(derived, None)
    shared["metadata"] = {
        name: {key: value for key, value in known.items() if key not in _OWN_METADATA}
        for name, known in env.metadata.items()
    }
    for part in ("titles", "longtitles", "tocs"):
        shared[part] = {name: _words(tree) for name, tree in getattr(env, part).items()}
    return shared


def _words(tree: nodes.Node) -> str:
    return tree.pformat()


def _copied(value: Any) -> Any:
    """Return a value whose containers do not change when those of the environment do."""
    if isinstance(value, dict):
        return {key: _copied(part) for key, part in value.items()}
    if isinstance(value, (list, set)):
        return type(value)(_copied(part) for part in value)
    return tuple(_copied(part) for part in value) if isinstance(value, tuple) else value
