"""The gallery shows every figure of the book, leads to its place, finds it by words, chapter and table."""

import html
import re

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


def test_four_lines_of_python_read_each_figures_numbers_and_draw_them(site):
    lines = [html.unescape(one) for one in re.findall(r"<pre>(import .*?)</pre>", _gallery(site), re.DOTALL)]
    assert len(lines) > 50
    for code in lines:
        assert len(code.splitlines()) == 4
        scope = {}
        exec("\n".join(code.splitlines()[:3]).replace('read_csv("', f'read_csv("{site}/'), scope)
        drawn = scope["chart"].to_dict()
        fields = [channel["field"].replace("\\", "") for channel in drawn["encoding"].values()]
        assert set(fields) <= set(scope["table"].columns) and len(scope["table"]) > 0, code


def test_four_lines_of_r_name_the_same_columns(site):
    page = _gallery(site)
    for python, r in re.findall(r"<pre>(import .*?)</pre><pre>(library.*?)</pre>", page, re.DOTALL):
        named = re.findall(r"\.data\[\[&#34;(.*?)&#34;\]\]", r)
        assert len(r.splitlines()) == 4 and len(named) == python.count("field=")


def _gallery(site):
    return (site / "gallery.html").read_text(encoding="utf-8")
