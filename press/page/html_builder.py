"""The HTML builder: as Sphinx has it, with the root document as the site's front page."""

from __future__ import annotations

from pathlib import Path

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from press.page.files import figure_files
from press.page.files.png_pool import FOLDER, PicturePool

FRONT = "index"


class SiteBuilder(StandaloneHTMLBuilder):
    """Writes the root document to index.html, wherever its source lies: no redirect, one address."""

    search = False  # Sphinx's search cannot read a folder (file://); ours can
    copysource = False

    def init(self) -> None:
        """Set the builder up, with the pool that draws pictures."""
        super().init()
        self.pictures = PicturePool(Path(self.srcdir) / "_build" / FOLDER)
        self.figure_files = figure_files.Written(Path(self.outdir), Path(self.doctreedir))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the page's address from the site's top folder."""
        return super().get_target_uri(self._page(docname), typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file that a page is written to."""
        return str(Path(super().get_outfilename(self._page(pagename))))

    def _page(self, name: str) -> str:
        return FRONT if name == self.config.root_doc else name


def way_to_top(builder: Builder, docname: str) -> str:
    """Return what leads from a page to the site's top folder: "" or "../" and so on."""
    return "../" * builder.get_target_uri(docname).count("/")
