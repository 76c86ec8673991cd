"""Text without the sentences that need what was not yet known: Markdown in, Markdown and reasons out."""

from __future__ import annotations

import re
from collections.abc import Callable

Why = Callable[[str], str]  # the reason why a piece of text is left out, "" to keep it
_FENCE = re.compile(r"\s*(`{3,}|:{3,})")
_MARKED = re.compile(
    r"(\s*(?:[-*]|\d+\.|:|>)\s+)"
)  # what begins an item of a list, a definition, a quotation
_WHOLE = re.compile(r"\s*(?:#|\(\S+\)=|\|)")  # a heading, a label, a row of a table
_MASKED = re.compile(r"`[^`]*`|\([^()]*\)|\[[^\[\]]*\]")
_END = re.compile(r"(?<=[.!?])[\"”’)*_]*\s+(?=\S)")
_SHORT = re.compile(r"(?:\b[A-Z]|\bNo|\bDr|\bMr|\bMs|\bSt|\bvs|\bGen|e\.g|i\.e)\.$")
_STRUCTURE = re.compile(r"\s*\(\S+\)=|\s*\|[-:| ]+\|\s*$")  # a label, the line under a table's head
_LABEL = re.compile(r"\*\*[^*]+\*\*")  # words in bold that begin a paragraph
_ROWLESS = re.compile(r"^\|.*\|[ \t]*\n\|[-:| ]+\|[ \t]*$(?!\n\|)", re.MULTILINE)
_EMPTIED = re.compile(r"^(:{3,})\{[^\n]*\n\s*\1[ \t]*$\n?", re.MULTILINE)


def kept(source: str, why: Why) -> tuple[str, list[str]]:
    """Return Markdown without what is left out, and the reason for each piece, in their order.

    A piece is a sentence, a row of a table, or a heading, which keeps its place; what belongs to an item of a
    list or to the head of a table goes with it. Code is kept as it is.
    """
    reasons: list[str] = []
    made: list[str] = []
    gone = ""  # what the lines belong to that is left out: "table", "item"
    for block in _blocks(source):
        text = "" if _belongs(block, gone) else _without(block, why, reasons)
        if not _belongs(block, gone) and block.strip():
            dropped = bool(reasons) and not text.strip()
            gone = (
                ""
                if not dropped
                else "table"
                if block.startswith("|")
                else "item"
                if _MARKED.match(block)
                else ""
            )
        if text or not block:
            made.append(text)
    return (_tidy("\n".join(made)) if reasons else source), reasons


def _belongs(block: str, gone: str) -> bool:
    """Tell whether a block belongs to a table's head or a list's item that is left out."""
    return (gone == "table" and block.startswith("|")) or (gone == "item" and block.startswith("  "))


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", _EMPTIED.sub("", _ROWLESS.sub("", text)))


def _blocks(source: str) -> list[str]:
    """Return a text in pieces that stand for themselves: lines of structure, code, paragraphs, items."""
    blocks: list[str] = []
    is_open, fence = False, ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            blocks[-1] += f"\n{line}"
            fence = "" if line.strip() == fence else fence
        elif mark or not line.strip() or _WHOLE.match(line):
            blocks.append(line)
            fence = mark[1] if mark and mark[1][0] == "`" else ""
            is_open = False
        elif is_open and not _MARKED.match(line):
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
            is_open = True
    return blocks


def _without(block: str, why: Why, reasons: list[str]) -> str:
    """Return a block without what is left out of it; note why."""
    if not block.strip() or _FENCE.match(block) or _STRUCTURE.match(block):
        return block
    if _WHOLE.match(block):
        reason = why(block)
        reasons += [reason] if reason else []
        marks = re.match(r"\s*#+ ", block)
        return block if not reason else f"{marks[0]}…" if marks else ""
    mark = _MARKED.match(block)
    start = mark[1] if mark else ""
    found = [(one, why(one)) for one in split(block[len(start) :])]
    reasons += [reason for _, reason in found if reason]
    left = " ".join(one for one, reason in found if not reason)
    if not left or (any(reason for _, reason in found) and _LABEL.fullmatch(left.strip())):
        return ""
    return f"{start}{left}"


def split(text: str) -> list[str]:
    """Return the sentences of a paragraph; what is set off together, as in bold, stays together."""
    masked = _MASKED.sub(lambda found: "x" * len(found[0]), text)
    pieces, start = [], 0
    for found in _END.finditer(masked):
        before, after = masked[start : found.start()], text[found.end()]
        if (
            _SHORT.search(before)
            or after.islower()
            or after.isdigit()
            or text[start : found.end()].count("**") % 2
        ):
            continue
        pieces.append(text[start : found.end()].rstrip())
        start = found.end()
    return [*pieces, text[start:]]
