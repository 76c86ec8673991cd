"""A figure's drawing, its picture in the page and its living chart show the same marks and words."""

from collections import Counter

import painted
import pytest
from lxml import etree, html

from press.book.figure_parts import inline_svg

pytestmark = pytest.mark.book
TOLERANCE = 0.6  # pixels: places are cut to a tenth, group in group
# What a reader sees of each figure in the form that is shown: words, and shapes with a fill, an outline or
# both. A mark that waits for the pointer is not painted, so it does not count.
SEEN = """([part, drawings]) => [...document.querySelectorAll('figure.chart')].map(figure => {
  const forms = ['wide', 'narrow'].map(form => figure.querySelector(`.picture > .${form}`));
  const place = forms.find(one => one.checkVisibility()) ?? forms[0], own = place.querySelector(part);
  const drawn = document.createElement('div');
  const given = drawings[figure.dataset.figure]?.[forms.indexOf(place)];
  drawn.innerHTML = own?.childElementCount ? '' : given ?? '';
  place.append(drawn);
  const clear = /^none$|^transparent$|^rgba\\(.*, 0\\)$/;
  const kind = mark => {
    const look = getComputedStyle(mark), isLine = mark.tagName === 'line';
    const has = name => !clear.test(look[name]) && parseFloat(look[name + 'Opacity']) > 0;
    const fill = !isLine && has('fill'), outline = has('stroke') && parseFloat(look.strokeWidth) > 0;
    if (!fill && !outline || mark.getAttribute('d') === '') return [];
    if (mark.tagName === 'text') return [`words: ${mark.textContent}`];
    return [`${isLine ? 'line' : 'shape'}${fill ? ', filled' : ''}${outline ? ', outlined' : ''}`];
  };
  const all = (drawn.querySelector('svg') ?? own)?.querySelectorAll('path, line, rect, circle, text') ?? [];
  const found = [...all].filter(mark => !mark.closest('defs, clipPath, mask')
    && mark.checkVisibility({ opacityProperty: true, visibilityProperty: true })).flatMap(kind);
  drawn.remove();
  return [figure.dataset.figure, found];
})"""


@pytest.fixture(scope="module")
def pictures(site):
    """The picture of each figure that stands open in the built pages, by name and form."""
    pages = [html.parse(page).getroot() for page in site.rglob("*.html") if "pdf" not in page.parts]
    return {
        (figure.get("data-figure"), form): figure.find_class(form)[0].find("svg")
        for page in pages
        for figure in page.find_class("chart")
        if "folded" not in figure.get("class")
        for form in inline_svg.FORMS
    }


def compared(bundles, pictures):
    """Return each drawing beside its picture."""
    return [
        (key, etree.fromstring(getattr(bundles[key[0]].svg, key[1])), svg) for key, svg in pictures.items()
    ]


def test_every_picture_paints_the_marks_of_its_drawing(bundles, pictures):
    assert len(pictures) > 40
    lost = {
        key: painted.marks(drawing) - painted.marks(svg) for key, drawing, svg in compared(bundles, pictures)
    }
    assert {key: marks for key, marks in lost.items() if marks} == {}, (
        "marks of the drawing that are not painted"
    )
    more = {
        key: painted.marks(svg) - painted.marks(drawing) for key, drawing, svg in compared(bundles, pictures)
    }
    assert {key: marks for key, marks in more.items() if marks} == {}, "marks that the drawing does not paint"


def test_words_stand_where_the_drawing_has_them(bundles, pictures):
    strayed = {}
    for key, drawing, svg in compared(bundles, pictures):
        pairs = zip(painted.words(drawing), painted.words(svg), strict=True)
        found = [(one, other) for one, other in pairs if _distance(one, other) > TOLERANCE]
        strayed.update({key: found} if found else {})
    assert strayed == {}


def _distance(one, other):
    return max(abs(one[1] - other[1]), abs(one[2] - other[2])) if one[0] == other[0] else float("inf")


def test_the_picture_without_a_theme_paints_the_same(bundles):
    for name, bundle in bundles.items():
        for form in inline_svg.FORMS:
            drawing, picture = (
                getattr(bundle.svg, form),
                inline_svg.picture(bundle, form, recolour=lambda _: None),
            )
            svg = html.fragment_fromstring(picture).find("svg")
            assert painted.marks(svg) == painted.marks(etree.fromstring(drawing)), f"{name}, {form}"


def _drawings(bundle):
    return [getattr(bundle.svg, form) for form in inline_svg.FORMS]


@pytest.mark.browser
def test_the_living_chart_paints_the_marks_of_its_picture(read, address, bundles, page_name):
    reading = read(f"{address}{page_name}.html", width=1440)
    pictures = dict(reading.page.evaluate(SEEN, ["svg.drawing", {}]))
    folded = {name: _drawings(bundles[name]) for name, marks in pictures.items() if not marks}
    reading.wake_figures()
    pictures |= {
        name: marks for name, marks in reading.page.evaluate(SEEN, ["svg.drawing", folded]) if name in folded
    }
    living = dict(reading.page.evaluate(SEEN, [".live svg", {}]))
    assert all(pictures.values()) and living.keys() == pictures.keys()
    differing = {
        name: (Counter(pictures[name]) - Counter(marks), Counter(marks) - Counter(pictures[name]))
        for name, marks in living.items()
        if Counter(marks) != Counter(pictures[name])
    }
    assert differing == {}, "painted in the picture alone, painted in the living chart alone"


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ('<path d="M0,0h1" stroke="#000" fill="#fff" fill-opacity="0"/>', "shape, stroke"),
        ('<path d="M0,0h1" stroke="#000" fill="#fff" opacity="0"/>', None),
        ('<line x2="3" stroke="#000"/>', "line, stroke"),
        ('<circle r="2"/>', "shape, fill"),
        ("<text>Seoul</text>", "words 'Seoul'"),
    ],
)
def test_the_count_sees_what_is_painted(mark, kind):
    svg = etree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{mark}</svg>')
    assert painted.marks(svg) == (Counter([kind]) if kind else Counter())
