"""Reads a PDF as its users do: as structure (screen readers), as text (search), as marks on pages (eyes)."""

import ctypes
import re
import unicodedata
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

HYPHEN = "\ufffe"  # how PDFium tells a hyphen at the end of a line
HEAD, FOOT = 60.0, 55.0  # points: the running head stands above, the folio below
FULL_ENOUGH = 0.12  # share of the paper's height that the last page of a chapter is used for at least


@dataclass
class Element:
    """A structure element: its kind, its alternative text, its children, the kinds above it."""

    kind: str
    alt: str = ""
    title: str = ""
    children: list = field(default_factory=list)
    above: tuple = ()


def structure(pdf):
    """Return the top of the structure tree."""
    return [_element(child, ()) for child in _children(pdf.Root.StructTreeRoot) if _is_element(child)]


def flat(elements):
    """Yield every element in reading order."""
    for element in elements:
        yield element
        yield from flat(element.children)


def kinds(path):
    """Return how many elements of each kind a PDF has."""
    with pikepdf.open(path) as pdf:
        return Counter(element.kind for element in flat(structure(pdf)))


def _element(node, above):
    kind = str(node.S).lstrip("/")
    made = Element(kind, str(node.get("/Alt", "")), str(node.get("/T", "")), above=above)
    made.children = [_element(child, (*above, kind)) for child in _children(node) if _is_element(child)]
    return made


def _children(node):
    below = node.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def _is_element(node):
    return isinstance(node, pikepdf.Dictionary) and "/S" in node


def text(path, first=1, last=None):
    """Return the text of some pages (without numbers: of all) as a search finds it, a form feed after each.

    What is drawn twice in one place, as a label over its own halo, is told once.
    """
    pages = _texts(path, Path(path).stat().st_mtime_ns)
    return "".join(f"{page}\f" for page in pages[first - 1 : last])


@cache
def _texts(path, _changed):
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [_page_text(page) for page in pdf]


def _page_text(page):
    signs = [sign for sign, _ in _signs(page)]
    return "".join(signs).replace(HYPHEN, "-\n")


def _signs(page):
    """Return a page's signs in the order of its content, each with its place in PDFium's list.

    PDFium puts what stands on one line side by side, a note in the margin into the sentence beside it. Here
    each sign goes back to the text that draws it; where two that were no neighbours meet, a line ends.
    """
    read, ranks, rank, found = page.get_textpage(), _ranks(page), -1, []
    for at in range(read.count_chars()):
        owner = raw.FPDFText_GetTextObject(read, at)
        rank = ranks.get(_address(owner), rank) if owner else rank
        found.append((rank, at))
    found.sort()
    signs, before = [], -1
    for _, at in found:
        signs += [("\n", None)] if at != before + 1 else []
        signs.append((chr(raw.FPDFText_GetUnicode(read, at)), at))
        before = at
    return [(sign, at) for sign, at in signs if sign != "\r"]


def _ranks(page):
    """Return when each object of a page is drawn, those inside its drawings included."""
    drawn = (_address(one.raw) for one in page.get_objects(max_depth=9))
    return {address: rank for rank, address in enumerate(drawn)}


def _address(thing):
    return ctypes.cast(thing, ctypes.c_void_p).value


def words(text):
    """Return the words of a text, the same for pages and paper: no soft hyphens, no ligatures, no spaces."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\u00ad\u200b-\u200f\u2060\u202a-\u202e\ufeff]", "", plain)
    return re.findall(r"\w+", plain)


@dataclass(frozen=True)
class Line:
    """A line of text on a page: where it begins and ends, in points from the top left, and what it says."""

    page: int
    x: float
    y: float
    right: float
    bottom: float
    text: str


def lines(path):
    """Return every line of every page with its place, and the pages' sizes."""
    return _placed(path, Path(path).stat().st_mtime_ns)


@cache
def _placed(path, _changed):
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        sizes = [page.get_size() for page in pdf]
        found = [line for number, page in enumerate(pdf, 1) for line in _lines(number, page)]
    return found, sizes


def _lines(number, page):
    """Yield the lines of one page."""
    height, read, signs = page.get_height(), page.get_textpage(), [*_signs(page), ("\n", None)]
    begin = 0
    for end in (at for at, (sign, _) in enumerate(signs) if sign in ("\n", HYPHEN)):
        shown = [(sign, at) for sign, at in signs[begin:end] if at is not None]
        boxes = [read.get_charbox(at, loose=True) for sign, at in shown if not sign.isspace()]
        if boxes:
            left, bottom, right, top = zip(*boxes, strict=True)
            said = "".join(sign for sign, _ in shown).strip()
            yield Line(number, min(left), height - max(top), max(right), height - min(bottom), said)
        begin = end + 1


def chapters(pdf):
    """Return each chapter's title with its first and last page, from the bookmarks."""
    with pikepdf.open(pdf) as opened:
        pages = {page.objgen: number for number, page in enumerate(opened.pages, 1)}
        with opened.open_outline() as outline:
            tops = [(item.title, _page(item, pages)) for item in outline.root]
        ends = [page - 1 for _, page in tops[1:]] + [len(opened.pages)]
    return {title: (first, last) for (title, first), last in zip(tops, ends, strict=True)}


def _page(item, pages):
    target = item.destination if item.destination is not None else item.action.D
    return pages[target[0].objgen]


def nearly_empty(pdf):
    """Return the chapters of several pages whose last page holds but a few lines."""
    placed, sizes = lines(pdf)
    found = []
    for title, (first, last) in chapters(pdf).items():
        height = sizes[last - 1][1]
        inside = [line.bottom for line in placed if line.page == last and HEAD < line.y < height - FOOT]
        if last > first and max(inside) <= HEAD + FULL_ENOUGH * height:
            found.append(title)
    return found


def text_sizes(path, without="no font"):
    """Return the sizes of type (points on the page) with how many strings are set in each.

    Fonts whose name holds `without` do not count.
    """
    sizes = Counter()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _sizes(page.obj, (1, 0, 0, 1, 0, 0), sizes, without)
    return sizes


def _sizes(holder, start, sizes, without):
    stack, matrix, size, text_matrix = [], start, 0.0, (1, 0, 0, 1, 0, 0)
    forms = holder.get("/Resources", {}).get("/XObject", {})
    fonts = holder.get("/Resources", {}).get("/Font", {})
    counted = True
    for operands, operator in pikepdf.parse_content_stream(holder):
        sign = str(operator)
        if sign == "q":
            stack.append(matrix)
        elif sign == "Q":
            matrix = stack.pop()
        elif sign == "cm":
            matrix = _times([float(value) for value in operands], matrix)
        elif sign == "Tf":
            size = float(operands[1])
            counted = without not in str(fonts[str(operands[0])].BaseFont)
        elif sign == "Tm":
            text_matrix = [float(value) for value in operands]
        elif sign in ("Tj", "TJ") and counted:
            _, _, c, d, *_ = _times(text_matrix, matrix)
            sizes[round(size * (c * c + d * d) ** 0.5, 1)] += 1
        elif sign == "Do" and forms[str(operands[0])].get("/Subtype") == "/Form":
            form = forms[str(operands[0])]
            own = [float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]
            _sizes(form, _times(own, matrix), sizes, without)


def _times(one, two):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
