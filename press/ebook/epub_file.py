"""The files of an EPUB 3: pages, contents, package document, all in one zip with fixed times."""

from __future__ import annotations

import datetime
import io
import os
import uuid
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from press.book.templating import render
from press.configuration.parts import About, BuiltEdition, Evaluation
from press.ebook import access
from press.look import FONTS, all_colours

STYLE = Path(__file__).with_name("style.css")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a zip: the same bytes at any time
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
PICTURES = [kind for kind in MEDIA_TYPES.values() if kind.startswith("image/")]


class Link(NamedTuple):
    """A line of the contents: its words, where they lead ("" for a part's), and the lines below it."""

    title: str
    address: str
    below: tuple[Link, ...] = ()


class PackedFile(NamedTuple):
    """A file as the package document lists it: name, id, media type, and what a reader must know of it."""

    name: str
    mark: str
    kind: str
    properties: list[str]


@dataclass
class Book:
    """What goes into the file.

    `pages` are whole documents by file name, in reading order; `contents` has a line a chapter, `figures` a
    line a figure; `evaluated` says to what the book was found to conform, and when (None without evaluation).
    """

    title: str
    author: str
    language: str
    rights: str
    edition: BuiltEdition
    about: About
    pages: dict[str, str]
    contents: list[Link]
    figures: list[Link] = field(default_factory=list)
    elsewhere: list[Link] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    evaluated: Evaluation | None = None


def page(title: str, language: str, body: Markup, depth: int) -> str:
    """Return an XHTML document that lies `depth` folders under the top."""
    top = "../" * depth
    return render("ebook/templates/page.xhtml", title=title, language=language, body=body, way_to_top=top)


def pack(book: Book) -> bytes:
    """Return the EPUB, byte for byte the same for the same book."""
    colours = "".join(f"--{one.name}:{one.light};" for one in all_colours())
    style = f":root{{{colours}}}\n" + STYLE.read_text(encoding="utf-8")
    inside = {
        **{name: text.encode() for name, text in book.pages.items()},
        "nav.xhtml": _contents(book).encode(),
        "style.css": style.encode(),
        **{f"fonts/{font.name}": font.read_bytes() for font in sorted(FONTS.glob("*.woff2"))},
        **book.pictures,
    }
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": render("ebook/templates/container.xml").encode(),
        **{f"EPUB/{name}": content for name, content in inside.items()},
        "EPUB/package.opf": package(book, inside).encode(),
    }
    return _zipped(files)


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return packed.getvalue()


def _contents(book: Book) -> str:
    """Return the page that leads into the book: its contents, its figures, and where it begins."""
    body = render(
        "ebook/templates/contents.xhtml",
        contents=book.contents,
        figures=book.figures,
        elsewhere=book.elsewhere,
    )
    return page("Contents", book.language, body, 0)


def package(book: Book, inside: dict[str, bytes]) -> str:
    """Return the package document: what the book is, its files (`inside`, bytes by name), their order."""
    marks = {name: f"f{place}" for place, name in enumerate(inside)}
    edition = book.edition
    built = {
        "edition": edition.edition,
        "source" if edition.modified else "commit": edition.source,
        "data date": edition.data_date,
    }
    described = ", ".join(f"{key} {value}" for key, value in built.items() if value)
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    modified = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return render(
        "ebook/templates/package.opf",
        book=book,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, "|".join((book.title, *built.values()))),
        description=" ".join(filter(None, (book.about.description, f"{described.capitalize()}."))),
        modified=modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        accessibility=access.described("".join(book.pages.values()), book.evaluated),
        files=[_packed_file(name, marks[name], content) for name, content in inside.items()],
        spine=[marks[name] for name in ("nav.xhtml", *book.pages)],
    )


def _packed_file(name: str, mark: str, content: bytes) -> PackedFile:
    kind = MEDIA_TYPES[Path(name).suffix.lower()]
    if name == "nav.xhtml":
        return PackedFile(name, mark, kind, ["nav"])
    signs = {"svg": b"<svg", "mathml": b"<math"} if kind == MEDIA_TYPES[".xhtml"] else {}
    return PackedFile(name, mark, kind, [word for word, sign in signs.items() if sign in content])
