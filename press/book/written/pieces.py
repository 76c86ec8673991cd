"""What a text writes, by Markdown's own rules: its roles, directives, pictures and links, with lines.

What stands in code, in comments and in formulas is not of the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from press.book.written import known_names

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NAMED = re.compile(r"^\{([^}\s]+)\}\s*(.*)$")
_SHOWN = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)


class Piece(NamedTuple):
    """A thing that a text writes: its line, its kind ("role", "directive", "picture", "link"), what it names.

    `holds` is what a role encloses, or what stands behind a directive's name.
    """

    line: int
    kind: str
    name: str
    holds: str = ""


def pieces(text: str, first: int = 1) -> Iterator[Piece]:
    """Yield what a text writes, directives within directives too; `first` is the number of its first line."""
    for token in _reader().parse(text):
        line = first + (token.map[0] if token.map else 0)
        if token.type in ("fence", "colon_fence"):
            yield from _of_fence(token, line)
        elif token.type == "html_block":
            yield from (Piece(line, "picture", unquote(found)) for found in _SHOWN.findall(token.content))
        for child in token.children or ():
            yield from _of_line(child, line)
            line += child.type in ("softbreak", "hardbreak")


def _of_fence(token: Token, line: int) -> Iterator[Piece]:
    """Yield the directive that a fence is, and what it encloses."""
    found = _NAMED.match(token.info.strip())
    if not found:
        return
    yield Piece(line, "directive", found[1], found[2].strip())
    if found[1] not in known_names.LETTERED:
        yield from pieces(_without_options(token.content), line + 1)


def _without_options(content: str) -> str:
    """Blank the options at the head of a directive; its lines stay as many."""
    lines = content.split("\n")
    place = 0
    if lines[0].strip() == "---":
        place = next((no for no, one in enumerate(lines[1:], 1) if one.strip() == "---"), 0) + 1
    while place < len(lines) and re.match(r":[\w-]+:", lines[place]):
        place += 1
    return "\n" * place + "\n".join(lines[place:])


def _of_line(token: Token, line: int) -> Iterator[Piece]:
    if token.type == "myst_role":
        yield Piece(line, "role", str(token.meta["name"]), token.content)
    elif token.type == "image":
        yield Piece(line, "picture", unquote(str(token.attrs["src"])))
    elif token.type == "link_open" and token.info != "auto":
        yield Piece(line, "link", unquote(str(token.attrs["href"])))
    elif token.type == "html_inline":
        yield from (Piece(line, "picture", unquote(found)) for found in _SHOWN.findall(token.content))


@functools.cache
def _reader() -> MarkdownIt:
    """Return a reader of Markdown with the signs that chapters use."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    reader = MarkdownIt("commonmark").enable("table")
    dollarmath_plugin(reader, allow_digits=False, allow_space=False)
    for plugin in (front_matter_plugin, myst_block_plugin, myst_role_plugin, colon_fence_plugin):
        reader.use(plugin)
    return reader
