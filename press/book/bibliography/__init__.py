"""The bibliography: read as the build reads it, told what is wrong with it, and listed by name."""

from press.book.bibliography.rules import Book, keys, problems
from press.book.bibliography.style import NamesStyle, setup
from press.book.bibliography.whole import check, cited_keys, state, uncited, works

__all__ = [
    "Book",
    "NamesStyle",
    "check",
    "cited_keys",
    "keys",
    "problems",
    "setup",
    "state",
    "uncited",
    "works",
]
