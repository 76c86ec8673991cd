"""A bibliography as the build's own library (pybtex) reads it, with the line of each entry and field."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from press.errors import PublishError
from press.system import signs

WAY_OUT = "close each brace and quote, and end the key and each field with a comma"
_COMMENT = re.compile(r"@comment\b.*", re.IGNORECASE | re.DOTALL)  # it may hold whole entries
_REMARK = re.compile(r"%.*")
_NO_ENTRIES = ("string", "preamble")
_Said = tuple[str, list[tuple[str, list[str]]]]  # an entry's key, and its fields with their parts


@dataclass(frozen=True)
class Work:
    """An entry of a bibliography: its kind, key and fields (in lower case), with the line of each."""

    kind: str
    key: str
    line: int
    fields: tuple[tuple[str, str, int], ...]

    def field(self, name: str) -> str:
        """Return what a field holds, "" without one."""
        return next((value for found, value, _ in self.fields if found == name), "")

    def line_of(self, name: str) -> int:
        """Return the line of a field, that of the entry without one."""
        return next((line for found, _, line in self.fields if found == name), self.line)


@dataclass(frozen=True)
class Text:
    """The text of a file, and what it is called."""

    named: str
    content: str

    def line(self, place: int) -> int:
        """Return the number of the line at a place of the text."""
        return bisect_left(self._ends, place) + 1

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.content)]


def text_of(path: Path, named: str) -> Text:
    """Return the text of a bibliography. Raises PublishError when it is not UTF-8, or marked by a merge."""
    content = path.read_bytes()
    try:
        text = Text(named, content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise PublishError(
            f"{named}, line {line}: a letter is not UTF-8; save the file in that encoding"
        ) from None
    if line := signs.merge_mark(text.content):
        raise PublishError(f"{named}, line {line}: {signs.MERGED}")
    return text


def works(text: Text) -> list[Work]:
    """Return the entries of a bibliography in their order.

    Raises PublishError for the first that cannot be read, and for text outside of entries, which would be
    passed over.
    """
    parser = LowLevelParser(text.content, macros=CaseInsensitiveDict(month_names))
    found: list[Work] = []
    end = 0
    try:
        for kind, said in parser:
            _check_between(text, end, parser.command_start)
            _check_start(text, parser.command_start)
            end = parser.pos
            if kind.lower() not in _NO_ENTRIES:
                found.append(_work(text, kind, said, (parser.command_start, end)))
    except PybtexSyntaxError as problem:
        raise PublishError(_unreadable(text, parser, problem)) from None
    _check_between(text, end, len(text.content))
    return found


def _work(
    text: Text, kind: str, said: tuple[str, list[tuple[str, list[str]]]], span: tuple[int, int]
) -> Work:
    """Return an entry with its lines; `span` is where it stands in the text."""
    key, fields = said
    placed, after = [], span[0]
    for name, parts in fields:
        found = re.compile(rf"\b{re.escape(name)}\s*=", re.IGNORECASE).search(text.content, after, span[1])
        placed.append(
            (name.lower(), " ".join("".join(parts).split()), text.line(found.start() if found else after))
        )
        after = found.end() if found else after
    return Work(kind.lower(), key, text.line(span[0]), tuple(placed))


def _check_between(text: Text, start: int, end: int) -> None:
    """Check that only remarks stand between two entries. Raises PublishError."""
    between = _COMMENT.sub("", text.content[start:end])
    for number, line in enumerate(between.split("\n"), text.line(start)):
        if words := _REMARK.sub("", line).strip():
            raise PublishError(
                f'{text.named}, line {number}: "{words[:40]}" stands outside of an entry, where nobody reads '
                "it; begin an entry with @, a remark with %, and see where the entry before ends"
            )


def _check_start(text: Text, start: int) -> None:
    """Check that an entry is not meant to be hidden: only TeX takes % for a comment. Raises PublishError."""
    before = text.content[text.content.rfind("\n", 0, start) + 1 : start]
    if "%" in before:
        raise PublishError(
            f"{text.named}, line {text.line(start)}: a % hides no entry, which is read all the same; write "
            "@comment in place of the kind after @, or take it out"
        )


def _unreadable(text: Text, parser: LowLevelParser, problem: PybtexSyntaxError) -> str:
    """Return the sentence for an entry that cannot be read."""
    begun = text.line(parser.command_start)
    key, field = parser.current_entry_key, parser.current_field_name
    entry = f"the entry {key}" if key else "an entry"
    if isinstance(problem, PrematureEOF):
        at = f" in its field {field}" if field else ""
        return f"{text.named}, line {begun}: {entry} begins here and does not end{at}; {WAY_OUT}"
    said = str(problem.args[0]) if problem.args else "it cannot be read"
    if isinstance(problem, UndefinedMacro):
        return (
            f"{text.named}, line {problem.lineno}: the field {field} of {entry} holds {said} without braces, "
            "and no @string says what it stands for; put it into braces"
        )
    before = f"after its field {field}" if field else f"after its key {key}" if key else "at its start"
    return (
        f"{text.named}, line {problem.lineno}: {entry}, begun in line {begun}, cannot be read {before} "
        f"({said}); {WAY_OUT}"
    )
