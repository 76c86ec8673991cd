"""Load what every build needs, once, in a process that builds are then forked from."""

from __future__ import annotations

import contextlib
import importlib
import tempfile
from pathlib import Path

import frictionless
import nbformat
from jupyter_cache import get_cache
from pygments.lexers import get_lexer_by_name

# What a build imports; nothing of the engine and of the project's own package, which each fork reads anew.
HEAVY = (
    "pandas",
    "yaml",
    "nbclient",
    "jupyter_book.config",
    "myst_nb.sphinx_",
    "sphinx.application",
    "sphinx.builders.html",
    "pygments.lexers.python",
    "pygments.formatters.html",
    "sphinxcontrib.bibtex",
    "sphinx_external_toc",
    "typst",
    "vl_convert",
)


def up() -> None:
    """Load what a build needs, and what four of its libraries make ready at their first use."""
    for name in HEAVY:
        importlib.import_module(name)
    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    list(get_lexer_by_name("ipython3").get_tokens("1"))
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.suppress(KeyError):
            get_cache(folder).match_cache_notebook(notebook)
        Path(folder, "table.csv").write_text("name\n1\n", encoding="utf-8")
        frictionless.Resource(path="table.csv", basepath=folder).validate()
