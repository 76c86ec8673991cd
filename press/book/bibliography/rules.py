"""The rules of a bibliography: every entry is found, said whole, and shown as it is written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import month_names
from pybtex.richtext import Text as RichText
from pybtex.style.template import FieldIsMissing

from press.book.bibliography import names, reading
from press.book.bibliography.reading import Work
from press.book.bibliography.style import NamesStyle, plain_style
from press.errors import PublishError
from press.system import signs

_AS_IT_IS = ("url", "doi", "eprint", "file")  # fields that are addresses, not TeX
_COMMENT = re.compile(r"(?<!\\)%")
_FIELD = re.compile(r"^\s*(\w+)\s*=")
_KEY = re.compile(r"[\w.:/+*'-]+")
_YEAR = re.compile(r"\d{4}[a-z]?(?:[-–/]{1,2}\d{2,4})?")
_NO_YEAR = ("n.d.", "forthcoming", "in press", "to appear")
_ADDRESS = re.compile(r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?:[:/?#]\S*)?")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PAGES = re.compile(r"(\d+)\s*[-–]+\s*(\d+)")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.|$)")
_MAKERS = ("author", "editor", "organization", "institution")
_NAMES = ("author", "editor")
_KNOWN = (
    *("address", "author", "booktitle", "chapter", "crossref", "doi", "edition", "editor"),
    *("eprint", "howpublished", "institution", "isbn", "issn", "journal", "key", "month", "note", "number"),
    *("organization", "pages", "publisher", "school", "series", "title", "type", "url", "urldate"),
    *("volume", "year"),
)
_OTHERWISE = {  # kinds of other programs
    "webpage": "online",
    "website": "online",
    "www": "online",
    "electronic": "online",
    "thesis": "phdthesis",
    "report": "techreport",
    "conference": "inproceedings",
}
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")


@dataclass(frozen=True)
class Book:
    """What a bibliography is checked against: the last year that may stand in it, the words for months."""

    last_year: int = 9999
    months: Collection[str] = ()


def keys(path: Path, root: Path) -> dict[str, int]:
    """Return the keys of a bibliography with their lines. Raises PublishError when it cannot be read."""
    named = path.relative_to(root).as_posix()
    return {work.key: work.line for work in reading.works(reading.text_of(path, named))}


def problems(path: Path, root: Path, book: Book | None = None) -> Iterator[str]:
    """Yield a sentence for each entry of a bibliography that the build would not show as it is meant."""
    named = path.relative_to(root).as_posix()
    try:
        text = reading.text_of(path, named)
    except PublishError as problem:
        yield str(problem)
        return
    if found := list(_of_lines(text)):
        yield from found
        return
    try:
        works = reading.works(text)
    except PublishError as problem:
        yield str(problem)
        return
    yield from _twice(works, named)
    yield from _crossed(works, named)
    for work in works:
        for line, said in _of_work(work, book or Book()):
            yield f"{named}, line {line}: {said}"


def _of_lines(text: reading.Text) -> Iterator[str]:
    """Yield a sentence for each line of which a reader would not see all.

    TeX takes a per cent sign for the start of a comment: of a title with "17% less" only "17" would stand.
    """
    field = ""
    for number, line in enumerate(text.content.split("\n"), 1):
        found = _FIELD.match(line)
        field = found[1].lower() if found else field
        if sign := signs.unseen(line):
            yield f"{text.named}, line {number}: the text holds the sign {sign}; {signs.WAY_OUT}"
        if found and field not in _AS_IT_IS and _COMMENT.search(line):
            yield (
                f"{text.named}, line {number}: in the {field}, what follows % is a comment of TeX; write \\%"
            )


def _twice(works: list[Work], named: str) -> Iterator[str]:
    """Yield a sentence for each key that stands before; capitals make no other key."""
    seen: dict[str, Work] = {}
    for work in works:
        if first := seen.get(work.key.lower()):
            yield (
                f"{named}, line {work.line}: the key {work.key} stands in line {first.line} already; "
                "take one of the two entries out, or give it a key of its own"
            )
        seen.setdefault(work.key.lower(), work)


def _crossed(works: list[Work], named: str) -> Iterator[str]:
    """Yield a sentence for each entry that names another one which is not there."""
    known = {work.key.lower() for work in works}
    for work in works:
        if (other := work.field("crossref")) and other.lower() not in known:
            yield (
                f"{named}, line {work.line_of('crossref')}: {work.key} names {other} as its crossref, which "
                "is not there; add it, or mend the key"
            )


def _of_work(work: Work, book: Book) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) of one entry."""
    if not _KEY.fullmatch(work.key):
        yield work.line, f'"{work.key}" is no key; write letters, figures and . : / + - only'
    kinds = [name[4:-9] for name in dir(NamesStyle) if re.fullmatch(r"get_\w+_template", name)]
    if work.kind not in kinds:
        near = [*difflib.get_close_matches(work.kind, kinds, 1), "misc"][0]
        meant = _OTHERWISE.get(work.kind, near)
        yield work.line, f"there is no kind of entry @{work.kind}; did you mean @{meant}?"
        return
    seen: set[str] = set()
    found: list[tuple[int, str]] = []
    for name, value, line in work.fields:
        if name in seen:
            found.append((line, f"the field {name} stands twice in {work.key}; keep one"))
        elif said := _of_field(name, value, book):
            found.append((line, f"the {name} of {work.key} is {_short(value)}: {said}" if value else said))
        seen.add(name)
    yield from found
    if not found and not work.field("crossref"):  # which may name what the entry itself does not
        yield from _lacks(work)


