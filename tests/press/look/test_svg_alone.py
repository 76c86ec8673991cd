"""What a picture that stands alone says of its texts: a width where they are of the book's own letters."""

import pytest

from press.look import SANS
from press.page.files import svg_alone

OWN = f'font-family="{SANS}" font-size="10px"'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"<text {OWN}>AA</text>", 1),
        (f'<text {OWN} font-weight="bolder">&amp; so on</text>', 1),
        (f"<text {OWN}><tspan>1991</tspan><tspan x='0' dy='14'>1995</tspan></text>", 2),
        (f"<text/><text {OWN}>after one that closes itself</text>", 1),
        ('<text font-family="Courier" font-size="10px">AA</text>', 0),
        (f"<text {OWN}>한미동맹</text>", 0),
        (f"<text {OWN}> </text>", 0),
        (f'<text {OWN} textLength="9">AA</text>', 1),
        (f'<text {OWN} style="font-size:30px">AA</text>', 0),
        (f'<text font-family="{SANS}" font-size="1.5em">AA</text>', 0),
        (f"<text {OWN}><tspan font-size='24px'>AA</tspan></text>", 0),
    ],
)
def test_texts_of_the_books_letters_say_how_wide_they_are(text, told):
    assert svg_alone.measured(text).count('textLength="') == told


def _of(words):
    return svg_alone.measured(f"<text {OWN}>{words}</text>").split('textLength="')[1].split('"')[0]


def test_a_wider_weight_and_a_larger_size_are_wider():
    def width(more):
        return float(
            svg_alone.measured(f"<text {more}>widened</text>").split('textLength="')[1].split('"')[0]
        )

    normal = width(OWN)
    assert width(f'{OWN} font-weight="600"') > normal
    assert svg_alone.measured(f"<text {OWN}>a   b</text>").count(f'"{_of("a b")}"') == 1
    assert width(OWN.replace("10px", "20px")) == pytest.approx(2 * normal, abs=0.1)
