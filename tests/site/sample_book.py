"""The sample book of the tests: a small book on another subject, built by the same machine."""

from __future__ import annotations

from pathlib import Path

SAMPLE = Path(__file__).with_name("sample")
EDITION = {"edition": "2", "commit": "", "data_date": "2025-12-31"}


def build() -> Path:
    """Build what changed of the sample book and return the folder of its site."""
    from brief.publish import build as building
    from brief.publish import execute

    code = (SAMPLE / "chapters" / "samples.py").read_text(encoding="utf-8")
    conditions = execute.Conditions(SAMPLE, code, lambda _name: None)
    building.book(SAMPLE, conditions, {"brief_edition": EDITION})
    return SAMPLE / "_build" / "html"
