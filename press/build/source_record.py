"""Which chapters Sphinx has to read again: those whose source, or a file that they show, has other content.

Sphinx itself asks for times. A file that was saved with an older one, while it was read, or after a clock
that ran ahead, would be taken for the one that was read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_external_toc.api import SiteMap

from press.book.chapter_order import in_contents

_ATTRIBUTE = "sources_read"  # of the environment: each chapter's files, with their hashes
_FILE_OF = "file of "  # before the name of a page to which a chapter links


class SourceRecord:
    """What each chapter was read from, kept in Sphinx's environment.

    `seen` holds the SHA-256 of sources, by their path from `root`, as they were when the build began: a
    source that is saved later differs from what is recorded. Any other file is looked at when asked for.
    """

    def __init__(self, app: Sphinx, root: Path, seen: Mapping[str, bytes]) -> None:
        self._root = root
        self._seen = seen
        app.connect("env-get-outdated", self._decide)
        app.connect("env-before-read-docs", _forget)
        app.connect("doctree-read", self._note)

    def _decide(
        self, _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], _removed: set[str]
    ) -> list[str]:
        """Name the chapters to read again; take back those that Sphinx names for their times only."""
        read: dict[str, dict[str, str]] = getattr(env, _ATTRIBUTE, {})
        linked = {name: _named(files) for name, files in read.items()}
        same = {
            name
            for name in env.found_docs - added
            if read.get(name) == self._files(env, name, linked.get(name, set()))
        }
        lost = {name for name in same if not (Path(env.doctreedir) / f"{name}.doctree").is_file()}
        changed -= same - lost - env.reread_always
        return sorted(env.found_docs - same)

    def _note(self, app: Sphinx, tree: nodes.document) -> None:
        env = app.env
        read: dict[str, dict[str, str]] = getattr(env, _ATTRIBUTE, {})
        linked = {str(link["reftarget"]) for link in tree.findall(addnodes.pending_xref)} & env.found_docs
        setattr(env, _ATTRIBUTE, {**read, env.docname: self._files(env, env.docname, linked)})

    def _files(self, env: BuildEnvironment, docname: str, linked: Iterable[str]) -> dict[str, str]:
        """Return all that a chapter is made of.

        That is the hash of each file, the titles that it takes from `_toc.yml`, and what the files of the
        pages are called to which it links: it may name them with their endings.
        """
        named = [env.doc2path(docname), *sorted(map(str, env.dependencies[docname]))]
        paths = (os.path.relpath(self._root / name, self._root) for name in named)
        called = {f"{_FILE_OF}{name}": str(env.doc2path(name, base=False)) for name in linked}
        return {path: self._hash(path) for path in paths} | _contents_below(env, docname) | called

    def _hash(self, path: str) -> str:
        if path in self._seen:
            return self._seen[path].hex()
        file = self._root / path
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _named(files: Mapping[str, str]) -> set[str]:
    """Return the pages to which a chapter links, of what it was made of."""
    return {path.removeprefix(_FILE_OF) for path in files if path.startswith(_FILE_OF)}


def _contents_below(env: BuildEnvironment, docname: str) -> dict[str, str]:
    """Return what `_toc.yml` says of the pages below one: their lists, and the titles that it gives them.

    The extension that reads the file looks at lists only, and takes `numbered: 1` for `numbered: true`.
    """
    contents: SiteMap = env.config.external_site_map
    own = in_contents(contents, docname)
    lists = own.subtrees if own else []
    titles = [str(named.title) for tree in lists for item in tree.items if (named := contents.get(str(item)))]
    return {"lists below": repr(lists), "titles below": repr(titles)}


def _forget(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Forget all that will be read again before the first of it is read.

    Sphinx forgets each chapter just before it reads it: a label that moved to a chapter that is read earlier
    would stand in both.
    """
    for name in names:
        app.emit("env-purge-doc", env, name)
        env.clear_doc(name)
