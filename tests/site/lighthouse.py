"""Lighthouse over pages of the built book, in the machine's own Chromium: four scores a page.

As a program it prints a table: `python tests/site/lighthouse.py [PAGE …]` (`make lighthouse`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bookserver
import reader

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "lighthouse"
CLI = TOOL / "node_modules" / "lighthouse" / "cli" / "index.js"
WAY_OUT = "Lighthouse is missing; with Node 20 or later: npm ci --prefix tools/lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95


def scores(url: str, browser: str, wanted: Sequence[str] = CATEGORIES) -> dict[str, float]:
    """Return the wanted scores of a page, 0 to 100, and each audit that cost points under its id."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        flags = " ".join(reader.FLAGS)
        subprocess.run(
            [
                "node",
                str(CLI),
                url,
                "--output=json",
                f"--output-path={target}",
                "--quiet",
                "--disable-full-page-screenshot",  # a picture for the report, which no score rests on
                f"--only-categories={','.join(wanted)}",
                f"--chrome-flags={flags}",
            ],
            env={**os.environ, "CHROME_PATH": browser},
            check=True,
            capture_output=True,
            timeout=240,
        )
        report = json.loads(target.read_text(encoding="utf-8"))
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in wanted}
    for name in wanted:
        for audit in report["categories"][name]["auditRefs"]:
            value = report["audits"][audit["id"]]["score"]
            if audit["weight"] and value is not None and value < 0.9:
                found[audit["id"]] = round(100 * value)
    return found


def main(pages: list[str]) -> bool:
    """Print the scores of the pages, or of every page; return whether all reach ENOUGH."""
    site = ROOT / "_build" / "html"
    pages = pages or sorted(str(page.relative_to(site)) for page in site.rglob("*.html"))
    lowest = 100.0
    print(f"{'page':<32}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with bookserver.serving(site) as address:
        for page in pages:
            found = scores(address + page, reader.find_browser() or "")
            lowest = min(lowest, *(found[name] for name in CATEGORIES))
            lost = {name: value for name, value in found.items() if name not in CATEGORIES}
            print(
                f"{page:<32}" + "".join(f"{found[name]:>16}" for name in CATEGORIES), lost or "", flush=True
            )
    return lowest >= ENOUGH


if __name__ == "__main__":
    if not CLI.exists() or reader.find_browser() is None:
        sys.exit(WAY_OUT if not CLI.exists() else "no Chromium was found; on Debian: apt install chromium")
    if not main(sys.argv[1:]):
        sys.exit(f"a score is below {ENOUGH}; the speed of a busy machine counts, so see that it is idle")
