"""A drawing in the page: lighter than it came, and nothing that can be seen is lost."""

from lxml import html
from one_bundle import bundle

from press.book.figure_parts import inline_svg
from press.look import PAPER

SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10"><g fill="none">
<clipPath id="a-clip"><path d="M0,0h5v5Z"/></clipPath>
<path class="background" aria-hidden="true" d="M0,0h9"/>
<path d="M1.234,5.678L2,3" stroke="{PAPER["ink"].light}" opacity="1"/>
<path d="M4,4" fill="#123456" opacity="0"/>
<g transform="scale(0.0125)"><text x="1.55" fill="#58606a" font-size="13px">Seoul</text></g><g></g>
</g></svg>"""


def picture(svg=SVG, alt='A "line" & more'):
    return inline_svg.picture(bundle(svg=svg, alt=alt), "wide")


def test_what_is_seen_stays_and_what_is_not_goes():
    drawn = picture()
    assert "Seoul" in drawn and "M1.2,5.6L2,3" in drawn
    assert "#123456" not in drawn and "background" not in drawn and "<g></g>" not in drawn


def test_a_hollow_mark_stays_and_one_that_is_neither_filled_nor_outlined_goes():
    hollow = '<path d="M0,0h1" fill="#abcdef" fill-opacity="0" stroke="#000000"/>'
    bare = '<path d="M0,0h2" fill="#abcdef" fill-opacity="0"/>'
    drawn = picture(SVG.replace("<g></g>", hollow + bare))
    assert 'd="M0,0h1"' in drawn and 'd="M0,0h2"' not in drawn


def test_the_second_line_of_a_text_stands_under_its_first():
    lines = '<tspan>One</tspan><tspan x="0" dy="17">Two</tspan>'
    text = f'<text transform="translate(8,18)" fill="#000000">{lines}</text>'
    assert text in picture(SVG.replace("<g></g>", text))


def test_the_shape_of_a_clip_stays_though_nobody_paints_it():
    assert '<clipPath id="a-clip"><path d="M0,0h5v5Z"/></clipPath>' in picture()


def test_a_scale_is_not_rounded():
    assert "scale(0.0125)" in picture()


def test_the_palette_becomes_variables_of_the_theme():
    assert 'stroke="var(--ink)"' in picture()


def test_the_drawing_is_one_picture_with_one_description():
    drawn = picture()
    svg = html.fragment_fromstring(drawn).find("svg")
    assert drawn.count('role="img"') == 1 and svg.get("aria-label") == 'A "line" & more'
    assert "aria-hidden" not in drawn


def test_controls_are_counted_through_layers_and_not_in_the_data():
    bound = {"name": "a", "bind": {"input": "range"}}
    spec = {
        "layer": [{"params": [bound, {"name": "zoom", "bind": "scales"}]}],
        "datasets": {"d": [{"bind": {}}]},
    }
    assert inline_svg.controls(bundle(spec=spec), "wide") == 1
