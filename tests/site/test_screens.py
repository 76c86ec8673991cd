"""Every page as a picture in `_build/screens/`, to be looked at: wide, on a phone, in the dark, on paper."""

import io

import pytest
from PIL import Image, ImageStat

pytestmark = [pytest.mark.browser, pytest.mark.book]

LOOKS = {"wide": (1440, "light"), "phone": (390, "light"), "dark": (1440, "dark")}


@pytest.mark.parametrize("look", LOOKS)
def test_each_page_has_its_picture_in_its_theme(read, address, site, page_name, look):
    width, theme = LOOKS[look]
    reading = read(f"{address}{page_name}.html", width=width, theme=theme)
    reading.wake_figures()
    reading.page.evaluate("() => window.scrollTo(0, 0)")
    folder = site.parent / "screens"
    folder.mkdir(exist_ok=True)
    taken = reading.page.screenshot(
        full_page=True, path=folder / f"{page_name.rsplit('/', 1)[-1]}-{look}.jpg", type="jpeg", quality=85
    )
    picture = Image.open(io.BytesIO(taken))
    picture.draft("L", (picture.width // 8, picture.height // 8))  # its mean needs no more
    brightness = ImageStat.Stat(picture.convert("L")).mean[0]
    assert (brightness < 80) if theme == "dark" else (brightness > 180)
