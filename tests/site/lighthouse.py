"""Lighthouse over pages of the built book, in the machine's own Chromium: four scores a page.

As a program it prints a table: `python tests/site/lighthouse.py [PAGE …]` (`make lighthouse`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import bookserver
import pages as book
import reader

TOOL = book.ROOT / "tools" / "lighthouse"
PROGRAM = TOOL / "scores.mjs"
MODULES = TOOL / "node_modules"
WAY_OUT = "Lighthouse is missing; with Node 20 or later: npm ci --prefix tools/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95


def scores(
    urls: Sequence[str], browser: str, wanted: Sequence[str] = CATEGORIES
) -> Iterator[dict[str, float]]:
    """Yield each page's wanted scores, 0 to 100, and each audit that cost points under its id."""
    command = ["node", str(PROGRAM), browser, json.dumps(reader.FLAGS), ",".join(wanted), *urls]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as lighthouse:
        for line in lighthouse.stdout or ():
            yield _lost(json.loads(line), wanted)
    if lighthouse.returncode:
        raise RuntimeError(f"Lighthouse ended with {lighthouse.returncode}; what it said stands above")


def _lost(report: dict[str, Any], wanted: Sequence[str]) -> dict[str, float]:
    """Return the scores of a report, and below them what cost points."""
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in wanted}
    for name in wanted:
        for audit in report["categories"][name]["auditRefs"]:
            value = report["audits"][audit["id"]]["score"]
            if audit["weight"] and value is not None and value < 0.9:
                found[audit["id"]] = round(100 * value)
    return found


def main(pages: list[str]) -> bool:
    """Print the scores of the pages, or of every page; return whether all reach ENOUGH."""
    site = book.ROOT / "_build" / "html"
    pages = pages or [f"{name}.html" for name in book.names()]
    lowest = 100.0
    print(f"{'page':<32}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with bookserver.serving(site) as address:
        urls = [address + page for page in pages]
        for page, found in zip(pages, scores(urls, reader.find_browser() or ""), strict=True):
            lowest = min(lowest, *(found[name] for name in CATEGORIES))
            lost = {name: value for name, value in found.items() if name not in CATEGORIES}
            print(
                f"{page:<32}" + "".join(f"{found[name]:>16}" for name in CATEGORIES), lost or "", flush=True
            )
    return lowest >= ENOUGH


if __name__ == "__main__":
    if not MODULES.exists():
        sys.exit(WAY_OUT)
    if reader.find_browser() is None:
        sys.exit(reader.NO_BROWSER)
    if not main(sys.argv[1:]):
        sys.exit(f"a score is below {ENOUGH}; the speed of a busy machine counts, so see that it is idle")
