"""DAISY's Ace over an EPUB, in the machine's own Chromium: the publishers' check of EPUB Accessibility."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
CLI = ROOT / "tools" / "ace" / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
WAY_OUT = "Ace is missing; with Node 20 or later: npm ci --prefix tools/ace"


def report(book, browser):
    """Return Ace's whole report on an EPUB; `browser` is the path of a Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}  # where it keeps a log
        patient = {"PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "60000"}
        ran = subprocess.run(
            ["node", str(CLI), "--silent", "--outdir", folder, str(book)],
            env={**os.environ, **home, **patient},
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert not ran.returncode, ran.stdout + ran.stderr
        return json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))


def violations(found):
    """Return what a report holds against the EPUB: a line each, best practice included."""
    return [
        f"{about['earl:testSubject']['url']}: {one['earl:test']['dct:title']} "
        f"({one['earl:test']['earl:impact']}): {one['earl:result']['dct:description']}"
        for about in found["assertions"]
        for one in about["assertions"]
    ]
