"""The Sphinx builder that writes the document for comments."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import vl_convert

from press.book import appendices, file_names
from press.book.chapter_order import chapter_names
from press.figures import render
from press.word import pandoc, sheets
from press.word.translator import CollectingBuilder, DocxTranslator

PICTURES = "pictures"  # the folder of the charts' pictures, beside the text that pandoc reads
SCALE = 2.0  # dots a pixel: 220 to an inch in a column of 6.5 inches


class DocxBuilder(CollectingBuilder):
    """Writes the whole brief as `<project>.docx` into the output folder."""

    name = "docx"
    default_translator_class = DocxTranslator

    def init(self) -> None:
        """Start with no charts and no notes."""
        super().init()
        self.bundles = {}
        self.notes = {}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *_: object, **__: object) -> None:
        """Keep a chapter as XHTML, with its notes at its end."""
        number = appendices.called(self.env, pagename)
        self.pages[pagename] = sheets.chapter(addctx["body"] + "".join(self.notes.values()), pagename, number)
        self.notes.clear()

    def finish(self) -> None:
        """Draw the pictures, put the chapters one after the other, and have pandoc set them."""
        out = Path(self.outdir)
        work = out / "source"
        shutil.rmtree(work, ignore_errors=True)
        (work / PICTURES).mkdir(parents=True)
        for name, bundle in self.bundles.items():
            (work / PICTURES / f"{name}.png").write_bytes(render.png(bundle.svg.wide, SCALE))
        self._copy_pictures(work)
        order = [self.pages[name] for name in chapter_names(self.app) if name in self.pages]
        edition = self.config.brief_edition
        facts = {
            "title": self.config.html_title,
            "author": self.config.author,
            "date": f"Edition {edition.edition}" if edition.edition else "",
            "lang": self.config.language or "en",
        }
        source = work / "brief.html"
        source.write_text(sheets.document(order), encoding="utf-8")
        pandoc.convert(source, out / f"{file_names.stem(self.config)}.docx", facts)
        shutil.rmtree(work)

    def _copy_pictures(self, work: Path) -> None:
        """Put the chapters' own pictures beside the text; a drawing (SVG) becomes a picture."""
        for source, file in self.images.items():
            drawn = (Path(self.srcdir) / source).read_bytes()
            target = work / self.imagedir / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.suffix == ".svg":
                target.with_suffix(".png").write_bytes(vl_convert.svg_to_png(drawn.decode(), scale=SCALE))
            else:
                target.write_bytes(drawn)
