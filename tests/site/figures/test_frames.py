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

# Words that a line runs through, or over which a mark is painted, or that lie on a dot: looked for at points
# in the middle of the letters. A halo of the same words, or a filled shape, hides what was painted before
# it, if it is a little wider: beside a narrow bubble a line would still make a plus of a 1. A grid line
# across a long word touches one letter; a number in a bubble lies within it.
COVERED = """() => [...document.querySelectorAll('figure.chart .picture svg')]
  .filter(svg => svg.checkVisibility() && svg.childElementCount).flatMap(svg => {
  const step = 1.5, half = 0.5, few = 3, small = 14, faint = 0.15;
  const strength = (one, name) => {
    const look = getComputedStyle(one), isClear = /^none$|^transparent$|, 0\\)$/.test(look[name]);
    const isNone = isClear || name === 'stroke' && !parseFloat(look.strokeWidth);
    let seen = isNone ? 0 : parseFloat(look[name + 'Opacity']);
    for (let on = one; on !== svg; on = on.parentElement) seen *= parseFloat(getComputedStyle(on).opacity);
    return seen;
  };
  const marks = [...svg.querySelectorAll('text, path, line, rect, circle')]
    .filter(one => !one.closest('defs, clipPath, [transform*=rotate]'))
    .filter(one => one.checkVisibility({ opacityProperty: true }))
    .map(one => ({ one, isText: one.tagName === 'text', box: one.getBoundingClientRect(),
      fill: one.tagName === 'line' ? 0 : strength(one, 'fill'), stroke: strength(one, 'stroke') }));
  const isHalo = mark => mark.isText && mark.stroke
    && parseFloat(getComputedStyle(mark.one).strokeWidth) >= 3;
  const near = (box, other) => Math.abs(box.left - other.left) < 4 && Math.abs(box.top - other.top) < 4;
  const holds = (box, x, y) => x > box.left && x < box.right && y > box.top && y < box.bottom;
  const touched = (mark, box, over) => {  // how many of the word's columns meet the mark, in pixels
    const margin = 0.3 * box.height, top = box.top + margin, end = box.bottom - margin;
    const isBeside = mark.box.right + 2 < box.left || mark.box.left - 2 > box.right;
    if (isBeside || mark.box.bottom + 2 < top || mark.box.top - 2 > end) return 0;
    const into = mark.one.getScreenCTM().inverse();
    const isOn = at => mark.stroke > faint && mark.one.isPointInStroke(at)
      || over && mark.fill > faint && mark.one.isPointInFill(at);
    let count = 0;
    for (let x = box.left + 1; x < box.right; x += step) {
      let y = top;
      while (y <= end && !isOn(new DOMPoint(x, y).matrixTransform(into))) y += half;
      if (y <= end) count += step;
    }
    return count;
  };
  const found = [];
  marks.forEach((word, place) => {
    if (!word.isText || isHalo(word) || word.fill < 0.3) return;
    const halo = marks.findIndex((one, at) => at < place && isHalo(one)
      && one.one.textContent === word.one.textContent && near(one.box, word.box));
    const spans = [...word.one.querySelectorAll('tspan')], lines = spans.length ? spans : [word.one];
    for (const line of lines.filter(one => one.textContent.trim())) {
      const box = line.getBoundingClientRect();
      const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
      const room = line.textContent.trim().length > 1 ? -1 : 2;
      marks.forEach((mark, at) => {
        if (mark.isText || at < halo || !mark.fill && !mark.stroke) return;
        const isDot = mark.box.width < small && mark.box.height < small && !holds(mark.box, x, y);
        const many = touched(mark, box, at > place || isDot);
        const isHidden = () => marks.slice(at + 1, Math.max(place, at)).some(one => !one.isText
          && one.fill > 0.95 && holds(one.box, box.left - room, y) && holds(one.box, box.right + room, y));
        const least = at > place || isDot ? few : Math.max(few, box.width / 2);
        if (many >= least && !isHidden()) found.push(`${svg.closest('figure').id}: ${line.textContent}`);
      });
    }
  });
  return found;
})"""
# How far, in pixels of a phone, words of narrow drawings reach over their drawing: all figures in one page.
OVER_NARROW = """async ([names, room]) => {
  document.body.innerHTML = '';
  document.body.style.cssText = `width: ${room}px; margin: 100px`;
  const read = name => fetch(`figures/${name}.narrow.svg`).then(got => got.text());
  const drawings = await Promise.all(names.map(read));
  document.body.innerHTML = drawings.map(drawing => `<div class="picture">${drawing}</div>`).join('');
  await document.fonts.load('600 13px "Brief Sans"').then(() => document.fonts.ready);
  return [...document.querySelectorAll('.picture svg')].map((svg, place) => {
    const frame = svg.getBoundingClientRect();
    const over = [...svg.querySelectorAll('text')].map(word => word.getBoundingClientRect())
      .filter(box => box.width).map(box => Math.max(
        frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom));
    return [names[place], Math.max(...over)];
  });
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_is_cut_or_covered_and_no_point_lies_outside_its_frame(read, address, page_name, width):
    reading = read(f"{address}{page_name}.html", width=width)
    reading.wake_figures()
    assert reading.page.evaluate(CUT, FEW) == []
    assert reading.page.evaluate(OUTSIDE, FEW) == []
    assert reading.page.evaluate(COVERED) == []


@pytest.mark.parametrize("room", [320, 360])
def test_no_word_of_a_narrow_drawing_overhangs_it(read, address, bundles, room):
    over = dict(read(f"{address}index.html").page.evaluate(OVER_NARROW, [[*bundles], room]))
    assert len(over) > 60 and {name: most for name, most in over.items() if most > FEW} == {}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["coefficient-choices-2015", "coefficient-since-2015"])
def test_labels_on_lines_have_a_halo_and_room_of_their_own(read, address, name, width):
    page = read(f"{address}chapters/data.html", width=width).page
    page.evaluate("id => window.brief.enliven(document.getElementById(id))", f"fig-{name}")
    page.wait_for_selector(f"#fig-{name}[data-state=live]")
    labels, struck, piled = page.evaluate(STRUCK, f"fig-{name}")
    assert labels > 5 and struck == [] and piled == []
