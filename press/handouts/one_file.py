"""Each page as one HTML file that needs nothing else: style, letters, living charts and sources lie inside.

It is made from the page of the site, so that both say the same. What the site alone can give (other pages,
tables, search) is a link where the site has an address, and plain words where it has none.
"""

from __future__ import annotations

import base64
import copy
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from press.book.templating import render
from press.figures.specs import living

HELD = Path(__file__).with_name("templates") / "held.js"
RUNTIME = ("_static/look.js", f"_static/{living.MAIN}.js")  # what a living chart loads beside its own file
LEFT_OUT = (
    ".//div[@class='take-along']",
    ".//nav[@class='turn']",
    ".//section[@class='page-end']/p[@class='links']",
    ".//p[@class='cite-tools']/a",
    ".//picture/source",
)  # what only a site can offer
KINDS = {".woff2": "font/woff2", ".woff": "font/woff", ".csv": "text/csv"}  # machines do not agree on them
FIGURES = ".//figure[@data-figure]"
_WORK = "work-"  # anchors of works that are brought along: another page's may be this page's, too
_FACE = re.compile(r"url\(([\w./-]+\.woff2?)\)")
_END = re.compile(r"</(?=script)", re.IGNORECASE)


class Place(NamedTuple):
    """A page of the site: its file, the folder of the site, and its address ("" where the site has none)."""

    page: Path
    site: Path
    address: str

    def leads_to(self, link: str) -> tuple[Path, str]:
        """Return the file that a link of the page leads to, and the place in it."""
        parts = urlsplit(link)
        file = (self.page.parent / unquote(parts.path)).resolve() if parts.path else self.page
        return file, parts.fragment


def write(site: Path, pages: list[str], target: Path) -> list[Path]:
    """Write the pages of a built site as files that stand alone into `target`; return them.

    `pages` are paths in the site, such as "chapters/data.html".
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name in pages:
        written.append(target / Path(name).name)
        written[-1].write_text(alone(site.resolve(), name), encoding="utf-8")
    return written


def alone(site: Path, name: str) -> str:
    """Return a page of the site as a document that asks nobody for anything."""
    whole: HtmlElement = lxml.html.document_fromstring((site / name).read_text(encoding="utf-8"))
    place = Place(site / name, site, _text(whole, "//link[@rel='canonical']/@href"))
    main = _all(whole, "//main")[0]
    for one in [found for path in LEFT_OUT for found in _all(main, path)]:
        one.drop_tree()
    cited = list(_lead(main, place))
    held = list(_held(site, [one.get("data-figure", "") for one in _all(main, FIGURES)]))
    return render(
        "handouts/templates/handout.html",
        language=whole.get("lang", "en"),
        body_class=_text(whole, "/html/body/@class"),
        title=_text(whole, "//title"),
        description=_text(whole, "/html/head/meta[@name='description']/@content"),
        icon=_as_address(site / "_static" / "mark.svg"),
        book=_text(whole, "//a[@class='home']/span"),
        mark=_markup(_all(whole, "//a[@class='home']/*")[0]),
        address=urljoin(place.address, "../" * name.count("/")) if place.address else "",
        toggle=_markup(_all(whole, "//button[@class='theme-toggle']")[0]),
        sections=[(one.get("href"), one.text_content()) for one in _all(whole, "//ol[@class='sections']//a")],
        styles=Markup("\n").join(
            _style(place.leads_to(link)[0])
            for link in _all(whole, "/html/head/link[@rel='stylesheet']/@href")
        ),
        scripts=[_script(place.leads_to(link)[0]) for link in _all(whole, "/html/head/script/@src")],
        held=[(source, _script(site / source)) for source in held],
        held_script=_script(HELD),
        content=Markup("").join(_markup(one) for one in main),
        cited=cited,
        about=_markup(_all(whole, "//footer/p")[0]),
    )


def _held(site: Path, figures: list[str]) -> Iterator[str]:
    """Yield the scripts that living figures load: runtime, what they need, both forms of each."""
    forms = [f"figures/{name}.{form}.js" for name in figures for form in ("wide", "narrow")]
    more = dict.fromkeys(script for form in forms for script in living.needed_by(site / form))
    if forms:
        yield from (*RUNTIME, *(f"_static/{script}.js" for script in more), *forms)


def _all(element: HtmlElement, path: str, **known: str) -> list[Any]:
    """Return all elements, or attributes, that an XPath finds."""
    found: list[Any] = element.xpath(path, **known)
    return found


def _text(element: HtmlElement, path: str) -> str:
    """Return the text of the first that an XPath finds, "" when it finds none."""
    return str(element.xpath(f"string({path})"))


def _lead(main: HtmlElement, place: Place) -> Iterator[Markup]:
    """Have links and pictures need no other file; yield each source that the text cites, once."""
    for picture in _all(main, ".//img[@src]"):
        file, _ = place.leads_to(picture.get("src", ""))
        if file.is_relative_to(place.site):
            picture.set("src", _as_address(file))
    seen: dict[str, Markup] = {}
    entries: dict[Path, HtmlElement] = {}
    for link in _all(main, ".//a[@href]"):
        address = link.get("href", "")
        if address.startswith("#") or urlsplit(address).scheme:
            continue
        file, anchor = place.leads_to(address)
        entry = _entry(file, anchor, entries)
        if entry is not None:
            if anchor not in seen:
                seen[anchor] = _taken_along(entry)
            link.set("href", f"#{_WORK}{anchor}")
        elif file.suffix == ".csv" and file.parent == place.site / "figures":
            link.set("href", _as_address(file))
            link.set("download", file.name)
        elif place.address:
            link.set("href", urljoin(place.address, address))
        else:
            _into_words(link)
    yield from seen.values()


def _into_words(link: HtmlElement) -> None:
    """Take the address of a link away; one that offered a file only goes with its line."""
    line = _all(link, "parent::li[parent::ul[@class='files']]")
    if line:
        line[0].drop_tree()
        return
    for name in ("href", "download"):
        link.attrib.pop(name, None)


def _entry(file: Path, anchor: str, known: dict[Path, HtmlElement]) -> HtmlElement | None:
    """Return the entry of a bibliography on another page that a link leads to, if it leads to one."""
    if not anchor or file.suffix != ".html" or not file.is_file():
        return None
    if file not in known:
        known[file] = lxml.html.document_fromstring(file.read_text(encoding="utf-8"))
    found = _all(known[file], "//div[@class='citation' and @id=$anchor]", anchor=anchor)
    return found[0] if found else None


def _taken_along(entry: HtmlElement) -> Markup:
    """Return an entry with an anchor that the page it is brought to has not, and no way back to its own."""
    taken = copy.deepcopy(entry)
    taken.set("id", _WORK + taken.get("id"))
    for back in _all(taken, ".//a[starts-with(@href, '#')]"):
        back.drop_tag()
    return _markup(taken)


def _markup(element: HtmlElement) -> Markup:
    return Markup(lxml.html.tostring(element, encoding="unicode"))


def _style(file: Path) -> Markup:
    """Return a style sheet with its letters inside."""
    text = file.read_text(encoding="utf-8")
    return Markup(_FACE.sub(lambda found: f"url({_as_address(file.parent / found[1])})", text))


def _script(file: Path) -> Markup:
    """Return a program that cannot close the element that it stands in."""
    return Markup(_END.sub(r"<\\/", file.read_text(encoding="utf-8")))


def _as_address(file: Path) -> str:
    """Return a file as an address that holds it."""
    kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
