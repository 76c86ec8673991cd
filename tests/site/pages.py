"""The pages that the built book has."""

from __future__ import annotations

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def names() -> list[str]:
    """Return every page of the book by its file name, in reading order, then the search page."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return ["index", *(entry["file"] for entry in toc["chapters"]), "search"]
