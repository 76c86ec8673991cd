"""Publishing: executed notebooks in, a web book and a PDF out. Knows nothing of the brief's subject.

A Sphinx extension. Floors: `book` (the document tree that all media share), then `page` (HTML), `paper` (PDF)
and `ebook` (EPUB), of which none knows another, then `word` (DOCX), which begins with the EPUB's words.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any, cast

# jsonschema, which nbformat and altair load, compiles the grammar of international web addresses when it
# finds this package: a second of every build, for a check that no build makes. It does without.
cast(dict[str, object], sys.modules).setdefault("rfc3987_syntax", None)

if TYPE_CHECKING:  # what needs no Sphinx starts without it
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _rerun_chapters(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the pages whose notebook is unchanged but whose results are new: Sphinx looks at files only."""
    return [docname for docname in env.found_docs if docname.rsplit("/", 1)[-1] in app.config.brief_rerun]


def setup(app: Sphinx) -> dict[str, Any]:
    """Load the parts of the extension."""
    import pybtex.plugin
    from docutils.parsers.rst.directives.body import Container

    from press import ebook, paper, settings, word
    from press.book import appendices, bibliography, content, figure_node, shared_trees
    from press.book.claims import claim_role, ledger_directive
    from press.configuration.parts import BuiltEdition
    from press.page import site

    # It would read the description of every installed package for each reference to the bibliography.
    pybtex.plugin._load_entry_point = functools.cache(pybtex.plugin._load_entry_point)
    settings.register(app)
    bibliography.setup(app)
    app.add_config_value("brief_edition", BuiltEdition(), "html")
    app.add_config_value(
        "comments_config", {}, ""
    )  # jupyter-book sets it for an extension that is not loaded
    app.add_config_value(
        "brief_variant", "", ""
    )  # what a run with other parameters changed: the book has none
    app.add_config_value("brief_rerun", [], "")  # chapters whose results are new since the last build
    app.add_config_value("brief_code", "", "env")  # fingerprint of this package
    content.setup(app)
    # :::{div} answer, :::{div} sure: boxes that page and paper both know
    app.add_directive("div", Container, override=True)
    app.connect("env-get-outdated", _rerun_chapters)
    shared_trees.setup(app)
    figure_node.setup(app)
    appendices.setup(app)
    claim_role.setup(app)
    ledger_directive.setup(app)
    site.setup(app)
    paper.setup(app)
    ebook.setup(app)
    word.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
