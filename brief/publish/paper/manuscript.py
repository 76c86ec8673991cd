"""The manuscript: every chapter resolved once and written as Typst, from which each document is made."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from brief.publish import appendices
from brief.publish.page.context import chapter_names
from brief.publish.paper import blocks, claim_notes, formulas, front, plates, tables, text
from brief.publish.paper.writer import Writer

TEMPLATE = Path(__file__).with_name("template")
KINDS = (blocks, claim_notes, formulas, plates, tables, text)  # each registers its nodes


@dataclass
class Manuscript:
    """The chapters in reading order, by name: their trees and their Typst; and the folder of all files."""

    builder: Builder
    folder: Path
    trees: dict[str, nodes.document]
    chapters: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The name of the first chapter: the summary."""
        return next(iter(self.trees))

    def called(self, name: str) -> str:
        """Return the number of a chapter as its title has it: "3", "Appendix A", "" for the summary."""
        return appendices.called(self.builder.env, name)


def read(builder: Builder, folder: Path) -> Manuscript:
    """Resolve and write all chapters; put pictures and templates beside them. Raises PublishError.

    A tree is resolved once only: the bibliography's entries would otherwise be filled twice.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEMPLATE, folder)
    (folder / "palette.typ").write_text(front.palette(), encoding="utf-8")
    names = chapter_names(builder.app)
    made = Manuscript(
        builder, folder, {name: builder.env.get_and_resolve_doctree(name, builder) for name in names}
    )
    anchors = frozenset().union(*(text.anchors_of(name, tree) for name, tree in made.trees.items()))
    for name, tree in made.trees.items():
        writer = Writer(builder, name, anchors)
        made.chapters[name] = writer.render(tree)
        _save(folder, writer.files)
    return made


def _save(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
