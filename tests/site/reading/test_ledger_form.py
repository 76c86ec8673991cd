"""The ledger's form: nothing reaches out of its panel, and a menu shows its longest choice whole."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
OUT = """() => {
  const form = document.querySelector('.ledger-form'), room = form.getBoundingClientRect();
  const style = getComputedStyle(form), edge = side => parseFloat(style[`padding${side}`]) - 1;
  return [...form.querySelectorAll('button, select, input, output, summary')]
    .filter(one => one.checkVisibility()).filter(one => {
      const box = one.getBoundingClientRect();
      return box.left < room.left + edge('Left') || box.right > room.right - edge('Right')
        || box.top < room.top + edge('Top') || box.bottom > room.bottom - edge('Bottom');
    }).map(one => one.name || one.textContent);
}"""
CUT = """() => [...document.querySelectorAll('.ledger-form select')].filter(one => one.checkVisibility())
  .flatMap(one => {
    const style = getComputedStyle(one), pen = document.createElement('canvas').getContext('2d');
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const arrow = 20, edges = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const room = one.clientWidth - edges - arrow;
    return [...one.options].filter(choice => pen.measureText(choice.text).width > room)
      .map(choice => choice.text);
  })"""
GAP = """() => {
  const form = document.querySelector('.ledger-form').getBoundingClientRect();
  const files = document.querySelector('.ledger-files').getBoundingClientRect();
  return Math.max(files.top - form.bottom, form.top - files.bottom);
}"""


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_the_form_holds_its_controls_and_their_words(read, address, width):
    reading = read(f"{address}chapters/claims.html", width=width)
    page = reading.page
    page.wait_for_selector(".ledger-form")
    page.locator(".more-filters > summary").click()
    reading.settle()
    assert page.evaluate(OUT) == []
    assert page.evaluate(CUT) == []
    assert page.evaluate(GAP) >= 4, "what can be taken away stands clear of the form"
