"""A slide's headline is set in lines of about one length: it ends in no word that stands alone."""

from itertools import groupby

import pytest
from pdf_reading import lines

pytestmark = pytest.mark.book
LARGE = 22.0  # points: the height of a line of the headline, and of nothing else on a slide
SHORTEST = 0.4  # of its longest line


@pytest.fixture(scope="module")
def headlines(real):
    """Return the lines of each slide's headline, by the slide's number."""
    placed, sizes = lines(real / "pdf" / "strategic-reset-slides.pdf")
    large = [line for line in placed if line.bottom - line.y > LARGE]
    found = {page: list(part) for page, part in groupby(large, key=lambda line: line.page)}
    assert found.keys() >= set(range(2, len(sizes) + 1)), "a slide after the first without a headline"
    return found


def test_no_headline_ends_in_a_word_of_its_own(headlines):
    several = {page: found for page, found in headlines.items() if len(found) > 1}
    assert len(several) > 5
    widths = {page: [line.right - line.x for line in found] for page, found in several.items()}
    alone = {
        page: found[-1].text
        for page, found in several.items()
        if " " not in found[-1].text or widths[page][-1] < SHORTEST * max(widths[page])
    }
    assert alone == {}
