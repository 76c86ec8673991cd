"""Setting: Typst source in, PDF/UA-1 and PDF/A-2a out, with the brief's own fonts and a pinned time."""

from __future__ import annotations

import os
import re
from pathlib import Path

from press.errors import PublishError
from press.look import FONTS
from press.paper import TEMPLATE, compile_server

STANDARDS = ["a-2a", "ua-1"]
_ENDLESS = re.compile(r"did not (converge|stabilize)")
_PAGE = re.compile(rb"/Type/Page\b")


def compile_pdf(source: Path, design: str, paper: str) -> bytes:
    """Compile a Typst file that stands beside its pictures and templates, in a design, for a paper.

    Fonts come from `press/look/fonts` only (and, for formulas and code, from the pinned Typst wheel).
    Where Typst's five layouts do not come to an end, since a chapter was set tighter in the last, no chapter
    is. Raises PublishError with the hint for anything that Typst refuses or warns of.
    """
    pdf, problems = _compiled(source, f"{design} {paper}")
    if any(_ENDLESS.search(said) for said, *_ in problems):
        pdf, problems = _compiled(source, f"{design} {paper} loose")
    if problems:
        told = (_sentence(source, *problem) for problem in problems)
        raise PublishError("\n".join(dict.fromkeys(told)))
    return pdf


def _compiled(source: Path, how: str) -> compile_server.Sheets:
    """Compile a file; `how` names design and paper, and whether chapters may be set tighter."""
    options = {
        "root": str(source.parent),
        "font_paths": [str(FONTS)],
        "ignore_system_fonts": True,
        # One input: several reach Typst in any order, and each order is another document to it.
        "sys_inputs": {"set": how},
        "pdf_standards": STANDARDS,
        "timestamp": int(os.environ.get("SOURCE_DATE_EPOCH", "0")),
    }
    return compile_server.compiled(str(source), options)


def _sentence(source: Path, said: str, hints: list[str], file: str, line: int) -> str:
    """Return what Typst says: of a template with its line, of the document without, which nobody edits."""
    place = f"press/paper/template/{file}, line {line}" if (TEMPLATE / file).is_file() else source.name
    return f"{place}: {said}" + (f" ({' '.join(hints)})" if hints else "")


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst's has."""
    return len(_PAGE.findall(pdf))
