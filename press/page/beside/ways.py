"""Ways between a number's mark in the text and its entry on the page of what changed."""

from __future__ import annotations

import functools
from pathlib import Path

from docutils import nodes

from press.editions import comparing, edition_file
from press.editions.changes import Compared

PAGE = "changes"


def found(root: Path) -> Compared | None:
    """Return what moved between the newest two editions on file; None where there are fewer."""
    return _compared(root, edition_file.contents(root)) if len(edition_file.known(root)) > 1 else None


@functools.lru_cache(maxsize=1)
def _compared(root: Path, _on_file: tuple[tuple[str, bytes], ...]) -> Compared:
    """Compare once for all pages of a build: each asks, and it takes a tenth of a second."""
    return comparing.compared(root)


def mark(fact: str) -> str:
    """Return the anchor of a fact's mark in its chapter."""
    return f"was-{nodes.make_id(fact)}"


def entry(name: str) -> str:
    """Return the anchor of a fact's entry on the page."""
    return f"n-{nodes.make_id(name)}"


def to_entry(top: str, name: str) -> str:
    """Return the way from a page to the entry of a fact; `top` leads to the site's top folder."""
    return f"{top}{PAGE}.html#{entry(name)}"
