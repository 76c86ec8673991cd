"""A figure's bundle with made-up contents, of which a test sets what it looks at."""

from press.figures.bundle import Bundle, Drawings, Specifications

WORDS = {"name": "sample", "headline": "H", "subtitle": "S", "alt": "A", "note": "", "function": "f"}


def bundle(columns=(), rows=(), svg="", spec=None, **words):
    """Return a bundle; `svg` and `spec` stand for every form of it."""
    spec = spec or {}
    return Bundle(
        **{**WORDS, **words},
        columns=tuple(columns),
        rows=tuple(map(tuple, rows)),
        sources=(),
        spec=Specifications(spec, spec),
        svg=Drawings(svg, svg, svg),
    )
