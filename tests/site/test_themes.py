"""A page is light or dark as its reader's system is, and can be taken as a picture to be looked at."""

import io

import pytest
import screens
from PIL import Image, ImageStat

pytestmark = [pytest.mark.browser, pytest.mark.book]


def brightness(picture):
    """Return the mean grey of a picture in bytes or of a file, 0 (black) to 255."""
    return ImageStat.Stat(Image.open(picture).convert("L")).mean[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_opens_in_its_readers_theme(read, address, page_name, theme):
    page = read(f"{address}{page_name}.html", theme=theme).page
    seen = brightness(io.BytesIO(page.screenshot()))
    assert (seen < 80) if theme == "dark" else (seen > 180)


@pytest.mark.parametrize("look", screens.LOOKS)
def test_a_whole_page_is_pictured_in_its_theme_and_width(browser, sample_address, tmp_path, look):
    target = tmp_path / "page.jpg"
    screens.take(browser, f"{sample_address}index.html", look, target)
    width, theme = screens.LOOKS[look]
    with Image.open(target) as picture:
        assert picture.width == width and picture.height > 900
    assert (brightness(target) < 80) if theme == "dark" else (brightness(target) > 180)
