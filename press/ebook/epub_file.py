"""The files of an EPUB 3: pages, contents, package document, all in one zip with fixed times."""

from __future__ import annotations

import datetime
import html
import io
import os
import re
import uuid
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from press.ebook import access
from press.look import FONTS, all_colours
from press.settings import BuiltEdition, Evaluation

STYLE = Path(__file__).with_name("style.css")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a zip: the same bytes at any time
TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
# What is written in the Korean alphabet is Korean; no other script tells its language so plainly.
_KOREAN = re.compile(
    r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+(?: [\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+)*"
)


@dataclass
class Book:
    """What goes into the file.

    `contents` holds (title, address, sections) a chapter, `figures` (title, address) a figure; `evaluated`
    says to what the book was found to conform, and when.
    """

    title: str
    author: str
    language: str
    rights: str
    edition: BuiltEdition
    pages: dict[str, str]
    contents: list[tuple[str, str, list[tuple[str, str]]]]
    figures: list[tuple[str, str]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    evaluated: Evaluation | None = field(default_factory=dict)


def spoken(text: str) -> str:
    """Mark what is Korean in a page's text as Korean, so that a voice reads it as such."""
    return _KOREAN.sub(r'<span lang="ko" xml:lang="ko">\g<0></span>', text)


def page(title: str, language: str, body: str, depth: int) -> str:
    """Return a chapter as an XHTML document."""
    root = "../" * depth
    names = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    head = f'<meta charset="UTF-8"/><title>{html.escape(title)}</title>'
    style = f'<link rel="stylesheet" type="text/css" href="{root}style.css"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {names} lang="{language}" '
        f'xml:lang="{language}"><head>{head}{style}</head>\n<body><main>\n{body}\n</main></body></html>\n'
    )


def pack(book: Book) -> bytes:
    """Return the EPUB, byte for byte the same for the same book."""
    colours = "".join(f"--{one.name}:{one.light};" for one in all_colours())
    style = f":root{{{colours}}}\n" + STYLE.read_text(encoding="utf-8")
    inside = {
        **{name: text.encode() for name, text in book.pages.items()},
        "nav.xhtml": _navigation(book).encode(),
        "style.css": style.encode(),
        **{f"fonts/{font.name}": font.read_bytes() for font in sorted(FONTS.glob("*.woff2"))},
        **book.pictures,
    }
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER.encode(),
        **{f"EPUB/{name}": content for name, content in inside.items()},
        "EPUB/package.opf": _package(book, inside).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return packed.getvalue()


_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


def _navigation(book: Book) -> str:
    """Return the page that leads into the book: its contents, its figures, and where it begins."""
    items = "".join(
        f'<li><a href="{link}">{title}</a>{_list(sections)}</li>' for title, link, sections in book.contents
    )
    begin = book.contents[0][1]
    navs = _nav("toc", ' role="doc-toc"', "h1", "Contents", f"<ol>{items}</ol>")
    navs += _nav("loi", "", "h2", "Figures", _list(book.figures)) if book.figures else ""
    marks = (
        '<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden"><ol>'
        '<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>'
        f'<li><a epub:type="bodymatter" href="{begin}">Beginning</a></li></ol></nav>'
    )
    return page("Contents", book.language, navs + marks, 0)


def _nav(kind: str, role: str, level: str, name: str, listed: str) -> str:
    return (
        f'<nav epub:type="{kind}"{role} id="{kind}" aria-labelledby="{kind}-name">'
        f'<{level} id="{kind}-name">{name}</{level}>{listed}</nav>'
    )


def _list(sections: list[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{link}">{title}</a></li>' for title, link in sections)
    return f"<ol>{items}</ol>" if items else ""


def _package(book: Book, inside: dict[str, bytes]) -> str:
    """Return the package document: what the book is, its files, their order."""
    names = {name: f"f{place}" for place, name in enumerate(inside)}
    manifest = "".join(_item(name, mark, inside[name]) for name, mark in names.items())
    spine = "".join(f'<itemref idref="{names[name]}"/>' for name in ("nav.xhtml", *book.pages))
    said = access.told("".join(book.pages.values()), book.author, book.evaluated)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang="{book.language}">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{_about(book)}{said}</metadata>\n'
        f"<manifest>{manifest}</manifest>\n<spine>{spine}</spine></package>\n"
    )


def _about(book: Book) -> str:
    edition: dict[str, str] = vars(book.edition)
    named = uuid.uuid5(uuid.NAMESPACE_URL, "|".join((book.title, *edition.values())))
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    modified = datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in edition.items() if value)
    say = html.escape
    return (
        f'<dc:identifier id="id">urn:uuid:{named}</dc:identifier><dc:title>{say(book.title)}</dc:title>'
        f"<dc:creator>{say(book.author)}</dc:creator><dc:language>{book.language}</dc:language>"
        f"<dc:rights>{say(book.rights)}</dc:rights><dc:description>{say(told.capitalize())}</dc:description>"
        f'<meta property="dcterms:modified">{modified}</meta>'
    )


def _item(name: str, mark: str, content: bytes) -> str:
    kind = TYPES[Path(name).suffix]
    holds = [word for word, sign in (("svg", b"<svg"), ("mathml", b"<math")) if sign in content]
    properties = ["nav"] if name == "nav.xhtml" else holds if kind == TYPES[".xhtml"] else []
    listed = f' properties="{" ".join(properties)}"' if properties else ""
    return f'<item id="{mark}" href="{html.escape(name)}" media-type="{kind}"{listed}/>'
