"""The bibliographies of a book together: which files they are, what is wrong with them, what nobody cites."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import UnknownLocaleError

from press import no_effect
from press.book.bibliography import rules
from press.book.bibliography.rules import Book
from press.errors import BriefError, PublishError
from press.run import notebook_files
from press.settings import FILE
from press.tables import datapackage

_OPTION = "bibtex_bibfiles"
_CITED = re.compile(r"\{(?:foot|no)?cite(?::[a-z]+)?\}`([^`]+)`|:(?:foot|no)?cite(?::[a-z]+)?:`([^`]+)`")
_BESIDE = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")  # words before and after a key: {see}key{p. 3}
_ALL = re.compile(
    r"\{bibliography\}.*?^\s*:(?:all|filter):|^\.\. bibliography::.*?^\s+:(?:all|filter):", re.M | re.S
)
_MOST_NAMED = 5


def check(root: Path) -> None:
    """Raise what is wrong with the bibliographies as one error."""
    named, book = _named(root), _book(root)
    found = [told for path in _files(root) for told in rules.problems(path, root, book)]
    for path in _files(root):
        if (file := path.relative_to(root).as_posix()) not in named:
            found.append(
                f"{file}: {_OPTION} of {FILE} does not name this bibliography, so that nobody can cite from "
                "it; add it there, or take the file out"
            )
    if found:
        raise PublishError("\n".join(found))


def state(root: Path) -> str:
    """Return a fingerprint of what `check` depends on: bibliographies, settings, description, its code."""
    read = [root / FILE, root / "data" / datapackage.DESCRIPTION, *Path(__file__).parent.glob("*.py")]
    contents = [path.read_bytes() for path in sorted([*_files(root), *read]) if path.is_file()]
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def works(root: Path) -> set[str] | None:
    """Return the keys of all works, None where a bibliography cannot be read or is not there."""
    if not all((root / name).is_file() for name in _named(root)):
        return None
    try:
        return {key for path in _files(root) for key in rules.keys(path, root)}
    except PublishError:
        return None


def uncited(root: Path) -> Iterator[str]:
    """Yield a sentence for each bibliography with works that no chapter cites: no list would show them."""
    try:
        texts = list(_texts(root / "chapters"))
        lists = {path: rules.keys(path, root) for path in _files(root)}
    except (PublishError, ValueError, KeyError, TypeError):
        return  # told of the chapter, or of the bibliography
    if any(_ALL.search(text) for text in texts):
        return
    cited = {
        key for text in texts for found in _CITED.finditer(text) for key in cited_keys(found[1] or found[2])
    }
    for path, lines in lists.items():
        left = [f"{key} (line {line})" for key, line in lines.items() if key not in cited]
        if left:
            more = f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else ""
            named = path.relative_to(root).as_posix()
            yield (
                f"{named}: no chapter cites {', '.join(left[:_MOST_NAMED])}{more}, so that no list shows it; "
                "cite it, take it out, or write :all: under {bibliography}"
            )


def cited_keys(content: str) -> list[str]:
    """Return the keys that a role names, without the words beside them."""
    return [key.strip() for key in _BESIDE.sub("", content).split(",")]


def _texts(folder: Path) -> Iterator[str]:
    """Yield the text of every cell and page beside the chapters."""
    for path in sorted(folder.rglob("*")):
        if ".ipynb_checkpoints" in path.parts or path.suffix not in (".ipynb", ".md", ".rst"):
            continue
        if path.suffix == notebook_files.SUFFIX:
            yield from ("".join(cell["source"]) for cell in notebook_files.cells(path))
        else:
            yield notebook_files.text_of(path)


def _files(root: Path) -> list[Path]:
    """Return the bibliographies that the configuration names, and those beside the chapters."""
    found = [root / name for name in _named(root)]
    return [
        path for path in dict.fromkeys([*found, *sorted((root / "chapters").glob("*.bib"))]) if path.is_file()
    ]


def _named(root: Path) -> list[str]:
    named = no_effect.value(_configuration(root), _OPTION)
    listed = [named] if isinstance(named, str) else named if isinstance(named, list) else []
    return [name for name in listed if isinstance(name, str)]


def _book(root: Path) -> Book:
    """Return the last year that a work may have, the one after the edition's, and the words for months."""
    language = no_effect.value(_configuration(root), "sphinx: config: language") or "en"
    try:
        months = Locale.parse(str(language), sep="-").months["format"]
    except (ValueError, UnknownLocaleError):
        months = {}
    words = [word for width in ("wide", "abbreviated") for word in months.get(width, {}).values()]
    try:
        created = str(datapackage.describe(root / "data").get("created", ""))
    except (BriefError, AttributeError):
        created = ""
    return Book(int(created[:4]) + 1 if created[:4].isdigit() else 9999, words)


def _configuration(root: Path) -> Any:
    try:
        return _settings((root / FILE).read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError):  # told with the configuration
        return {}


@functools.lru_cache(maxsize=1)
def _settings(text: str) -> Any:
    return yaml.safe_load(text)