def _short(value: str) -> str:
    return f'"{value[:50]}…"' if len(value) > 50 else f'"{value}"'


def _lacks(work: Work) -> Iterator[tuple[int, str]]:
    """Yield what an entry does not say, and the book says of every work or of one of its kind."""
    held = {name for name, _, _ in work.fields}
    if not held & set(_MAKERS):
        yield work.line, f"{work.key} has no author; add author = {{…}}, an institution in braces of its own"
    missing = [name for name in ("title", "year") if name not in held]
    if not missing and held & set(_MAKERS):
        missing = _missing(work)
    for name in missing:
        example = "{2026}" if name == "year" else "{…}"
        yield work.line, f"{work.key} (@{work.kind}) has no {name}; add {name} = {example}"


def _missing(work: Work) -> list[str]:
    """Return the field that the entry lacks when it is set, if any."""
    entry = Entry(work.kind, [(name, value) for name, value, _ in work.fields if name not in _NAMES])
    for name in _NAMES:
        for person in split_name_list(work.field(name)):
            entry.add_person(Person(person), name)
    entry.key = work.key
    try:
        plain_style().format_entry(work.key, entry)
    except FieldIsMissing as problem:
        return [problem.field_name]
    return []


def _of_field(name: str, value: str, book: Book) -> str:
    """Return what is wrong with a field, with the way out; "" when it is right."""
    if not value.strip("{} "):
        return f"the field {name} is empty; fill it, or take it out"
    if name in _NAMES:
        return names.problem(value)
    if name == "year":
        return _of_year(value, book.last_year)
    if name == "month":
        return _of_month(value, book.months)
    if name == "url" and not _ADDRESS.fullmatch(value):
        return "it is no web address; begin it with https://, and write a blank in it as %20"
    if name == "doi" and not _DOI.fullmatch(value):
        return "it is no DOI; write it without an address, such as 10.1000/182"
    found = _PAGES.fullmatch(value) if name == "pages" else None
    if found and len(found[1]) == len(found[2]) and int(found[1]) > int(found[2]):
        return "the last page stands before the first; turn them"
    if name in _KNOWN and name not in _AS_IT_IS and (raw := _shown_raw(value)):
        way = "write the address as url = {…}" if raw == "\\url" else "write the letters or signs themselves"
        return f"{raw} is shown as it stands; {way}"
    return _of_name(name)


def _shown_raw(value: str) -> str:
    """Return the first command of TeX that a reader would see as it is written, "" without one."""
    found = _COMMAND.search(str(RichText.from_latex(value))) if "\\" in value else None
    return found[0] if found else ""


def _of_name(name: str) -> str:
    """Return which known field is meant by one that nobody reads."""
    near = difflib.get_close_matches(name, _KNOWN, 1, 0.85) if name not in _KNOWN else []
    return f"nobody reads a field {name}; did you mean {near[0]}?" if near else ""


def _of_year(value: str, last: int) -> str:
    found = _YEAR.fullmatch(value.strip("{}"))
    if not found and value.lower().strip("{}() ") not in _NO_YEAR:
        return "it is no year; write four figures, or forthcoming"
    if found and not 1000 <= int(value.strip("{}")[:4]) <= last:
        return f"no work of this book is of that year; write one to {last}"
    return ""


def _of_month(value: str, known: Collection[str]) -> str:
    """Return what is wrong with a month: a figure alone, or a word that is nearly one."""
    if re.fullmatch(r"\d+", value):
        return "a figure is set as it stands; write the month as a word, such as April"
    names_of_months = [*(month.lower() for month in (*month_names.values(), *known)), *month_names, *_SEASONS]
    for word in re.findall(r"[^\W\d_]{3,}", value.lower()):
        if word not in names_of_months and word not in ("and", "sept"):
            near = difflib.get_close_matches(word, names_of_months, 1)
            return f"no month is called {word}; " + (
                f"did you mean {near[0].title()}?" if near else "mend it"
            )
    return ""
