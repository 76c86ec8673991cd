"""Pages in other languages: the links between a page and its translations, and the letters these need.

A translated page loads letters that the book's own faces lack: they are cut out of the faces of `press.look`
that have them, to the letters of that page, as a file of its own that no other page asks for.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from markupsafe import Markup
from sphinx.application import Sphinx

from press.book import chapter_order
from press.errors import PublishError
from press.look import FONTS
from press.page.html_builder import SiteBuilder, way_to_top

FAMILY = "Letters of this page"
_OWN = "BriefSans-Regular.ttf"
_WEIGHTS = {"Regular": 400, "Bold": 700}
_PRINTED = range(0x21, 0x10FFFF)
_NAMES = "languages"  # the file of the letters in which languages name themselves
_WEIGHT = re.compile(r"-\d+$")


class Edition(NamedTuple):
    """A page in one language, by its code, and its address: in full where the site's is known."""

    language: str
    address: str


def editions(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[Edition]:
    """Return a page in every language that it has, the book's own first; none where it has one only."""
    base = app.config.html_baseurl
    return [
        Edition(
            language,
            f"{base}{app.builder.get_target_uri(name)}" if base else context["pathto"](name),
        )
        for language, name in chapter_order.in_languages(app.config, pagename).items()
    ]


def fill(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    """Tell a page's language, its other editions, and, on a translation, the letters that it needs.

    A translation stands outside the order of the chapters: it has no page before it and none after.
    """
    own, shown = app.config.language or "en", chapter_order.language_of(app.config, pagename)
    context["page_language"] = shown
    context["around"] = Markup("") if shown == own else Markup(' lang="{}"').format(own)
    context["languages"] = editions(app, pagename, context) if doctree is not None else []
    other = chapter_order.translation_of(app.config, pagename)
    if other is None:
        if (following := context.get("next")) and _is_translation(app, following["link"], context):
            context["next"] = None
        if isinstance(app.builder, SiteBuilder) and context["languages"]:
            context["page_head"] = _names(app, pagename, context) + context.get("page_head", "")
        return
    context["is_front"] = other.of == app.config.root_doc
    context["prev"] = context["next"] = None
    if isinstance(app.builder, SiteBuilder):
        text = f"{context.get('title', '')}{context.get('body', '')}"
        context["page_head"] = _letters(app, pagename, context, text) + context.get("page_head", "")


def get_ready(app: Sphinx) -> None:
    """Cut the letters of the languages' names before chapters are read: `make live` does that ahead."""
    if isinstance(app.builder, SiteBuilder) and app.config.brief_translations:
        list(cut("".join(map(chapter_order.own_name, _languages(app)))))


def unused(builder: SiteBuilder, out: Path) -> list[Path]:
    """Return the files of letters in a site that no page in another language asks for any more."""
    pages = {_NAMES: builder.config.root_doc} | {
        one.page.rpartition("/")[2]: one.page for one in builder.config.brief_translations
    }
    texts = {stem: Path(builder.get_outfilename(page)) for stem, page in pages.items()}
    asked = {
        stem
        for stem, page in texts.items()
        if page.is_file() and f"fonts/{stem}.css" in page.read_text(encoding="utf-8")
    }
    made = [path for path in (out / "_static" / "fonts").glob("*") if path.suffix in (".css", ".woff")]
    return [path for path in made if _WEIGHT.sub("", path.stem) not in asked]


def _languages(app: Sphinx) -> list[str]:
    """Return the languages of the front page, which are those of every page that has others."""
    return list(chapter_order.in_languages(app.config, app.config.root_doc))


def _is_translation(app: Sphinx, link: str, context: dict[str, Any]) -> bool:
    return link in {context["pathto"](one.page) for one in app.config.brief_translations}


def _names(app: Sphinx, pagename: str, context: dict[str, Any]) -> Markup:
    """Return the link to the letters of the languages' names, in one weight."""
    text = "".join(chapter_order.own_name(one.language) for one in context["languages"])
    return _linked(app, pagename, context, _NAMES, list(cut(text))[:1], "")


def _letters(app: Sphinx, pagename: str, context: dict[str, Any], text: str) -> Markup:
    """Return the link to the letters of a page that the book's own faces lack; "" where it needs none."""
    stack = f'"Text Sans","Like Sans","Like Sans 2","Like Sans 3","{FAMILY}",sans-serif'
    rules = f":root{{--sans:{stack};--serif:{stack}}}:lang(ko){{word-break:keep-all}}"
    rules += "html.waits body{visibility:hidden}\n"
    context["letters_family"] = FAMILY
    return _linked(app, pagename, context, pagename.rpartition("/")[2], list(cut(text)), rules)


def _linked(
    app: Sphinx, pagename: str, context: dict[str, Any], stem: str, faces: list[tuple[int, bytes]], rules: str
) -> Markup:
    """Write faces and their style sheet, and return the link to this; "" without a face.

    A strict policy allows neither a style nor a face within the page. The page's script asks for the files
    ahead (`letters`), where it may; what comes late takes the place of the reader's own letters then.
    """
    if not faces:
        return Markup("")
    folder = Path(app.outdir) / "_static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{stem}-{weight}.woff": (weight, content) for weight, content in faces}
    for file, (weight, content) in files.items():
        (folder / file).write_bytes(content)
        rules += (
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:swap;'
            f'src:url({file}) format("woff")}}\n'
        )
    (folder / f"{stem}.css").write_text(rules, encoding="utf-8")
    context["letters"] = " ".join(files)
    way = f"{way_to_top(app.builder, pagename)}_static/fonts/"
    return Markup('\n<link rel="stylesheet" href="{}{}.css">').format(way, stem)


def cut(text: str) -> Iterator[tuple[int, bytes]]:
    """Yield weight and WOFF file of each face that has the letters of a text that the book's own lack.

    Raises PublishError for a letter that no face has.
    """
    lacking = {sign for sign in map(ord, text) if sign in _PRINTED} - _signs(_OWN)
    if not lacking:
        return
    faces = [path.name for path in sorted(FONTS.glob("*-Regular.ttf")) if path.name != _OWN]
    found = [name for name in faces if not name.startswith("Brief") and lacking <= _signs(name)]
    if not found:
        none = "".join(sorted(chr(sign) for sign in lacking - set().union(*map(_signs, faces))))
        raise PublishError(f'no font of the book has the letters "{none}"; write them otherwise')
    for style, weight in _WEIGHTS.items():
        if (FONTS / found[0].replace("Regular", style)).is_file():
            yield weight, _cut(found[0].replace("Regular", style), frozenset(lacking))


@functools.cache
def _signs(face: str) -> frozenset[int]:
    with TTFont(FONTS / face, lazy=True) as font:
        return frozenset(font.getBestCmap())


@functools.cache
def _cut(face: str, signs: frozenset[int]) -> bytes:
    """Return a face with these signs only, as WOFF; the same signs give the same bytes."""
    options = subset.Options(
        flavor="woff", desubroutinize=True, notdef_outline=True, recalc_timestamp=False, hinting=False
    )
    with TTFont(FONTS / face, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=signs)
        cutter.subset(font)
        font.flavor = "woff"
        held = io.BytesIO()
        font.save(held)
    return held.getvalue()
