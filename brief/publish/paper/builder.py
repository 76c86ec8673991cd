"""The Sphinx builder that sets the book on paper: the brief, or the whole set for distribution."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from brief.publish.paper import editions, manuscript


class TypstBuilder(Builder):
    """Writes the documents that `brief_documents` names into the output folder."""

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
        """Read the manuscript and make each document from it."""
        out = Path(self.outdir)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        work = out / "source"
        book = manuscript.read(self, work)
        for kind in self.config.brief_documents:
            editions.MAKERS[kind](book, out)
        shutil.rmtree(work)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: `write` sets the whole book."""
