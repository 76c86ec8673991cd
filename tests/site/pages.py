"""The pages that the built book has."""

from __future__ import annotations

from pathlib import Path

from press.book.chapter_order import page_files

ROOT = Path(__file__).resolve().parents[2]


def chapters() -> list[str]:
    """Return every chapter by its document's name, in reading order, without the front page."""
    return [file.relative_to(ROOT).with_suffix("").as_posix() for file in page_files(ROOT)][1:]


def names() -> list[str]:
    """Return every page of the book by its file name: chapters in reading order, and those beside them."""
    return ["index", *chapters(), "gallery", "changes", "search"]
