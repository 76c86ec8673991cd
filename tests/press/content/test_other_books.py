"""A book that does not load the engine is built as if it were not installed beside it."""

from __future__ import annotations

import io
from pathlib import Path

import nbformat
from nbformat import v4
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SCRIPT = '<div id="map">a map</div><script>document.title = "drawn"</script>'


def _stock_book(folder: Path) -> Path:
    """Write a notebook whose output holds a script, which this engine refuses, for MyST-NB alone."""
    output = v4.new_output("display_data", {"text/html": SCRIPT, "text/plain": "a map"})
    cell = v4.new_code_cell("show()", execution_count=1, outputs=[output])
    told = {"language_info": {"name": "python", "pygments_lexer": "python"}}
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# A map"), cell], metadata=told)
    nbformat.write(notebook, folder / "index.ipynb")
    (folder / "conf.py").write_text('extensions = ["myst_nb"]\nnb_execution_mode = "off"\n', encoding="utf-8")
    return folder


def _built(source: Path) -> str:
    """Build a book in this process, without a word, and return its first page."""
    out, words = source / "_build", io.StringIO()
    with patch_docutils(None), docutils_namespace():
        Sphinx(source, source, out, out / "trees", "html", status=None, warning=words).build()
    assert not words.getvalue()
    return (out / "index.html").read_text(encoding="utf-8")


def test_a_stock_book_keeps_its_scripts(tmp_path: Path) -> None:
    assert SCRIPT in _built(_stock_book(tmp_path))


def test_a_stock_book_is_built_after_a_book_of_the_engine_in_one_process(tmp_path: Path) -> None:
    for name in ("engine", "stock"):
        (tmp_path / name).mkdir()
    engine = _stock_book(tmp_path / "engine")
    with (engine / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('extensions += ["press.book.shared_trees"]\nnumfig = True\n')
    assert _built(engine)
    assert SCRIPT in _built(_stock_book(tmp_path / "stock"))
