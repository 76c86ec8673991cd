"""The sample book of the tests: a small book on another subject, built by the same machine."""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).with_name("sample")
EDITION = {"edition": "2", "commit": "", "data_date": "2025-12-31"}


def build() -> Path:
    """Build what changed of the sample book and return the folder of its site."""
    from brief.publish import build as building
    from brief.publish import execute

    code = [
        *(SAMPLE / "chapters").glob("*.py"),
        *(ROOT / "brief").glob("*.py"),
        *(ROOT / "brief" / "charts").glob("*.py"),
    ]
    common = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(code))).hexdigest()
    conditions = execute.Conditions(SAMPLE, common, lambda _name: None)
    building.book(SAMPLE, conditions, {"brief_edition": EDITION})
    return SAMPLE / "_build" / "html"
