"""The Sphinx builder that writes the EPUB."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from brief.publish import appendices, documents
from brief.publish.ebook import package
from brief.publish.ebook.translator import EbookTranslator
from brief.publish.errors import PublishError
from brief.publish.page.context import chapter_names


class EbookBuilder(StandaloneHTMLBuilder):
    """Writes `<project>.epub` into the output folder."""

    name = "ebook"
    format = "xhtml"
    epilog = ""
    search = False
    out_suffix = link_suffix = ".xhtml"
    default_translator_class = EbookTranslator
    allow_parallel = False
    supported_image_types: ClassVar = ["image/svg+xml", "image/png", "image/jpeg"]

    def init(self) -> None:
        """Start with no pages."""
        super().init()
        self.pages: dict[str, str] = {}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *_: object, **__: object) -> None:
        """Keep a chapter as XHTML. Raises PublishError when it is not well-formed."""
        title = self.env.titles[pagename].astext()
        page = package.page(title, self.config.language or "en", addctx["body"], pagename.count("/"))
        try:
            ET.fromstring(page.encode())
        except ET.ParseError as error:
            raise PublishError(f"{pagename}: the EPUB's page is not well-formed: {error}") from error
        self.pages[pagename] = page

    def copy_assets(self) -> None:
        """Copy nothing: the file carries its own style and fonts."""

    def finish(self) -> None:
        """Pack the chapters in reading order, with contents, style, fonts and pictures."""
        order = [name for name in chapter_names(self.app) if name in self.pages]
        book = package.Book(
            title=self.config.html_title,
            author=self.config.author,
            language=self.config.language or "en",
            rights=self.config.copyright,
            edition=self.config.brief_edition,
            pages={f"{name}.xhtml": self.pages[name] for name in order},
            contents=[self._entry(name) for name in order],
            pictures=self._pictures(),
        )
        (Path(self.outdir) / documents.ebook(self.config)).write_bytes(package.pack(book))

    def _pictures(self) -> dict[str, bytes]:
        files = self.images.items()
        return {f"_images/{file}": (Path(self.srcdir) / source).read_bytes() for source, file in files}

    def _entry(self, name: str) -> tuple[str, str, list[tuple[str, str]]]:
        """Return a chapter's number and title, its address, and its sections with theirs."""
        number = appendices.called(self.env, name)
        title = " ".join(filter(None, (number, self.env.titles[name].astext())))
        top = next(iter(self.env.get_doctree(name).findall(nodes.section)))
        sections = [child for child in top.children if isinstance(child, nodes.section)]
        below = [(one.next_node(nodes.title).astext(), f"{name}.xhtml#{one['ids'][0]}") for one in sections]
        return html.escape(title), f"{name}.xhtml", [(html.escape(said), link) for said, link in below]
