"""Reads a page of the web book as paper shows it: its blocks of text, without what only a screen offers."""

from html.parser import HTMLParser

BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "pre",
    "figcaption",
    "caption",
    "div",
}
SKIPPED_TAGS = {
    "script",
    "style",
    "svg",
    "nav",
    "button",
    "form",
    "details",
    "summary",
    "noscript",
    "template",
}
SKIPPED_CLASSES = {
    "page-tools", "page-facts",
    "headerlink", "side-note", "unseen", "figure-tools", "filters", "ledger-tools", "turn",
    "claim-number", "cite", "controls", "cell-label", "was",
    "own-sheets", "tag_own-sheets", "entry-computed", "entry-places",  # in the chapter's own PDF
}  # fmt: skip
VOID = {"br", "img", "hr", "input", "meta", "link", "wbr", "source", "col"}


class _Reader(HTMLParser):
    """Collects the words of blocks inside <article>."""

    def __init__(self):
        super().__init__()
        self.blocks, self.current, self.open, self.skipping = [], [], [], 0
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            return
        named = dict(attributes)
        classes = set((named.get("class") or "").split())
        self.inside = self.inside or tag == "article"
        skips = bool(tag in SKIPPED_TAGS or classes & SKIPPED_CLASSES or "hidden" in named)
        self.open.append((tag, skips))
        self.skipping += skips
        if tag in BLOCKS:
            self._close()

    def handle_endtag(self, tag):
        if tag not in {name for name, _ in self.open}:
            return
        while self.open:
            name, skips = self.open.pop()
            self.skipping -= skips
            if name in BLOCKS:
                self._close()
            if name == "article":
                self.inside = False
            if name == tag:
                break

    def handle_data(self, text):
        if self.inside and not self.skipping:
            self.current.append(text)

    def _close(self):
        words = " ".join("".join(self.current).split())
        if words:
            self.blocks.append(words)
        self.current = []


def blocks(html):
    """Return the blocks of text of a page's article."""
    reader = _Reader()
    reader.feed(html)
    reader._close()
    return reader.blocks
