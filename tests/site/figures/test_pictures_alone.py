"""A figure's picture that stands alone, in the gallery or on a reader's disk, shows all its words."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
# The words of a picture that are wider than said, or reach beyond its frame. No face of the book is loaded.
BEYOND = """() => {
    const frame = document.documentElement.getBoundingClientRect()
    const seen = [...document.querySelectorAll('text')].filter(one => one.textContent.trim())
    const lines = seen.flatMap(one => one.children.length ? [...one.children] : [one])
    const loose = lines.filter(one =>
        !one.hasAttribute('textLength') ||
        Math.abs(one.getComputedTextLength() - one.getAttribute('textLength')) > 1)
    const beyond = seen.filter(one => {
        const box = one.getBoundingClientRect()
        return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 4
    })
    return [...loose, ...beyond].map(one => one.textContent)
}"""


@pytest.mark.parametrize("form", ["svg", "narrow.svg"])
def test_every_word_of_a_picture_keeps_its_place_in_the_readers_own_letters(read, site, form):
    """They are wider than the book's: sources and labels were cut off at the edge."""
    names = sorted(file.name.partition(".")[0] for file in (site / "figures").glob("*.csv"))
    page = read((site / "figures" / f"{names[0]}.{form}").as_uri()).page
    told = {}
    for name in names:
        page.goto((site / "figures" / f"{name}.{form}").as_uri())
        told[name] = page.evaluate(BEYOND)
    assert {name: beyond for name, beyond in told.items() if beyond} == {}
