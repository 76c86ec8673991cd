"""A figure's picture that stands alone, in the gallery or on a reader's disk, shows all its words."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
# The words of a picture that reach beyond its frame, and whether it brings the letters they are measured in.
BEYOND = """async () => {
    await document.fonts.ready
    const frame = document.documentElement.getBoundingClientRect()
    const seen = [...document.querySelectorAll('text')].filter(one => one.textContent.trim())
    const beyond = seen.filter(one => {
        const box = one.getBoundingClientRect()
        return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 4
    })
    const own = [...document.fonts].filter(one => one.family.includes('Brief Sans'))
    const loaded = own.some(one => one.status === 'loaded')
    return [loaded, ...beyond.map(one => one.textContent)]
}"""


@pytest.mark.parametrize("form", ["svg", "narrow.svg"])
def test_every_word_of_a_picture_lies_in_its_frame(read, site, form):
    """In the reader's own letters, which are wider, sources and labels were cut off at the edge."""
    names = sorted(file.name.partition(".")[0] for file in (site / "figures").glob("*.csv"))
    page = read((site / "figures" / f"{names[0]}.{form}").as_uri()).page
    told = {}
    for name in names:
        page.goto((site / "figures" / f"{name}.{form}").as_uri())
        told[name] = page.evaluate(BEYOND)
    assert {name: beyond for name, beyond in told.items() if beyond != [True]} == {}
