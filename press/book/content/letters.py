"""Typographic quotes and dashes without the loss of letters.

Docutils takes a backslash before a quote, a dash or a dot for its own sign and drops it, also in text that
is no markup any more: of a file `C:\\-old` the reader would see `C:-old`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxSmartQuotes

_BACKSLASH = re.compile(r"(?<!\x00)\\")


@functools.cache
def keep_backslashes() -> None:
    """Double each backslash before docutils looks at a text, so that one is left of it. Done once."""
    original = SphinxSmartQuotes.get_tokens

    def get_tokens(self: SphinxSmartQuotes, txtnodes: list[nodes.Text]) -> Iterator[tuple[str, str]]:
        """Yield the kind and the text of each piece."""
        for kind, text in original(self, txtnodes):
            yield kind, _BACKSLASH.sub(r"\\\\", text) if kind == "plain" else text

    SphinxSmartQuotes.get_tokens = get_tokens  # type: ignore[method-assign]
