"""On no sheet do words stand over other words: notes beside wide text, reasons beside columns."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

LEAST = 40  # square points of the smaller line: marks of notes and powers lie over the edge of their line
SHARE = 0.15  # of the smaller line that may lie under another: letters reach into the line over theirs

Box = tuple[float, float, float, float]


def _shared(one: Box, other: Box) -> float:
    """Return the share of the smaller box that both cover."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if min(width, height) > 2 and smaller > LEAST else 0.0


def _over(page: pypdfium2.PdfPage) -> list[tuple[str, str]]:
    """Return the pairs of lines of a sheet of which one lies over the other."""
    text = page.get_textpage()
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    pairs = [(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]]
    return [
        (text.get_text_bounded(*one)[:30], text.get_text_bounded(*other)[:30])
        for one, other in pairs
        if _shared(one, other) > SHARE
    ]


@pytest.mark.parametrize("file", ["strategic-reset.pdf"])
def test_no_words_stand_over_others(real: Path, file: str) -> None:
    sheets = pypdfium2.PdfDocument(real / "pdf" / file)
    found = {number: over[:2] for number, page in enumerate(sheets, 1) if (over := _over(page))}
    assert found == {}
