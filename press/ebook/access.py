"""What the EPUB says of its own accessibility, after EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/).

A feature is named when the file has it. Conformance is claimed only for a book whose `_config.yml` records an
evaluation (`brief_ebook_evaluated`: `conforms_to`, `date`, and the `gaps` that it found).
"""

from __future__ import annotations

import re

from press.configuration.parts import Evaluation

FEATURES = (
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)
IN_THE_PAGES = (
    ("alternativeText", r"<svg|<img"),
    ("longDescription", r'<table aria-labelledby="fig-'),
    ("MathML", r"<math"),
    ("describedMath", r"<math[^>]* alttext="),
)
SUMMARY = (
    "Every chart is described in words, and its numbers stand in a table at the end of the book, linked "
    "from the chart; headings, lists, tables, notes and formulas are marked as such. It has no page numbers."
)
NOT_EVALUATED = "Tested by program (Ace and axe); nobody has evaluated it, and no conformance is claimed."
EVALUATED = (
    "Its makers evaluated it themselves, criterion by criterion, by program (Ace, axe) and by looking at its "
    "pages in a browser. It was tried with no screen reader, and nobody else has evaluated it."
)


def described(pages: str, evaluated: Evaluation | None) -> list[tuple[str, str]]:
    """Return schema.org's terms and what they say of a book, given its pages' text and evaluation."""
    features = [*FEATURES, *(name for name, sign in IN_THE_PAGES if re.search(sign, pages))]
    has_pictures = bool(re.search(r"<svg|<img", pages))
    return [
        ("accessMode", "textual"),
        *([("accessMode", "visual"), ("accessModeSufficient", "textual,visual")] if has_pictures else []),
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", name) for name in sorted(features, key=str.lower)),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", _summary(evaluated)),
    ]


def _summary(evaluated: Evaluation | None) -> str:
    """Return in plain words what a reader can expect, who says so, and what is amiss."""
    found = (EVALUATED, evaluated.gaps) if evaluated else (NOT_EVALUATED,)
    return " ".join(filter(None, (SUMMARY, *found)))
