"""The Sphinx builder that sets the book on paper: the brief, or the whole set for distribution."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from docutils import nodes
from sphinx.builders import Builder

from press.paper import documents, manuscript
from press.paper.ahead import Ahead


class TypstBuilder(Builder):
    """Writes the documents that `brief_documents` names into the output folder."""

    name = "typst"
    format = "typst"
    epilog = ""
    allow_parallel = False
    ahead: Ahead | None = None

    def get_ready(self) -> None:
        """Read the manuscript of what the last build left: most chapters will not change."""
        self.ahead = Ahead(self)

    def get_outdated_docs(self) -> Iterator[str]:
        """Name every chapter: a PDF is one file."""
        yield from self.env.found_docs

    def get_target_uri(self, docname: str, _typ: str | None = None) -> str:
        """Return the address of a chapter inside the book; `text.reference` reads it."""
        return f"%{docname}"

    def get_relative_uri(self, _from: str, to: str, typ: str | None = None) -> str:
        """Return the same: the book is one document."""
        return self.get_target_uri(to, typ)

    def write(
        self,
        build_docnames: Iterable[str] | None,
        updated_docnames: Sequence[str],
        method: Literal["all", "specific", "update"] = "update",
    ) -> None:
        """Read the manuscript and make each document from it, whichever chapters are asked for.

        `paper.json`, beside the trees, tells how many seconds each document took.
        """
        out = Path(self.outdir)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        work = out / "source"
        seconds: dict[str, float] = {}
        with _timed("manuscript", seconds):
            book = self.ahead.manuscript(self) if self.ahead is not None else manuscript.read(self)
            book.save(work)
        for kind in self.config.brief_documents:
            with _timed(kind, seconds):
                documents.make(kind, book, out)
        shutil.rmtree(work)
        kept = Path(self.doctreedir).with_name("paper.json")
        kept.write_text(json.dumps({"seconds": seconds}, indent=1) + "\n", encoding="utf-8")

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: `write` sets the whole book."""


@contextmanager
def _timed(name: str, seconds: dict[str, float]) -> Iterator[None]:
    before = time.perf_counter()
    yield
    seconds[name] = round(time.perf_counter() - before, 2)
