"""What a chart draws can be read: words are whole and clear of lines, points lie inside their frame."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
FEW = 2.0  # pixels that a point, or the room of a word, may reach over an edge
CUT = """few => [...document.querySelectorAll('figure.chart .picture svg')]
  .filter(svg => svg.checkVisibility() && svg.childElementCount).flatMap(svg => {
  const room = svg.getBoundingClientRect(), name = svg.closest('figure').id;
  return [...svg.querySelectorAll('text')].filter(word => !word.closest('[clip-path]')).map(word => {
    const box = word.getBoundingClientRect();
    const over = Math.max(
      room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom);
    return box.width && over > few ? `${name}: ${word.textContent} ${over.toFixed(1)}` : '';
  }).filter(Boolean);
})"""
OUTSIDE = """few => [...document.querySelectorAll('figure.chart')].filter(one => one.view).flatMap(figure => {
  const found = [];
  const walk = (group, width, height) => {  // as Vega holds them: each panel with its marks
    for (const mark of group.items || []) {
      if (mark.clip || (mark.role && !['frame', 'scope', 'mark'].includes(mark.role))) continue;
      for (const item of mark.items || []) {
        if (mark.marktype === 'group') walk(item, item.width ?? width, item.height ?? height);
        else if (mark.marktype === 'symbol' && item.opacity !== 0 && width && height) {
          const over = Math.max(-item.x, item.x - width, -item.y, item.y - height);
          if (over > few) found.push(`${figure.id}: ${over.toFixed(1)}`);
        }
      }
    }
  };
  for (const item of figure.view.scenegraph().root.items) walk(item, item.width, item.height);
  return found;
})"""
# Labels that a line runs through without a halo between, and labels that lie on one another.
STRUCK = """id => {
  const svg = document.querySelector(`#${id} .live svg`), every = [...svg.querySelectorAll('text, line')];
  const box = one => {  // of a word by its letters, of a line as it is drawn
    if (one.tagName !== 'text') return one.getBoundingClientRect();
    const at = one.getScreenCTM(), size = parseFloat(one.getAttribute('font-size')) * at.d;
    const width = one.getComputedTextLength() * at.a;
    const left = at.e - width * ({ middle: 0.5, end: 1 }[one.getAttribute('text-anchor')] ?? 0);
    return { left, right: left + width, top: at.f - 0.75 * size, bottom: at.f };
  };
  const words = [...svg.querySelectorAll('.mark-text text')].filter(one => one.textContent.trim());
  const isHalo = one => one.getAttribute('stroke') && parseFloat(one.getAttribute('stroke-width')) >= 3;
  const labels = words.filter(one => !isHalo(one)), halos = words.filter(isHalo);
  const meet = (one, other, few) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > few
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > few;
  const hides = (halo, label, line) => halo.textContent === label.textContent
    && meet(box(halo), box(label), 1)
    && every.indexOf(halo) > every.indexOf(line);
  const runs = (line, own) => line.left > own.left && line.right < own.right
    && line.top < own.bottom && line.bottom > own.top;
  const lines = [...svg.querySelectorAll('.mark-rule line')];
  const struck = labels.filter(label => lines.some(line => runs(box(line), box(label))
    && !halos.some(halo => hides(halo, label, line))));
  const piled = labels.filter((one, at) => labels.slice(at + 1).some(other => meet(box(one), box(other), 3)));
  return [labels.length, struck.map(one => one.textContent), piled.map(one => one.textContent)];
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_is_cut_and_no_point_lies_outside_its_frame(read, address, page_name, width):
    reading = read(f"{address}{page_name}.html", width=width)
    reading.wake_figures()
    assert reading.page.evaluate(CUT, FEW) == []
    assert reading.page.evaluate(OUTSIDE, FEW) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["coefficient-choices-2015", "coefficient-since-2015"])
def test_labels_on_lines_have_a_halo_and_room_of_their_own(read, address, name, width):
    page = read(f"{address}chapters/data.html", width=width).page
    page.evaluate("id => window.brief.enliven(document.getElementById(id))", f"fig-{name}")
    page.wait_for_selector(f"#fig-{name}[data-state=live]")
    labels, struck, piled = page.evaluate(STRUCK, f"fig-{name}")
    assert labels > 5 and struck == [] and piled == []
