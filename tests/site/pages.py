"""The pages that the built book has."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from press import settings
from press.book.chapter_order import page_files

ROOT = Path(__file__).resolve().parents[2]


def chapters() -> list[str]:
    """Return every chapter by its document's name, in reading order, without the front page."""
    every = [file.relative_to(ROOT).with_suffix("").as_posix() for file in page_files(ROOT)]
    return [name for name in every if name not in settings.translated(ROOT)][1:]


def translations() -> list[str]:
    """Return the pages in other languages, which stand outside the order of the chapters."""
    return sorted(settings.translated(ROOT))


def names() -> list[str]:
    """Return every page of the book by its file name: chapters in reading order, and those beside."""
    return list(_names())


@cache
def _names() -> tuple[str, ...]:
    return ("index", *chapters(), *translations(), "gallery", "changes", "search")
