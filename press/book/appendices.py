"""Appendices: the chapters that `brief_appendices` names are lettered A, B, … instead of numbered.

Sphinx numbers all chapters; what stands first in an appendix's numbers (sections, figures, tables) then
becomes a `Letter`, so that pages, paper, EPUB and references write the same.
"""

from __future__ import annotations

import string
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.errors import PublishError

Number = tuple[int, ...]


class Letter(int):
    """The place of an appendix among the chapters: it is compared as a number and written as a letter.

    Equal to what Sphinx counts, it does not make an unchanged chapter look renumbered at the next build.
    """

    letter = ""

    def __str__(self) -> str:
        """Return the letter."""
        return self.letter


def number(env: BuildEnvironment, docname: str, anchor: str = "") -> str:
    """Return the number of a chapter, or of its section at `anchor` ("#…"): "3", "3.2", "A"; or ""."""
    return written(env.toc_secnumbers.get(docname, {}).get(anchor, ()))


def called(env: BuildEnvironment, docname: str) -> str:
    """Return what stands over a chapter's title: "3", "Appendix A", or "" without a number."""
    first = env.toc_secnumbers.get(docname, {}).get("", ())[:1]
    return f"Appendix {written(first)}" if first and isinstance(first[0], Letter) else written(first)


def written(parts: Number | None) -> str:
    """Return a number as it is written: its parts with points between them."""
    return ".".join(map(str, parts or ()))


def _assign(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Replace the chapter's number by its letter in all that Sphinx has numbered."""
    for name, letter in zip(_checked(app, env), string.ascii_uppercase, strict=False):
        sections, figures = env.toc_secnumbers.get(name, {}), env.toc_fignumbers.get(name, {})
        for numbers in (sections, *figures.values()):
            numbers.update({anchor: _lettered(parts, letter) for anchor, parts in numbers.items()})
        for titled in (env.titles[name], *env.tocs[name].findall(nodes.reference)):
            if titled.get("secnumber"):
                titled["secnumber"] = _lettered(titled["secnumber"], letter)
    return []


def _lettered(parts: Number, letter: str) -> Number:
    if not parts:
        return parts
    first = Letter(parts[0])
    first.letter = letter
    return (first, *parts[1:])


def _checked(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the appendices in order. Raises PublishError when they are not the book's last chapters."""
    named = list(app.config.brief_appendices)
    order = [name for name, sections in env.toc_secnumbers.items() if sections.get("")]
    last = order[max(0, len(order) - len(named)) :]
    if named != last:
        raise PublishError(
            f"_config.yml: brief_appendices names {', '.join(named)}, but the last numbered chapters of "
            f"_toc.yml are {', '.join(last) or 'none'}; appendices end the book: name them in the same order"
        )
    return named


def named(env: BuildEnvironment, label: str) -> str:
    """Return "Figure 4.4" for the label of a figure or table, "" for one that is not known."""
    labels: dict[str, Any] = env.domaindata["std"]["anonlabels"]
    docname, anchor = labels.get(label, ("", ""))
    for kind, numbers in env.toc_fignumbers.get(docname, {}).items():
        if anchor in numbers:
            return f"{kind.capitalize()} {written(numbers[anchor])}"
    return ""


def setup(app: Sphinx) -> None:
    """Letter the appendices once Sphinx has numbered all chapters."""
    app.connect("env-get-updated", _assign, priority=600)
