"""A book of many documents, built in a process of its own, and the words of each in page, paper and EPUB."""

from __future__ import annotations

import html
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tools.fuzz.documents import Document

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"chapters/d(\d{5})\.md")
WORD = re.compile(r"w\d{6}")
FORMS = {"html": "html", "pdf": "typst", "epub": "ebook"}
CONFIG = """
title: Documents by Chance
author: Nobody
copyright: "2026."
only_build_toc_files: true
execute: {execute_notebooks: "off"}
parse:
  myst_enable_extensions: [colon_fence, attrs_inline, deflist, dollarmath, amsmath, tasklist, strikethrough]
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, press.extension]
    include_patterns: ["chapters/**"]
    html_theme: brief
    language: en
    numfig: true
    use_jupyterbook_latex: false
    brief_pdf: pdf/chance.pdf
"""
PROGRAM = """
import sys
from pathlib import Path
from press.build import identity, sphinx_app
from press.errors import BriefError, PublishError
from press.configuration.parts import BuiltEdition

if __name__ == "__main__":
    root, formats = Path(sys.argv[1]), dict(pair.split("=") for pair in sys.argv[2:])
    identity.pin_time(1_762_000_000)
    edition = BuiltEdition("2026.11", "0123456789", "2026-08-20")
    settings = {"brief_edition": edition, "brief_documents": ["brief"]}
    try:
        out = {builder: root / "_build" / "draft" / name for name, builder in formats.items()}
        with sphinx_app.opened(root, out, settings, {}) as book:
            book.write_pages([], print)
            book.finish()
    except (BriefError, PublishError) as problem:
        print(problem, file=sys.stderr)
        sys.exit(3)
"""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one document: "crash", "refused" or "lost"; what was said, or which words."""

    kind: str
    document: Document
    told: str


def write(folder: Path, documents: Sequence[Document]) -> None:
    """Write a book of these documents."""
    chapters = folder / "chapters"
    chapters.mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    listed = "".join(f"  - file: chapters/d{number:05}\n" for number in range(len(documents)))
    (folder / "_toc.yml").write_text(
        f"format: jb-book\nroot: chapters/front\nchapters:\n{listed}", encoding="utf-8"
    )
    (chapters / "front.md").write_text("# Documents by chance\n\nWords.\n", encoding="utf-8")
    for number, document in enumerate(documents):
        (chapters / f"d{number:05}.md").write_text(document.text, encoding="utf-8")
    (folder / "build.py").write_text(PROGRAM, encoding="utf-8")


def build(folder: Path) -> tuple[int, str]:
    """Build the book; return its exit code (3: refused by a sentence) and what it said."""
    command = [sys.executable, "build.py", ".", *(f"{form}={builder}" for form, builder in FORMS.items())]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip()


def faults(folder: Path, documents: Sequence[Document]) -> Iterator[Fault]:
    """Build documents as one book; yield what is wrong.

    What is refused by name is left out, and the others are built; a book that crashes is halved.
    """
    write(folder, documents)
    code, said = build(folder)
    if code == 0:
        yield from lost(folder, documents)
    elif named := sorted({int(number) for number in NAMED.findall(said)}):
        for number in named:
            told = (line for line in said.splitlines() if f"d{number:05}.md" in line)
            yield Fault("refused", documents[number], next(told)[-1500:])
        others = [document for number, document in enumerate(documents) if number not in named]
        if others:
            yield from faults(folder / "others", others)
    elif len(documents) == 1:
        yield Fault("refused" if code == 3 else "crash", documents[0], said[-1500:])
    else:
        middle = len(documents) // 2
        for name, part in (("a", documents[:middle]), ("b", documents[middle:])):
            yield from faults(folder / name, part)


def lost(folder: Path, documents: Sequence[Document]) -> Iterator[Fault]:
    """Yield each document of whose words some are missing in a medium."""
    draft = folder / "_build" / "draft"
    paper, ebook = _in_pdf(draft), _in_epub(draft)
    for number, document in enumerate(documents):
        page = (draft / "html" / "chapters" / f"d{number:05}.html").read_text(encoding="utf-8")
        shown = _words(re.search(r"<article.*?>(.*)</article>", page, re.S)[1])  # type: ignore[index]
        expected = shown_words(document.text) if document.tame else shown
        for medium, seen in (("page", shown), ("paper", paper), ("EPUB", ebook)):
            if missing := sorted(expected - seen):
                yield Fault("lost", document, f"{medium} lacks {', '.join(missing[:5])}")


def shown_words(text: str) -> set[str]:
    """Return the words of a tame document that a reader must see: all but the marks of footnotes."""
    return set(WORD.findall(re.sub(r"\[\^w\d{6}\]", "", text)))


def _words(markup: str) -> set[str]:
    """Return the whole words in markup: what stands in tags, such as an address, is not read."""
    return set(WORD.findall(html.unescape(re.sub(r"<[^>]+>", "", markup))))


def _in_epub(draft: Path) -> set[str]:
    with zipfile.ZipFile(next(draft.glob("epub/*.epub"))) as packed:
        texts = [packed.read(name).decode() for name in packed.namelist() if name.endswith("xhtml")]
    return set().union(*map(_words, texts))


def _in_pdf(draft: Path) -> set[str]:
    with pypdfium2.PdfDocument(next(draft.glob("pdf/*.pdf"))) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return set(WORD.findall(re.sub(r"[\ufffe\x02\u200b]\s*", "", text)))
