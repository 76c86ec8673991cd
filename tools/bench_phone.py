"""Measure what a page costs on a slow phone: until a touched chart lives, and with all its charts alive.

The phone: 390 pixels wide, its processor slowed four times, 1.6 Mbit/s with 150 ms on the way. Several built
sites are measured in turn, round by round, so that an older checkout stands beside this one.

Usage: python tools/bench_phone.py [SITE ...] [--pages PAGE ...] [--rounds 5] [--record]
(SITE is a folder of built pages; without one: _build/html. The first is what the others are compared with.)
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "site"))
import bench_record
import bookserver
import measuring
import reader

ROOT = measuring.ROOT
PAGES = ("chapters/history.html", "chapters/stakeholders.html", "chapters/data.html")
START, END = "<!-- phone: written by tools/bench_phone.py -->", "<!-- end of the phone -->"
SLOWED = 4
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 2e5,
    "uploadThroughput": 9e4,
}  # bytes a second
WATCH = """window.longs = []; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.longs.push(one.duration);
}).observe({ type: 'longtask', buffered: true });"""
TOUCH = """async () => {
  const figure = document.querySelector('figure.chart:not(.folded)'), started = performance.now();
  figure.scrollIntoView({ block: 'center' });
  dispatchEvent(new Event('touchstart'));
  const rests = () => ['live', 'still'].includes(figure.dataset.state);
  while (!rests()) await new Promise((done) => setTimeout(done, 10));
  return [performance.now() - started, figure.dataset.state];
}"""
BLOCKED = "() => window.longs.reduce((sum, took) => sum + took, 0)"
WORDS = {
    "awake_ms": "A touched chart lives after, ms",
    "blocked_ms": "Long tasks until all live, ms",
    "first_kb": "First view, kB",
    "alive_kb": "All alive, kB",
}


def one(browser: Browser, address: str) -> dict[str, float]:
    """Open a page, touch its first open chart, then wake all; return what it took."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    page, sizes = context.new_page(), []
    page.add_init_script(WATCH)
    page.on("requestfinished", lambda asked: sizes.append(asked.sizes()["responseBodySize"]))
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address, wait_until="load")
    page.evaluate("() => document.fonts.ready")
    page.wait_for_timeout(1500)
    first = sum(sizes)
    page.evaluate("() => { window.longs.length = 0; }")
    awake, state = page.evaluate(TOUCH)
    page.evaluate("() => document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })")
    for figure in page.query_selector_all("figure.chart"):
        figure.scroll_into_view_if_needed()
        figure.wait_for_selector("xpath=self::*[@data-state='live']", timeout=120_000)
    page.wait_for_timeout(500)
    found = {
        "awake_ms": awake,
        "blocked_ms": page.evaluate(BLOCKED),
        "first_kb": first / 1e3,
        "alive_kb": sum(sizes) / 1e3,
    }
    context.close()
    if state != "live":
        sys.exit(f"bench: the touched chart of {address} does not live")
    return found


def measured(sites: list[Path], pages: list[str], rounds: int) -> dict[str, list[dict[str, float]]]:
    """Return the medians of every page, one for each site."""
    found: dict[str, list[dict[str, float]]] = {}
    with sync_playwright() as playwright:
        browser = reader.launch(playwright, reader.find_browser() or sys.exit(reader.NO_BROWSER))
        for name in pages:
            runs: list[list[dict[str, float]]] = [[] for _ in sites]
            for _ in range(rounds):
                for place, site in enumerate(sites):
                    with bookserver.serving(site) as address:
                        runs[place].append(one(browser, address + name))
            found[name] = [
                {key: statistics.median(run[key] for run in site) for key in WORDS} for site in runs
            ]
            print(name, found[name], flush=True)
        browser.close()
    return found


def told(found: dict[str, list[dict[str, float]]], rounds: int) -> str:
    """Return the medians as a Markdown table, with the ratio to the first site where there are several."""
    rows = [
        [
            name,
            words,
            *(f"{site[key]:.0f}" for site in sites),
            *(f"{site[key] / sites[0][key]:.2f}" for site in sites[1:] if sites[0][key]),
        ]
        for name, sites in found.items()
        for key, words in WORDS.items()
    ]
    several = len(next(iter(found.values()))) > 1
    head = ["Page", "What", *(["Before", "Now", "Ratio"] if several else ["Now"])]
    conditions = measuring.conditions()
    day, commit, load = (conditions[key] for key in ("date", "commit", "load_before"))
    when = (
        f"Measured on {day} at commit `{commit}`, medians of {rounds}; {load} processes wanted a core before."
    )
    return "\n".join([when, "", *bench_record.table(head, rows)])


def main() -> None:
    """Measure, print, and record where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="*", type=Path, default=[ROOT / "_build" / "html"])
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="record the medians in docs/speed.md")
    chosen = parser.parse_args()
    text = told(measured(chosen.sites, chosen.pages, chosen.rounds), chosen.rounds)
    print(text)
    if chosen.record:
        page = bench_record.PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(START)
        bench_record.PAGE.write_text(
            f"{before}{START}\n\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
