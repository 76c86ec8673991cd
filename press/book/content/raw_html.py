"""HTML in the text of a chapter, and pictures that are not files: as nodes, or a sentence with the place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from press.book.content import attached, html_reader, outputs, picture_files
from press.book.content.html_reader import NotShown

_LOGGER = logging.getLogger(__name__)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHOWN = (
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    "*",
)  # kinds of pictures; "*": one for each medium
_IN_ONE = "open and close it in one paragraph, and inside one emphasis or around it"
_OWN = ("typst",)  # formats that our own writers read


class OrdinaryHtml(SphinxTransform):
    """Turn each piece of raw HTML into nodes, before anything is made of the tree."""

    default_priority = 12

    def apply(self, **_options: object) -> None:
        """Go through the parents of raw nodes, then through pictures."""
        for parent in list(dict.fromkeys(node.parent for node in self.document.findall(nodes.raw))):
            parent.children = self._mended(parent)
            for child in parent.children:
                child.parent = parent
        html_reader.quote(self.document)
        for node in list(self.document.findall(nodes.image)):
            self._picture(node)
        for block in self.document.findall(nodes.literal_block):
            if "\x1b" in (said := block.astext()) or "\r" in said:
                block.children, block.rawsource = [nodes.Text(outputs.plain(said))], outputs.plain(said)

    def _mended(self, parent: nodes.Element) -> list[nodes.Node]:
        """Return the children of a node with their raw HTML read."""
        in_line = isinstance(parent, nodes.TextElement)
        made: list[nodes.Node] = []
        opened: list[tuple[str, nodes.Element, int]] = []  # tag, its node, where it stands in `made`
        for child in parent.children:
            if not isinstance(child, nodes.raw):
                made.append(child)
                continue
            kind, tag, attributes = html_reader.tag_of(child.astext())
            if in_line and kind == "open" and html_reader.is_inline(tag):
                opened.append((tag, self._element(child, tag, attributes), len(made)))
            elif in_line and kind == "close" and tag in [one[0] for one in opened]:
                _close(tag, opened, made)
            elif kind != "close":
                made.extend(self._read(child, in_line))
            elif in_line and tag in html_reader.MEANT:
                self._tell(child, f"</{tag}> closes nothing here; {_IN_ONE}")
        for tag in (one[0] for one in opened if one[0] in html_reader.MEANT):
            self._tell(parent, f"<{tag}> is not closed; {_IN_ONE}")
        return made

    def _element(self, node: nodes.raw, tag: str, attributes: dict[str, str]) -> nodes.Element:
        try:
            return html_reader.element(tag, attributes)
        except NotShown as problem:
            self._tell(node, str(problem))
            return nodes.inline()

    def _read(self, node: nodes.raw, in_line: bool) -> Iterable[nodes.Node]:
        """Return the nodes of a piece of HTML; tell what has no form in every medium."""
        formats = node.get("format", "").split()
        text = _COMMENT.sub("", node.astext()).strip()
        if any(own in formats for own in _OWN):
            return [node]
        if "html" not in formats:
            return [] if text in ("\\\\", "") else self._foreign(node, formats)
        if not text:
            return []
        if "task-list-item-checkbox" in text:
            return [nodes.inline("", "☑ " if "checked=" in text else "☐ ", classes=["task-box"])]
        try:
            found = html_reader.read_inline(text) if in_line else html_reader.read(text)
        except NotShown as problem:
            self._tell(node, str(problem))
            return []
        for one in found:
            one.source, one.line = node.source, node.line
        return found

    def _foreign(self, node: nodes.raw, formats: list[str]) -> list[nodes.Node]:
        self._tell(
            node,
            f'raw {" ".join(formats)} "{node.astext().strip()[:60]}" would be missing from the pages; '
            f"{html_reader.WAY_OUT}",
        )
        return []

    def _picture(self, node: nodes.image) -> None:
        """Bring in a picture that was pasted into a cell; refuse one that is on another site."""
        address = str(node["uri"])
        if address.startswith("attachment:"):
            problem = attached.save(self.env, node)
        elif address.startswith("data:"):
            problem = attached.save_held(self.env, node)
        elif re.match(r"(?:https?:)?//", address):
            problem = (
                f"the picture {address} lies on another site, and a page asks no other site for anything; "
                "save it beside the chapter and name that file"
            )
        else:
            node["uri"] = self._as_the_file_is_called(address)
            problem = "" if address.lower().endswith(_SHOWN) else _other_kind(address)
        problem = problem or self._unreadable(node, address)
        if problem:
            self._tell(node, problem)
            node.parent.remove(node)

    def _unreadable(self, node: nodes.image, address: str) -> str:
        """Return why a picture cannot be shown; "" if it can be, or is not there, which Sphinx tells."""
        file = Path(self.env.relfn2path(str(node["uri"]), self.env.docname)[1])
        why = picture_files.unreadable(file) if file.is_file() else ""
        name = "that was pasted here" if address.startswith("data:") else address.removeprefix("attachment:")
        return why and f"the picture {name} cannot be read ({why}); save it again, or name another file"

    def _as_the_file_is_called(self, address: str) -> str:
        """Return the address of a file with the blanks and letters that MyST writes as %20 and the like."""
        plain = unquote(address)
        _, file = self.env.relfn2path(plain, self.env.docname)
        return plain if plain != address and Path(file).is_file() else address

    def _tell(self, node: nodes.Element, what: str) -> None:
        _LOGGER.warning(what, location=_place(node))


def _other_kind(address: str) -> str:
    return (
        f"the picture {address} is of a kind that not every page, sheet or EPUB shows; save it as PNG, JPEG, "
        "GIF, WebP or SVG, and name that file"
    )


def _close(tag: str, opened: list[tuple[str, nodes.Element, int]], made: list[nodes.Node]) -> None:
    """Put what stands since a tag was opened into its node; a tag that was left open in it ends there."""
    while opened:
        name, node, start = opened.pop()
        inside = made[start:]
        del made[start:]
        if isinstance(node, nodes.literal):
            node += nodes.Text("".join(one.astext() for one in inside))
        else:
            node += inside
        made.append(node)
        if name == tag:
            return


def _place(node: nodes.Element) -> tuple[str, int] | nodes.Element:
    """Return the nearest node of a place that is known."""
    where: nodes.Element | None = node
    while where is not None and not where.line:
        where = where.parent
    return where if where is not None else node
