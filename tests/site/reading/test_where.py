"""Where a reader is: the bar tells chapter and section as the page moves; the contents' ring is whole."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
PAGES = ("chapters/history", "chapters/stakeholders", "chapters/data")
SECTIONS = "() => [...document.querySelectorAll('.contents .sections a')].map(link => link.hash.slice(1))"
HEADINGS = """() => {
  const words = heading => [...heading.childNodes].filter(one => !one.classList?.contains('headerlink'))
    .map(one => one.textContent).join('').trim();
  const sections = [...document.querySelectorAll('article section > h2')];
  const bare = heading => words(heading).replace(/^[\\d.]+ /, '');
  return [words(document.querySelector('h1')).replace('. ', ' '),
    ...sections.map(one => [one.parentElement.id, bare(one)])];
}"""
TOLD = """() => [...document.querySelectorAll('.where')].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect();
  const [chapter, section] = one.querySelectorAll('span:not(.unseen)');
  const words = document.createRange();
  words.selectNodeContents(section);
  const over = words.getBoundingClientRect().right - section.getBoundingClientRect().right;
  const isWhole = over < 0.01
    || section.clientWidth > 0.8 * one.clientWidth;  // a name that no bar of a phone holds
  const isOnTop = one.contains(document.elementFromPoint(box.left + 4, (box.top + box.bottom) / 2));
  const isSeen = isWhole && isOnTop && chapter.clientWidth > 30 && box.top >= 0 && box.bottom <= 60;
  return [chapter.textContent, section.textContent, isSeen];
})"""
MARKED = """() => [...document.querySelectorAll('.contents [aria-current=location]')]
  .map(one => one.hash.slice(1))"""
MOVE = """id => {
  const top = () => document.getElementById(id).getBoundingClientRect().top;
  scrollTo({ top: top() + scrollY - 100, behavior: 'instant' });
  return top() < 140;
}"""
THERE = "id => document.querySelector('.contents [aria-current=location]')?.hash === '#' + id"
RINGS = """() => [...document.querySelectorAll('.contents a')].map(one => {
  if (!one.checkVisibility()) return '';
  one.focus({ focusVisible: true });
  const style = getComputedStyle(one);
  const out = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
  const box = one.getBoundingClientRect();
  let holder = one.parentElement;
  const cuts = one => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX);
  while (!cuts(holder)) holder = holder.parentElement;
  const room = holder.getBoundingClientRect();
  const isCut = box.left - out < room.left - 0.5 || box.right + out > room.left + holder.clientWidth + 0.5;
  return style.outlineStyle === 'none' || isCut ? one.textContent : '';
}).filter(Boolean)"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_bar_tells_chapter_and_section_while_the_page_moves(read, address, name, width):
    page = read(f"{address}{name}.html", width=width).page
    chapter, *headings = page.evaluate(HEADINGS)
    sections = page.evaluate(SECTIONS)
    assert len(sections) > 4
    assert page.evaluate(MOVE, sections[3])
    for anchor in sections:
        if not page.evaluate(MOVE, anchor):
            break  # the page ends before
        page.wait_for_function(THERE, arg=anchor)
        assert page.evaluate(TOLD) == [[chapter, dict(headings)[anchor], True]]
        assert page.evaluate(MARKED) == [anchor]


def test_the_ring_of_the_contents_is_whole(read, address, page_name):
    page = read(f"{address}{page_name}.html", width=1280).page
    assert page.evaluate(RINGS) == []
