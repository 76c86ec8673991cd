"""The gallery shows every figure of the book, leads to its place, finds it by words, chapter and table."""

import html
import json
import re
import shutil
import subprocess

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
FIELD = re.compile(r'field="((?:[^"\\]|\\.)*)"')
DATA = re.compile(r'\.data\[\["((?:[^"\\]|\\.)*)"\]\]')
R = ("Rscript", "-e")
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
    for python, r in _pairs(site):
        fields = {json.loads(f'"{one}"').replace("\\", "") for one in FIELD.findall(python)}
        assert len(r.splitlines()) == 4 and {json.loads(f'"{one}"') for one in DATA.findall(r)} == fields


def test_r_draws_every_figure_from_the_files_beside(site, tmp_path):
    """As a reader has them: the lines are run in the folder of the site, all in one R."""
    if shutil.which("Rscript") is None or subprocess.run([*R, "library(ggplot2)"], check=False).returncode:
        pytest.skip("no R with ggplot2 on this machine")
    lines = [r.replace('ggsave("', f'ggsave("{tmp_path}/') for _, r in _pairs(site)]
    script = tmp_path / "all.R"
    script.write_text("options(warn = 1)\n" + "\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(["Rscript", script], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("*.png"))) == len(lines) > 50
    assert "group consists of only one" not in done.stderr


def _pairs(site):
    found = re.findall(r"<pre>(import .*?)</pre><pre>(library.*?)</pre>", _gallery(site), re.DOTALL)
    return [(html.unescape(python), html.unescape(r)) for python, r in found]


def _gallery(site):
    return (site / "gallery.html").read_text(encoding="utf-8")
