"""In the text a claim underlines its words by its verdict; beside a paragraph stand three notes at most."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
PAGE = "chapters/history.html"
LINES = """() => [...document.querySelectorAll('.claimed')].map(words => {
  const look = getComputedStyle(words), verdict = [...words.classList].find(name => name.startsWith('in-'));
  return [verdict, look.textDecorationStyle, look.textDecorationColor, words.textContent];
})"""
BESIDE = """() => [...document.querySelectorAll('article p:has(.claim)')].map(text => ({
  notes: [...text.querySelectorAll('.side-note')].filter(note => note.checkVisibility()).length,
  lines: [...text.querySelectorAll('.told')].filter(line => line.checkVisibility()).length,
  claims: text.querySelectorAll('.claim').length,
  told: [...text.querySelectorAll('.side-note, a.claim-number')].filter(one => one.checkVisibility()).length,
}))"""


def test_words_are_underlined_in_colour_and_in_a_line_of_the_verdict(read, address):
    looks = read(f"{address}{PAGE}").page.evaluate(LINES)
    assert len(looks) > 12 and all(len(words) >= 12 for *_, words in looks)
    by_verdict = {}
    for verdict, line, colour, _ in looks:
        by_verdict.setdefault(verdict, set()).add((line, colour))
    assert all(len(look) == 1 for look in by_verdict.values())
    assert len(by_verdict) >= 4 and len({line for look in by_verdict.values() for line, _ in look}) >= 4


@pytest.mark.parametrize("width", [1280, 1440])
def test_three_notes_stand_open_at_most_and_tell_the_verdict_only(read, address, width):
    beside = read(f"{address}{PAGE}", width=width).page.evaluate(BESIDE)
    assert max(text["notes"] for text in beside) == 3 < max(text["claims"] for text in beside)
    assert not any(text["lines"] for text in beside)
    assert all(text["told"] >= text["claims"] for text in beside), "a claim without a number"


def test_the_rest_of_a_note_is_told_to_who_asks(read, address):
    page = read(f"{address}{PAGE}", width=1440).page
    note = page.locator(".claim .side-note:visible").first
    note.hover()
    assert note.locator(".told").is_visible()
    page.mouse.move(2, 2)
    note.locator("a.verdict").focus()
    assert note.locator(".told").is_visible()


def test_on_a_phone_the_number_opens_the_whole_note(read, address):
    page = read(f"{address}{PAGE}", width=390).page
    page.locator("button.claim-number").first.click()
    assert page.locator(".side-note:popover-open .told").is_visible()
