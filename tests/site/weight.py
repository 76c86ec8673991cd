"""The compressed bytes that a chapter asks for, beside the same chapter built with stock jupyter-book.

As a program it builds the stock page and prints both: `python tests/site/weight.py` (`make weight`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import bookserver
import reader
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "chapters/history.html"


@dataclass(frozen=True)
class Weight:
    """Compressed bytes until the first view is complete and with living charts; what others are asked for."""

    first: int
    live: int
    requests: int
    foreign: tuple[str, ...]


def weigh(browser: Browser, url: str) -> Weight:
    """Open a page as a new reader does, note what it asks for, then wake its charts."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, sizes, foreign = context.new_page(), [], []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.on("requestfailed", lambda one: foreign.append(one.url) if "//127.0.0.1" not in one.url else None)
    page.goto(url, wait_until="load")
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(300)
    first, requests = sum(sizes), len(sizes)
    page.evaluate("() => document.querySelectorAll('.fold').forEach(fold => { fold.open = true; })")
    page.evaluate("() => window.dispatchEvent(new Event('scroll'))")
    for figure in page.query_selector_all("figure.chart"):
        figure.scroll_into_view_if_needed()
        figure.wait_for_selector("xpath=self::*[@data-state]")
    page.wait_for_timeout(300)
    context.close()
    return Weight(first, sum(sizes), requests, tuple(dict.fromkeys(foreign)))


def stock(folder: Path) -> Path:
    """Build the same chapters with stock jupyter-book and Altair's own output; return the site's folder."""
    sys.path.insert(0, str(ROOT / "tools"))
    import bench_books

    place = bench_books.prepare("stock", ROOT, folder / "stock")
    for command in bench_books.commands("stock", "cold", sys.executable, place):
        subprocess.run(
            command, cwd=place, env=bench_books.environment(place), check=True, capture_output=True
        )
    return bench_books.output("stock", "cold", place)


def main() -> None:
    """Print the weight of every page of the book, then of one chapter beside its stock build."""
    site = ROOT / "_build" / "html"
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = reader.launch(playwright, reader.find_browser() or "")
        with bookserver.serving(site) as address:
            for page in sorted(str(path.relative_to(site)) for path in site.rglob("*.html")):
                ours = weigh(browser, address + page)
                print(f"{page:<30}{ours.first / 1000:7.1f} kB first view{ours.live / 1000:7.1f} kB alive")
            ours = weigh(browser, address + CHAPTER)
        with bookserver.serving(stock(Path(folder)), policy="") as address:
            theirs = weigh(browser, address + CHAPTER)
        browser.close()
    print(f"\n{CHAPTER}: ours {ours.first / 1000:.0f} kB in {ours.requests} requests, all its own")
    print(
        f"stock: {theirs.first / 1000:.0f} kB in {theirs.requests} requests of its own, charts still empty:"
    )
    print(f"{len(theirs.foreign)} scripts from others were blocked: {', '.join(theirs.foreign)}")
    print(f"ours / stock's own, without those scripts: {ours.first / theirs.first:.2f}")


if __name__ == "__main__":
    main()
