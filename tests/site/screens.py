"""Every page as a picture, to be looked at: wide, on a phone, in the dark.

As a program it writes them to `_build/screens`: `python tests/site/screens.py` (`make screens`).
"""

from __future__ import annotations

import sys
from pathlib import Path

import bookserver
import pages
import reader
from playwright.sync_api import Browser, sync_playwright

LOOKS = {"wide": (1440, "light"), "phone": (390, "light"), "dark": (1440, "dark")}


def take(browser: Browser | reader.Contexts, url: str, look: str, target: Path) -> None:
    """Write a page with living charts as a JPEG, from its top to its end."""
    width, theme = LOOKS[look]
    with reader.reading(browser, url, width=width, theme=theme) as reading:
        reading.wake_figures()
        reading.page.evaluate("() => window.scrollTo(0, 0)")
        reading.page.screenshot(full_page=True, path=target, type="jpeg", quality=85)


def main(executable: str) -> None:
    """Take every page in every look and say where the pictures are."""
    site, folder = pages.ROOT / "_build" / "html", pages.ROOT / "_build" / "screens"
    folder.mkdir(exist_ok=True)
    names = pages.names()
    with sync_playwright() as playwright, bookserver.serving(site) as address:
        browser = reader.launch(playwright, executable)
        for name in names:
            for look in LOOKS:
                target = folder / f"{Path(name).name}-{look}.jpg"
                take(browser, f"{address}{name}.html", look, target)
    print(f"{len(names) * len(LOOKS)} pictures of {len(names)} pages in {folder.relative_to(pages.ROOT)}")


if __name__ == "__main__":
    found = reader.find_browser()
    if found is None:
        sys.exit(reader.NO_BROWSER)
    main(found)
