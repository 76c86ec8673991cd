"""The manuscript: every chapter resolved once and written as Typst, from which each document is made."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from press.book import appendices
from press.book.chapter_order import chapter_names, translated_names
from press.paper import TEMPLATE, front
from press.paper.nodes import blocks, claim_notes, figures, formulas, tables, text
from press.paper.writer import Writer

KINDS = (blocks, claim_notes, formulas, figures, tables, text)  # each registers its nodes


@dataclass
class Manuscript:
    """The chapters in reading order, by name: their trees, their Typst, and the pictures in them by file.

    `others` are the pages in other languages, which no document but their own sheets holds.
    """

    builder: Builder
    trees: dict[str, nodes.document]
    chapters: dict[str, str] = field(default_factory=dict)
    others: dict[str, nodes.document] = field(default_factory=dict)
    translated: dict[str, str] = field(default_factory=dict)  # the Typst of the others
    pictures: dict[str, dict[str, bytes]] = field(default_factory=dict)  # by chapter
    anchors: frozenset[str] = frozenset()  # all places that a link may lead to
    folder: Path = Path()  # of all files, once they are saved

    @property
    def root(self) -> str:
        """The name of the first chapter: the summary."""
        return next(iter(self.trees))

    def called(self, name: str) -> str:
        """Return the number of a chapter as its title has it: "3", "Appendix A", "" for the summary."""
        return appendices.called(self.builder.env, name)

    def save(self, folder: Path) -> None:
        """Put pictures and templates into a new folder, in which documents are made."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(TEMPLATE, folder)
        (folder / "palette.typ").write_text(front.palette(), encoding="utf-8")
        for name, content in (file for files in self.pictures.values() for file in files.items()):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.folder = folder


def read(builder: Builder, before: Manuscript | None = None, same: Collection[str] = ()) -> Manuscript:
    """Resolve and write all chapters; those that are the `same` are taken from the manuscript `before`.

    A tree is resolved once only: the bibliography's entries would otherwise be filled twice. Raises
    PublishError.
    """
    before = before or Manuscript(builder, {})
    known = {name: tree for name, tree in (before.trees | before.others).items() if name in same}
    told = before.chapters | before.translated

    def resolved(names: list[str]) -> dict[str, nodes.document]:
        """Return the trees of some chapters."""
        return {
            name: known[name] if name in known else builder.env.get_and_resolve_doctree(name, builder)
            for name in names
        }

    trees, others = resolved(chapter_names(builder.app)), resolved(translated_names(builder.app))
    every = trees | others
    anchors = frozenset().union(*(text.anchors_of(name, tree) for name, tree in every.items()))
    made = Manuscript(builder, trees, others=others, anchors=anchors)
    for name, tree in every.items():
        written = made.chapters if name in trees else made.translated
        if name in known and before.anchors == anchors:
            written[name] = told[name]
            made.pictures[name] = before.pictures[name]
        else:
            writer = Writer(builder, name, anchors)
            written[name] = writer.render(tree)
            made.pictures[name] = writer.files
    return made
