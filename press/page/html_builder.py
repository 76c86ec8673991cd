"""The HTML builder: as Sphinx has it, with the root document as the site's front page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.formatters import HtmlFormatter
from pygments.token import STANDARD_TYPES, Token
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from press import plain
from press.book import shared_trees
from press.page.files import figure_files
from press.page.files.png_pool import FOLDER, PicturePool

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

FRONT = "index"
COLOURED = {"c1", "k", "kn", "ow", "s1", "s2"}  # classes of pieces of code in theme/static/brief.css


def _once(highlight: Callable[..., str]) -> Callable[..., str]:
    """Return Sphinx's colouring of code, by which the same code is coloured once."""
    known: dict[str, str] = {}

    def coloured(source: str, lang: str, *given: Any, location: Any = None, **how: Any) -> str:
        """Return code as HTML."""
        key = repr((source, lang, given, sorted(how.items())))
        if key not in known:
            known[key] = highlight(source, lang, *given, location=location, **how)
        return known[key]

    return coloured


class _Formatter(HtmlFormatter[str]):
    """Marks what the style sheet colours, not every name and comma: they weigh more than the colours."""

    def format(self, tokensource: Iterable[tuple[Any, str]], outfile: SupportsWrite[str]) -> None:
        """Write code as HTML."""
        shown = (
            (kind if STANDARD_TYPES.get(kind) in COLOURED else Token.Text, text) for kind, text in tokensource
        )
        super().format(shown, outfile)


class SiteBuilder(StandaloneHTMLBuilder):
    """Writes the root document to index.html, wherever its source lies: no redirect, one address."""

    search = False  # Sphinx's search cannot read a folder (file://); ours can
    copysource = False

    def init(self) -> None:
        """Set the builder up, with the pool that draws pictures."""
        super().init()
        self.pictures = PicturePool(Path(self.srcdir) / "_build" / FOLDER)
        self.figure_files = figure_files.Written(Path(self.outdir), Path(self.doctreedir))

    def init_highlighter(self) -> None:
        """Set up how code is coloured."""
        super().init_highlighter()
        vars(self.highlighter)["formatter"] = _Formatter
        if not plain.is_on():
            vars(self.highlighter)["highlight_block"] = _once(self.highlighter.highlight_block)

    def get_ready(self) -> None:
        """Colour the code of the pages that the last build left, as Sphinx asks for it."""
        for name in shared_trees.kept(self.app):
            for block in shared_trees.tree(self.env, name).findall(nodes.literal_block):
                language = block.get("language", "default")
                how = {**block.get("highlight_args", {}), "force": block.get("force", False)}
                options = self.config.highlight_options.get(language, {})
                lines = block.get("linenos", False)
                self.highlighter.highlight_block(
                    block.rawsource, language, opts=options, linenos=lines, location=block, **how
                )

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
