"""Whether the file of a picture holds one: the paper would stop without its name, a page show a gap."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}svg"
_LARGE = (
    50_000_000  # points: of a larger picture only the parts are checked, for the memory that it would take
)
_MOST_TEXT = 64_000_000
_KINDS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "GIF": (".gif",), "WEBP": (".webp",)}
_KINDS["MPO"] = _KINDS["JPEG"]  # what some cameras write: a JPEG with a second picture behind the first


def unreadable(file: Path) -> str:
    """Return why the picture in a file cannot be shown, as the middle of a sentence; "" if it can be."""
    return _of_drawing(file) if file.suffix.lower() == ".svg" else _of_points(file)


def _of_drawing(file: Path) -> str:
    """Return what is wrong with an SVG: the paper reads UTF-8 only, a browser wants the namespace."""
    content = file.read_bytes()
    try:
        content.decode("utf-8")
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except etree.XMLSyntaxError as problem:
        return f"it is no SVG: {problem.msg}"
    if root.tag == _SVG:
        return ""
    return f"it is no SVG: it begins with <{etree.QName(root).localname}>, without SVG's namespace"


def _of_points(file: Path) -> str:
    """Return what is wrong with a picture of points; it is read to its end, which may be missing."""
    from PIL import Image, PngImagePlugin, UnidentifiedImageError  # here, since few chapters hold pictures

    Image.MAX_IMAGE_PIXELS = None  # large pictures and long notes in them are no attack: they are the book's
    PngImagePlugin.MAX_TEXT_CHUNK = PngImagePlugin.MAX_TEXT_MEMORY = _MOST_TEXT
    try:
        with Image.open(file) as picture:
            kind = picture.format or ""
            if picture.width * picture.height > _LARGE:
                picture.verify()
            else:
                picture.load()
    except UnidentifiedImageError:
        return "it holds no picture"
    except (OSError, SyntaxError, ValueError, RuntimeError) as problem:
        return str(problem).rstrip(".")
    if file.suffix.lower() in _KINDS.get(kind, ()):
        return ""
    return f"its name ends in {file.suffix}, and what it holds is {kind}"
