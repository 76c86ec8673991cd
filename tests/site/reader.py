"""A reader in a real browser: opens pages of the book, wakes its figures, and notes what goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NO_BROWSER = (
    "no Chromium was found; on Debian: apt install chromium, elsewhere: "
    ".venv/bin/python -m playwright install chromium, or name one: CHROMIUM=/path/to/it make test"
)
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "brave-browser",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OF_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/chrome-*/*headless*shell",
)
WATCH = """
window.shifted = []; window.blocked = [];
document.fonts.addEventListener('loadingdone', () => { window.facesUsed = performance.now(); });
const element = (node) => node && (node.nodeType === 1 ? node : node.parentElement);
new PerformanceObserver((list) => { for (const entry of list.getEntries()) {
  // The bar tells where the reader is: there the words change as the page is read.
  const moved = entry.sources.map((source) => element(source.node));
  if (moved.length && moved.every((node) => node?.closest('.where'))) continue;
  window.shifted.push(entry.value.toFixed(4) + ' ' + entry.sources.map((source) => {
    const node = element(source.node);
    return node ? node.tagName + '.' + node.className : '?'; }).join(', '));
} }).observe({ type: 'layout-shift', buffered: true });
document.addEventListener('securitypolicyviolation', (event) => window.blocked.push(
  event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber));
"""


def find_browser() -> str | None:
    """Return the path of a Chromium that starts: CHROMIUM, the machine's own, or Playwright's; else None."""
    named = [os.environ.get("CHROMIUM", ""), *NAMES]
    there = filter(None, [*map(shutil.which, filter(None, named)), *map(str, _of_playwright())])
    return next(filter(_starts, there), None)


def _of_playwright() -> list[Path]:
    """Return the browsers that `playwright install` has brought, the newest first."""
    home = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or home / "ms-playwright")
    found = [path for pattern in OF_PLAYWRIGHT for path in kept.glob(pattern)]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


@cache
def _starts(program: str) -> bool:
    """Tell whether a browser is whole: a missing library of the system shows at the first word."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start the browser that the machine already has; nothing is downloaded."""
    return playwright.chromium.launch(executable_path=executable, args=FLAGS, headless=True)


@dataclass
class Reading:
    """One page as it is being read, with everything that the browser complained of."""

    page: Page
    problems: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until fonts and layout are at rest."""
        self.page.evaluate("() => document.fonts.ready")
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def unfold_figures(self) -> None:
        """Open every folded figure; what moves by that does not count as moved."""
        moved = self.shifted
        self.page.evaluate(
            "() => document.querySelectorAll('details.fold').forEach(fold => { fold.open = true; })"
        )
        self.settle()
        self.page.evaluate("moved => { window.shifted = moved; }", moved)

    def wake_figures(self) -> None:
        """Read to the end of the page, as a reader would, until every figure is alive or has given up."""
        self.unfold_figures()
        self.page.evaluate("() => window.dispatchEvent(new Event('scroll'))")
        for figure in self.page.query_selector_all("figure.chart"):
            figure.scroll_into_view_if_needed()
            figure.wait_for_selector(
                "xpath=self::*[@data-state='live' or @data-state='still']", timeout=20_000
            )
        self.settle()

    @property
    def blocked(self) -> list[str]:
        """What the content security policy stopped."""
        return self.page.evaluate("() => window.blocked")

    @property
    def shifted(self) -> list[str]:
        """What has moved since the page was opened: each layout shift with its score and elements."""
        return self.page.evaluate("() => window.shifted")

    def sideways(self) -> int:
        """How many pixels the page can be scrolled sideways."""
        return self.page.evaluate(
            "() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        )


class Contexts:
    """Contexts of a browser, lent one after the other to who opens a page with the same settings.

    To make one takes as long as to open a page in it. What a page left there, in storage and in the cache,
    is taken away before another one comes: it finds what it would find in a new context.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[BrowserContext]] = {}

    @contextmanager
    def lent(self, address: str, settings: dict[str, object]) -> Iterator[BrowserContext]:
        """Lend a context for pages of one address; one whose pages could not be cleared is not lent again."""
        origin = "/".join(address.split("/")[:3])
        idle = self._idle.setdefault(f"{origin} {sorted(settings.items(), key=str)}", [])
        context = idle.pop() if idle else self._made(settings)
        try:
            yield context
            _clear(context, origin)
        except BaseException:
            context.close()
            raise
        idle.append(context)

    def _made(self, settings: dict[str, object]) -> BrowserContext:
        context = self._browser.new_context(**settings)
        context.new_page()  # it stays: with its last page the window of a context would go
        return context


@contextmanager
def _new(browser: Browser, settings: dict[str, object]) -> Iterator[BrowserContext]:
    context = browser.new_context(**settings)
    try:
        yield context
    finally:
        context.close()


def _clear(context: BrowserContext, origin: str) -> None:
    """Close the pages of a context but the first, and take away all that they left."""
    first, *others = context.pages
    for page in others:
        page.close()
    tools = context.new_cdp_session(first)
    tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    tools.send("Network.clearBrowserCache")
    tools.detach()
    context.clear_cookies()
    context.clear_permissions()


@contextmanager
def reading(
    browser: Browser | Contexts,
    address: str,
    *,
    width: int = 1440,
    height: int = 900,
    theme: str = "light",
    late: str | None = None,
    **more: object,
) -> Iterator[Reading]:
    """Open a page and note console errors, failed requests and requests to anybody else.

    `late` names files, as a glob, that are answered only after the first paint, as by a slow network.
    """
    size = {"width": width, "height": height}
    settings = {"viewport": size, "color_scheme": theme, "has_touch": width < 600, **more}
    lent = browser.lent(address, settings) if isinstance(browser, Contexts) else _new(browser, settings)
    with lent as context:
        page = context.new_page()
        read = Reading(page)
        page.on("console", lambda line: read.problems.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: read.problems.append(str(error)))
        page.on("requestfailed", lambda asked: read.problems.append(f"{asked.url}: {asked.failure}"))
        page.on(
            "response",
            lambda got: read.problems.append(f"{got.url}: {got.status}") if got.status >= 400 else None,
        )
        page.on("request", lambda asked: read.foreign.append(asked.url) if not _own(asked.url) else None)
        if more.get("java_script_enabled", True):
            page.add_init_script(WATCH)
        _open(page, address, late)
        if more.get("java_script_enabled", True):
            read.settle()
        yield read


def _open(page: Page, address: str, late: str | None) -> None:
    """Go to a page and wait until it is loaded, with what comes late after its first paint."""
    if late is None:
        page.goto(address, wait_until="load")
        return
    held, painted = [], []
    page.route(late, lambda route: route.continue_() if painted else held.append(route))
    with page.expect_request(late):
        page.goto(address, wait_until="domcontentloaded")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    painted.append(True)
    for route in held:
        route.continue_()
    page.wait_for_load_state("load")


def _own(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:"))
