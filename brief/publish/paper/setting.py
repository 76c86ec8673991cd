"""Setting: Typst source in, PDF/UA-1 and PDF/A-2a out, with the brief's own fonts and a pinned time."""

from __future__ import annotations

import os
import re
from pathlib import Path

import typst

from brief.design import FONTS
from brief.publish.errors import PublishError

STANDARDS = ["a-2a", "ua-1"]
_PAGE = re.compile(rb"/Type/Page\b")


def compile_pdf(source: Path, inputs: dict[str, str]) -> bytes:
    """Compile a Typst file that stands beside its pictures and templates; `inputs` are design and paper.

    Fonts come from `brief/design/fonts` only (and, for formulas and code, from the pinned Typst wheel).
    Raises PublishError with the hint for anything that Typst refuses or warns of.
    """
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(source),
            root=str(source.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=int(os.environ.get("SOURCE_DATE_EPOCH", "0")),
        )
    except typst.TypstError as error:
        raise PublishError(_told(source, error)) from error
    if warnings:
        raise PublishError("\n".join(dict.fromkeys(_told(source, warning) for warning in warnings)))
    return pdf


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of Typst's has."""
    return len(_PAGE.findall(pdf))


def _told(source: Path, problem: Exception) -> str:
    """Return what Typst says, with its hints."""
    hints = " ".join(str(hint) for hint in getattr(problem, "hints", []) or [])
    said = getattr(problem, "message", None) or str(problem)
    return f"{source.name}: {said}" + (f" ({hints})" if hints else "")
