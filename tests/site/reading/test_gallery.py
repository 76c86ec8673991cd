"""The gallery shows every figure of the book, leads to its place, finds it by words, chapter and table."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
VISIBLE = "all => all.filter(one => one.checkVisibility()).map(one => one.innerText)"


def test_every_figure_has_a_card_that_leads_to_it(read, address, site):
    page = read(f"{address}gallery.html").page
    links = page.eval_on_selector_all(".gallery a", "all => all.map(one => one.getAttribute('href'))")
    figures = {file.name.partition(".")[0] for file in (site / "figures").glob("*.csv")}
    assert {link.rpartition("#fig-")[2] for link in links} == figures
    for link in links:
        place, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in (site / place).read_text(encoding="utf-8"), link


def test_the_pictures_of_the_first_cards_are_painted(read, address):
    page = read(f"{address}gallery.html").page
    page.wait_for_function("() => document.querySelector('.gallery img').complete")
    assert page.eval_on_selector(".gallery img", "one => one.naturalWidth > 100 && one.clientHeight > 100")


def test_words_chapter_and_table_find_figures_and_the_address_keeps_them(read, address):
    page = read(f"{address}gallery.html").page
    total = len(page.eval_on_selector_all(".gallery > li", VISIBLE))
    page.fill(".gallery-form [name=words]", "troops")
    found = page.eval_on_selector_all(".gallery > li", VISIBLE)
    assert 0 < len(found) < total and all("troops" in text.lower() for text in found)
    page.fill(".gallery-form [name=words]", "")
    page.select_option(".gallery-form [name=table]", "trade_korea")
    by_table = page.eval_on_selector_all(".gallery > li", VISIBLE)
    assert 0 < len(by_table) < total
    assert "table=trade_korea" in page.url
    page.reload()
    assert page.eval_on_selector_all(".gallery > li", VISIBLE) == by_table


def test_without_script_every_card_is_there_and_no_form(read, address):
    page = read(f"{address}gallery.html", java_script_enabled=False).page
    assert len(page.query_selector_all(".gallery > li")) > 50
    assert not page.is_visible(".gallery-form")
