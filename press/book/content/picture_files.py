"""Whether the file of a picture holds one: the paper would stop without its name, a page show a gap."""

from __future__ import annotations

import warnings
from pathlib import Path

from lxml import etree

_KINDS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "GIF": (".gif",), "WEBP": (".webp",)}
_KINDS["MPO"] = _KINDS["JPEG"]  # what some cameras write: a JPEG with a second picture behind the first


def unreadable(file: Path) -> str:
    """Return why the picture in a file cannot be shown, as the middle of a sentence; "" if it can be."""
    return _of_drawing(file) if file.suffix.lower() == ".svg" else _of_points(file)


def _of_drawing(file: Path) -> str:
    """Return what is wrong with an SVG."""
    try:
        root = etree.parse(
            file, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        ).getroot()
    except etree.XMLSyntaxError as problem:
        return f"it is no SVG: {problem.msg}"
    return "" if etree.QName(root).localname == "svg" else f"it is no SVG: it begins with <{root.tag}>"


def _of_points(file: Path) -> str:
    """Return what is wrong with a picture of points; all of it is read, for the end may be missing."""
    from PIL import Image, UnidentifiedImageError  # here, since few chapters hold pictures of their own

    try:
        with warnings.catch_warnings(), Image.open(file) as picture:
            warnings.simplefilter("ignore")  # of its size, among others: the book's own files are no attack
            picture.load()
            kind = picture.format or ""
    except UnidentifiedImageError:
        return "it holds no picture"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        return str(problem).rstrip(".")
    if file.suffix.lower() in _KINDS.get(kind, ()):
        return ""
    return f"its name ends in {file.suffix}, and what it holds is {kind}"
