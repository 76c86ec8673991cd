"""The Sphinx builder: every chapter resolved once, written as one Typst document, compiled."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from brief.publish.page.site import chapter_names
from brief.publish.paper import blocks, claim_notes, formulas, front, plates, setting, tables, text
from brief.publish.paper.writer import Writer

TEMPLATE = Path(__file__).with_name("template")
KINDS = (
    blocks,
    claim_notes,
    formulas,
    plates,
    tables,
    text,
)  # each registers its nodes


class TypstBuilder(Builder):
    """Sets the book as `<project>.pdf` in the output folder."""

    name = "typst"
    format = "typst"
    epilog = ""
    allow_parallel = False

    def get_outdated_docs(self) -> Iterator[str]:
        """Name every chapter: a PDF is one file."""
        yield from self.env.found_docs

    def get_target_uri(self, docname: str, _typ: str | None = None) -> str:
        """Return the address of a chapter inside the book; `text.reference` reads it."""
        return f"%{docname}"

    def get_relative_uri(self, _from: str, to: str, typ: str | None = None) -> str:
        """Return the same: the book is one document."""
        return self.get_target_uri(to, typ)

    def write(self, *_ignored: object) -> None:
        """Write all chapters and compile them."""
        names = chapter_names(self.app)
        trees = {name: self.env.get_and_resolve_doctree(name, self) for name in names}
        folder = Path(self.outdir) / "source"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(TEMPLATE, folder)
        anchors = frozenset().union(*(text.anchors_of(name, tree) for name, tree in trees.items()))
        written = []
        for name, tree in trees.items():
            writer = Writer(self, name, anchors)
            written.append(writer.render(tree))
            _save(folder, writer.files)
        (folder / "palette.typ").write_text(front.palette(), encoding="utf-8")
        source = folder / "main.typ"
        known = front.facts(self.config, front.answer(trees[self.config.root_doc]))
        head = f'#import "brief.typ": *\n#show: book.with({known})\n'
        source.write_text("\n\n".join([head, *written, ""]), encoding="utf-8")
        (Path(self.outdir) / f"{front.file_stem(self.config)}.pdf").write_bytes(setting.compile_pdf(source))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: `write` sets the whole book."""

    def finish(self) -> None:
        """Remove what only the compiler needed."""
        shutil.rmtree(Path(self.outdir) / "source", ignore_errors=True)


def _save(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
