"""Chapters as one document: the places of each are named after it, so that links find them."""

from __future__ import annotations

import re
from posixpath import basename, splitext
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

HEAD = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<head><meta charset="utf-8"/></head><body>\n'
)
TOP = "top"  # the place where a chapter begins
NAMELESS = {"dt", "dd", "li", "p", "td", "th"}  # whose names pandoc does not keep


def chapter(body: str, docname: str, number: str) -> str:
    """Return a chapter's XHTML with its own names for its places.

    Links to other chapters lead to their places; a link to a file that only the web book has becomes plain
    words. A drawing that a chapter brought is a picture here. `number` is what the contents call the chapter.
    """
    tree: HtmlElement = lxml.html.fragment_fromstring(body, create_parent="div")
    for place in tree.xpath("//*[@id]"):
        _name(place, named(docname, place.get("id")))
    for link in tree.xpath("//a[@href]"):
        _lead(link, docname)
    for picture in tree.xpath("//img[@src]"):
        picture.set("src", _picture(picture.get("src")))
    for title in tree.xpath("//h1")[:1]:
        if number and not title.xpath(".//span[@class='section-number']"):
            title.text = f"{number}. {title.text or ''}"
    tree.set("id", named(docname, TOP))
    return str(lxml.html.tostring(tree, encoding="unicode", method="xml"))


def document(chapters: list[str]) -> str:
    """Return the whole document."""
    return HEAD + "\n".join(chapters) + "</body></html>\n"


def named(docname: str, place: str) -> str:
    """Return the name of a place in the whole document."""
    return f"{basename(docname)}--{place}"


def _name(place: HtmlElement, name: str) -> None:
    """Give a place its name; where pandoc would forget it, it stands inside."""
    if place.tag not in NAMELESS:
        place.set("id", name)
        return
    del place.attrib["id"]
    mark = lxml.html.Element("span", id=name)
    mark.tail, place.text = place.text, None
    place.insert(0, mark)


def _lead(link: HtmlElement, docname: str) -> None:
    """Have a link lead to a place of the document, or to the web, or nowhere."""
    parts = urlsplit(link.get("href", ""))
    name, ending = splitext(basename(parts.path))
    if parts.scheme:
        return
    if not parts.path:
        link.set("href", f"#{named(docname, parts.fragment or TOP)}")
    elif ending == ".xhtml":
        link.set("href", f"#{named(name, parts.fragment or TOP)}")
    else:
        link.tag = "span"
        del link.attrib["href"]


def _picture(address: str) -> str:
    """Return where a chapter's picture lies beside the text."""
    if urlsplit(address).scheme:
        return address
    inside = re.sub(r"^(?:\.\./)+", "", address)
    return re.sub(r"\.svg$", ".png", inside)
