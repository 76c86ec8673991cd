"""Whether the tags of a template of the engine are balanced: each that it opens it closes, in their order.

What Jinja2 does is left out first: all branches of a condition are read one after the other. Every template
keeps the rule so but those in OPEN.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

OPEN = {"paper/templates/deck.html": ("svg",)}  # what a template leaves open: a drawing brings its own end
_OF_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
}


def unbalanced(name: str, text: str) -> tuple[int, str] | None:
    """Return the line and the rule of the first tag of a template that is not balanced; None if all are."""
    tags = _Tags({*OPEN.get(name, ()), *(_VOID if name.endswith("html") else ())})
    tags.feed(_OF_JINJA.sub(lambda found: "\n" * found[0].count("\n"), text))
    tags.close()
    if tags.stray is None and tags.opened:
        name, line = tags.opened[-1]
        return line, f"<{name}> is not closed"
    return tags.stray


class _Tags(HTMLParser):
    """Reads the tags of a text and keeps those that are open, and the first that closes nothing."""

    def __init__(self, skipped: set[str]) -> None:
        super().__init__()
        self.opened: list[tuple[str, int]] = []
        self.stray: tuple[int, str] | None = None
        self._skipped = skipped

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note a tag that is open from here on."""
        del attrs
        if tag not in self._skipped:
            self.opened.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Pass over a tag that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the last open tag, or that it is another's."""
        if self.opened and self.opened[-1][0] == tag:
            self.opened.pop()
        elif self.stray is None and tag not in self._skipped:
            inside = f"inside <{self.opened[-1][0]}> of line {self.opened[-1][1]}" if self.opened else "here"
            self.stray = self.getpos()[0], f"</{tag}> closes nothing {inside}"
