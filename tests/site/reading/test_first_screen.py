"""The first screen answers: question, answer, certainty and verdicts are in view, on a desk and a phone."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
SCREENS = {"desk": (1440, 900), "phone": (390, 844)}
SEEN_WHOLE = ["h1", ".hero .answer > p:first-child", ".hero .answer > p:last-child", ".verdict-strip"]
BOX = """node => {
  const box = node.getBoundingClientRect();
  const top = document.querySelector('.top').getBoundingClientRect().bottom;
  const across = box.left >= 0 && box.right <= innerWidth;
  return { over: box.top >= top, within: across && box.bottom <= innerHeight,
           painted: box.width > 100 && box.height > 10 };
}"""


LOOKS = ("light", "dark", "stand-in face")


@pytest.fixture(params=[(screen, look) for screen in SCREENS for look in LOOKS], ids=" ".join)
def front(request, contexts, address):
    """The front page as a new reader meets it: the brief's own face may come too late for the first paint."""
    (width, height), look = SCREENS[request.param[0]], request.param[1]
    theme = "dark" if look == "dark" else "light"
    settings = {"viewport": {"width": width, "height": height}, "color_scheme": theme}
    with contexts.lent(address, settings) as context:
        page = context.new_page()
        if look == "stand-in face":
            page.route("**/fonts/*", lambda route: route.abort())
        page.goto(f"{address}index.html", wait_until="load")
        page.evaluate("() => document.fonts.ready")
        yield page


def test_question_answer_certainty_and_verdicts_are_in_view_whole(front):
    for selector in SEEN_WHOLE:
        seen = front.eval_on_selector(selector, BOX)
        assert seen == {"over": True, "within": True, "painted": True}, selector
    assert front.inner_text("h1").rstrip("¶").endswith("?")


def test_the_picture_stands_beside_the_answer_on_a_desk(front):
    if front.viewport_size["width"] < 1000:
        pytest.skip("on a phone the picture follows the answer")
    words, picture = (
        front.eval_on_selector(each, "node => node.getBoundingClientRect().toJSON()")
        for each in (".hero .answer", ".hero .picture")
    )
    assert picture["left"] > words["right"] and picture["top"] < words["bottom"]
    assert picture["right"] <= 1440 and picture["bottom"] <= 900, picture


def test_each_verdict_leads_to_its_claims_in_the_ledger(front):
    links = front.eval_on_selector_all(
        ".verdict-strip .key a", "all => all.map(one => [one.innerText, one.href])"
    )
    marks = front.eval_on_selector_all(".verdict-strip .marks .shape", "all => all.length")
    assert sum(int(words.split()[0]) for words, _ in links) == marks > 50
    address = links[0][1]
    front.goto(address, wait_until="load")
    shown = front.eval_on_selector_all(
        ".ledger-entry .verdict",
        "all => all.filter(one => one.checkVisibility()).map(one => one.innerText.trim())",
    )
    assert shown and len(set(shown)) == 1


def test_three_doors_lead_to_pages_of_the_book(front):
    doors = front.eval_on_selector_all(".doors a", "all => all.map(one => one.href)")
    assert len(doors) == 3
    for address in doors:
        front.goto("about:blank")
        assert front.goto(address).status == 200


def test_what_is_downloaded_shows_an_arrow_and_what_is_opened_does_not(front):
    arrows = front.eval_on_selector_all(
        ".take-along a, .tools a",
        """all => all.map(one => [one.innerText.trim(), /\\.(zip|pdf)$/.test(one.pathname),
             one.querySelector('path')?.getAttribute('d')])""",
    )
    shape = {path for _, is_file, path in arrows if is_file and path}  # links in a line have no sign
    assert len(shape) == 1
    assert [words for words, is_file, path in arrows if not is_file and path in shape] == []
