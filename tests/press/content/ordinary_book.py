"""A book of two pages with what ordinary Jupyter Books hold: built once, read in page, paper and EPUB.

`page.md` holds the constructs of text, `cells.ipynb` what cells give, as executed. No kernel runs.
"""

import base64
import html
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import nbformat
import pypdfium2
import warm_python

from tools.fuzz.book import PROGRAM

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DRAWING = (HERE.parent / "paper" / "book" / "chapters" / "picture.svg").read_text(encoding="utf-8")
PNG = base64.b64encode((HERE / "ramp.png").read_bytes()).decode()
KINDS = {
    "html": "text/html",
    "plain": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "latex": "text/latex",
}
FORMS = {"html": "html", "pdf": "typst", "epub": "ebook"}
DOCUMENT = {"docx": "docx"}  # set by pandoc, which need not be here

CONFIG = """
title: An Ordinary Book
author: Nobody
copyright: "2026."
only_build_toc_files: true
execute: {execute_notebooks: "off"}
logo: own.png
html:
  favicon: own.png
  announcement: "A <b>draft</b> for comment"
  extra_footer: "Words of our own"
  use_edit_page_button: true
  baseurl: https://example.org/book
repository: {url: "https://example.org/team/book", branch: main}
parse:
  myst_enable_extensions: [colon_fence, attrs_inline, deflist, dollarmath, substitution, amsmath, tasklist]
  myst_substitutions: {nation: Korea}
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, press.extension]
    include_patterns: ["chapters/**"]
    html_theme: brief
    language: en
    numfig: true
    numfig_format: {figure: "Figure %s", table: "Table %s"}
    use_jupyterbook_latex: false
    myst_dmath_allow_digits: false
    brief_pdf: pdf/ordinary.pdf
"""


def cell(source, *outputs, **metadata):
    """Return a code cell as executed."""
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=1, metadata=metadata)


def shown(**data):
    """Return an output that shows data; the names of kinds have "__" for "/", "_" for "+" or "-"."""
    kinds = {
        "html": "text/html",
        "plain": "text/plain",
        "svg": "image/svg+xml",
        "png": "image/png",
        "latex": "text/latex",
    }
    return nbformat.v4.new_output(
        "display_data", data={kinds[kind]: content for kind, content in data.items()}
    )


def printed(text):
    """Return an output that a cell printed."""
    return nbformat.v4.new_output("stream", name="stdout", text=text)


def write(root, page="# A page\n\nWords.\n", cells=()):
    """Write a book whose first page is Markdown and whose second is a notebook of these cells."""
    chapters = root / "chapters"
    chapters.mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: chapters/page\nchapters: [{file: chapters/cells.ipynb, title: Given}]\n"
    )
    shutil.copyfile(HERE / "ramp.png", root / "own.png")
    (chapters / "page.md").write_text(page, encoding="utf-8")
    head = nbformat.v4.new_markdown_cell("# What cells give")
    made = nbformat.v4.new_notebook(cells=[head, *cells], metadata={"language_info": {"name": "python"}})
    nbformat.write(made, chapters / "cells.ipynb")
    (chapters / "picture.svg").write_text(DRAWING, encoding="utf-8")
    (chapters / "part.inc").write_text("Words of an included part.\n", encoding="utf-8")
    (chapters / "small.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return root


def build(root, *forms):
    """Build the book in a process of its own; return what is wrong, "" when all went well."""
    shutil.rmtree(root / "_build", ignore_errors=True)
    known = FORMS | DOCUMENT
    asked = [f"{form}={known[form]}" for form in forms or FORMS]
    script = root / "build.py"
    script.write_text(PROGRAM, encoding="utf-8")
    done = warm_python.run([sys.executable, str(script), str(root), *asked], ROOT)
    return done.stderr.strip() if done.returncode else ""


class Ordinary:
    """The built book: the words and the markup of a page ("page" or "cells") in each medium."""

    def __init__(self, root):
        self.draft = root / "_build" / "draft"
        with zipfile.ZipFile(next(self.draft.glob("epub/*.epub"))) as packed:
            self.names = packed.namelist()
            self.epub_pages = {
                Path(name).stem: packed.read(name).decode() for name in self.names if "xhtml" in name
            }
        with pypdfium2.PdfDocument(next(self.draft.glob("pdf/*.pdf"))) as pdf:
            self.pdf = words(" ".join(page.get_textpage().get_text_bounded() for page in pdf))
            self.pictures = sum(1 for page in pdf for item in page.get_objects() if item.type in (3, 5))

    def markup(self, medium, name):
        """Return the markup of a page on the site or in the EPUB."""
        if medium == "epub":
            return self.epub_pages[name]
        file = self.draft / "html" / ("index.html" if name == "page" else f"chapters/{name}.html")
        text = file.read_text(encoding="utf-8")
        return re.search(r"<article>(.*?)</article>", text, re.S)[1]

    def text(self, medium, name):
        """Return the words of a page in a medium."""
        if medium == "pdf":
            return self.pdf
        return words(html.unescape(re.sub(r"<[^>]+>", " ", self.markup(medium, name))))


def words(text):
    """Return text with single blanks and without what only parts lines."""
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u200b", "")).strip()


def json_of(value):
    """Return a value as JSON."""
    return json.dumps(value)
