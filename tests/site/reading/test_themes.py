"""Each page, with living charts and to its end, is light or dark as its reader's system is."""

import pytest
import screens
from PIL import Image, ImageStat

pytestmark = [pytest.mark.browser, pytest.mark.book]


@pytest.mark.parametrize("look", screens.LOOKS)
def test_a_page_is_in_its_readers_theme_to_its_end(contexts, address, page_name, tmp_path, look):
    target = tmp_path / "page.jpg"
    screens.take(contexts, f"{address}{page_name}.html", look, target)
    width, theme = screens.LOOKS[look]
    picture = Image.open(target)
    assert picture.width == width and (picture.height > 900 or page_name == "search")
    picture.draft("L", (width // 8, picture.height // 8))  # its mean needs no more
    brightness = ImageStat.Stat(picture.convert("L")).mean[0]
    assert (brightness < 80) if theme == "dark" else (brightness > 180)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_switch_says_what_it_does(read, address, theme):
    page = read(f"{address}chapters/history.html", theme=theme).page
    other = {"light": "dark", "dark": "light"}[theme]
    for leads_to in (other, theme):
        button = page.locator("button.theme-toggle")
        assert (button.inner_text(), button.get_attribute("title")) == (
            leads_to.capitalize(),
            f"Change to the {leads_to} theme",
        )
        button.click()
        assert page.evaluate("() => document.documentElement.dataset.theme") == leads_to
