"""HTML as nodes of the document tree: text, lists, tables, pictures, links; nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes
from lxml import etree, html

from press.book.content.pieces import line_break

WAY_OUT = "write it in Markdown, or as a directive"
_NEVER = {
    "iframe": "shows another site; give its address as a link",
    "script": "runs a program; the pages run none of a chapter's own",
    "video": "is a film, which paper cannot show; offer the file with {download}",
    "audio": "is a sound, which paper cannot show; offer the file with {download}",
    "svg": "is a drawing; save it beside the chapter and show it with {image}",
    **dict.fromkeys(
        ("object", "embed", "canvas", "form", "input", "button", "select", "textarea", "applet", "math"),
        f"has no form on paper; {WAY_OUT}",
    ),
}
STRUCK, QUOTED = "struck", "quoted"  # classes: of words that do not hold, and of words in quotation marks
_MARKS = (
    ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    (
        "\N{LEFT SINGLE QUOTATION MARK}",
        "\N{RIGHT SINGLE QUOTATION MARK}",
    ),
)  # of a quotation, and of one in it
MEANT = ("q", "s", "del", "strike")  # elements without which words say something else
_SILENT = {"style", "template", "head", "meta", "link", "title", "col", "colgroup"}
_INLINE: dict[str, Callable[[], nodes.TextElement]] = {
    **dict.fromkeys(("sup",), nodes.superscript),
    **dict.fromkeys(("sub",), nodes.subscript),
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), nodes.emphasis),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), nodes.literal),
    **dict.fromkeys(
        ("span", "u", "ins", "mark", "small", "big", "abbr", "font", "bdi", "time"), nodes.inline
    ),
    **dict.fromkeys(("s", "del", "strike"), lambda: nodes.inline(classes=[STRUCK])),
    "q": lambda: nodes.inline(classes=[QUOTED]),
}
_LENGTH = re.compile(r"[\d.]+\s*(?:px|%|em|cm|mm|in|pt)?")
_NUMBER = re.compile(r"[-−+]?[\d,.\s]*\d[\d,.]*(?:e[-+]?\d+)?\s*%?")
_MISSING = {"", "NaN", "<NA>", "NaT", "None", "nan"}


class NotShown(ValueError):
    """HTML that not every medium can show; the message says why, and the way out."""


def is_inline(tag: str) -> bool:
    """Tell whether an element stands in a line of text, and its end may be found later in the line."""
    return tag in _INLINE or tag == "a"


def element(tag: str, attributes: dict[str, str]) -> nodes.TextElement:
    """Return the empty node of an element in a line. Raises NotShown for a link that runs a program."""
    if tag != "a":
        return _INLINE[tag]()
    address = attributes.get("href", "")
    if address.lower().startswith("javascript:"):
        raise NotShown(f"<a> {_NEVER['script']}")
    return nodes.reference(refuri=address) if address else nodes.inline()


def quote(document: nodes.Element) -> None:
    """Set the marks around the words of each <q>, which HTML leaves to who shows it."""
    for node in list(document.findall(nodes.inline)):
        if QUOTED in node["classes"]:
            inside = sum(QUOTED in outer["classes"] for outer in _around(node))
            begin, end = _MARKS[inside % 2]
            node.insert(0, nodes.Text(begin))
            node += nodes.Text(end)


def _around(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the elements that a node stands in."""
    while isinstance(node.parent, nodes.Element):
        node = node.parent
        yield node


def tag_of(markup: str) -> tuple[str, str, dict[str, str]]:
    """Return ("open" | "close" | "", name, attributes) of text that is one tag and nothing else."""
    found = re.fullmatch(r"\s*<(/?)([a-zA-Z][\w-]*)([^<>]*)>\s*", markup)
    if found is None:
        return "", "", {}
    if found[1]:
        return "close", found[2].lower(), {}
    parsed = html.fragment_fromstring(f"<{found[2]}{found[3]}>", create_parent="div")
    attributes = dict(parsed[0].attrib) if len(parsed) else {}
    return "open", found[2].lower(), {str(key): str(value) for key, value in attributes.items()}


def read(markup: str) -> list[nodes.Node]:
    """Return HTML as block nodes. Raises NotShown."""
    return _blocks(html.fragment_fromstring(markup, create_parent="div"))


def read_inline(markup: str) -> list[nodes.Node]:
    """Return HTML as nodes of a line. Raises NotShown."""
    return list(_line(html.fragment_fromstring(markup, create_parent="div")))


def _name(part: etree._Element) -> str:
    tag = part.tag.lower() if isinstance(part.tag, str) else ""  # a comment has no name
    if tag in _NEVER:
        raise NotShown(f"<{tag}> {_NEVER[tag]}")
    return "" if tag in _SILENT else tag


def _blocks(parent: etree._Element) -> list[nodes.Node]:
    """Return what stands in an element as blocks; loose text becomes paragraphs."""
    found: list[nodes.Node] = []
    loose = nodes.paragraph()

    def close() -> None:
        """End the paragraph that is open, and keep it if anything is in it."""
        nonlocal loose
        if loose.astext().strip() or any(loose.findall(nodes.image)):
            found.append(loose)
        loose = nodes.paragraph()

    loose += _words(parent.text)
    for child in parent:
        tag = _name(child)
        if tag in _BLOCKS or tag in ("div", "section", "center", "article", "figure", "details", "header"):
            close()
            found.extend(_BLOCKS[tag](child) if tag in _BLOCKS else _blocks(child))
        elif tag:
            loose += list(_inline(child, tag))
        loose += _words(child.tail)
    close()
    return found


def _all_text(part: etree._Element) -> str:
    return "".join(map(str, part.itertext()))


def _words(text: str | None) -> list[nodes.Node]:
    words = re.sub(r"\s+", " ", text or "")
    return [nodes.Text(words)] if words else []


def _line(parent: etree._Element) -> Iterator[nodes.Node]:
    yield from _words(parent.text)
    for child in parent:
        tag = _name(child)
        if tag:
            yield from _inline(child, tag)
        yield from _words(child.tail)


def _inline(part: etree._Element, tag: str) -> Iterator[nodes.Node]:
    if tag == "br":
        yield line_break()
    elif tag == "img":
        yield picture({str(key): str(value) for key, value in part.attrib.items()})
    elif is_inline(tag):
        node = element(tag, {str(key): str(value) for key, value in part.attrib.items()})
        if isinstance(node, nodes.literal):
            node += nodes.Text(_all_text(part))
        else:
            node += list(_line(part))
        yield node
    else:
        yield from _line(part)  # an element that says nothing of its own, such as <label>


def picture(attributes: dict[str, str]) -> nodes.image:
    """Return the node of an <img>. Raises NotShown without an address."""
    address = attributes.get("src", "")
    if not address:
        raise NotShown(
            '<img> has no src; give it the file beside the chapter, as <img src="map.png" alt="…">'
        )
    node = nodes.image(uri=address, alt=attributes.get("alt", ""))
    for side in ("width", "height"):
        if (size := attributes.get(side, "").strip()) and _LENGTH.fullmatch(size):
            node[side] = f"{size}px" if size.replace(".", "").isdigit() else size
    return node


def _paragraph(part: etree._Element) -> list[nodes.Node]:
    said = nodes.paragraph()
    said += list(_line(part))
    return [said] if said.astext().strip() or any(said.findall(nodes.image)) else []


def _heading(part: etree._Element) -> list[nodes.Node]:
    said = nodes.rubric()
    said += list(_line(part))
    return [said]


def _list(part: etree._Element) -> list[nodes.Node]:
    kind: type[nodes.Element] = nodes.enumerated_list if part.tag == "ol" else nodes.bullet_list
    made = kind(enumtype="arabic") if part.tag == "ol" else kind()
    for child in part:
        if _name(child) == "li":
            item = nodes.list_item()
            item += _blocks(child)
            made += item
    return [made]


def _quote(part: etree._Element) -> list[nodes.Node]:
    made = nodes.block_quote()
    made += _blocks(part)
    return [made]


def _code(part: etree._Element) -> list[nodes.Node]:
    text = _all_text(part)
    return [nodes.literal_block(text, text, language="none")]


def _rule(_part: etree._Element) -> list[nodes.Node]:
    return [nodes.transition()]


def _terms(part: etree._Element) -> list[nodes.Node]:
    made = nodes.definition_list()
    for child in part:
        tag = _name(child)
        if tag == "dt":
            term = nodes.term()
            term += list(_line(child))
            made += nodes.definition_list_item("", term)
        elif tag == "dd" and made.children:
            said = nodes.definition()
            said += _blocks(child)
            made.children[-1].append(said)  # type: ignore[attr-defined]
    return [made]


def _table(part: etree._Element) -> list[nodes.Node]:
    """Return a <table> as a table node, with heads, spans, and numbers set to the right."""
    of_head = set(part.iterfind("thead/tr"))
    head = [row for row in part.iter("tr") if row in of_head]
    body = [row for row in part.iter("tr") if row not in of_head]
    if not head and body and all(cell.tag == "th" for cell in body[0]):
        head, body = body[:1], body[1:]
    rows = [*head, *body]
    if not rows:
        return []
    cells = [_cells(row) for row in rows]
    columns = sum(_span(cell, "colspan") for cell in cells[0])
    of_pandas = "dataframe" in part.get("class", "") or "T_" in part.get("id", "")
    group = nodes.tgroup(cols=columns)
    group += [nodes.colspec(colwidth=1) for _ in range(columns)]
    right = _numeric(cells[len(head) :])
    for kind, some in ((nodes.thead, cells[: len(head)]), (nodes.tbody, cells[len(head) :])):
        if some or kind is nodes.tbody:
            group += kind("", *(_row(row, right, of_pandas, kind is nodes.thead) for row in some))
    table = nodes.table(classes=["from-cell"] if of_pandas else [])
    captions = [child for child in part if child.tag == "caption"]
    if captions and _all_text(captions[0]).strip():
        title = nodes.title()
        title += list(_line(captions[0]))
        table += title
    table += group
    return [table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1


def _numeric(rows: list[list[etree._Element]]) -> set[int]:
    """Return the places, counted from the last cell, whose cells are all numbers or missing."""
    texts: dict[int, list[str]] = {}
    for row in rows:
        for place, cell in enumerate(reversed(row)):
            texts.setdefault(place, []).append(_all_text(cell).strip())
    return {
        place
        for place, some in texts.items()
        if any(text not in _MISSING for text in some)
        and all(text in _MISSING or _NUMBER.fullmatch(text) for text in some)
    }


def _row(cells: list[etree._Element], right: set[int], of_pandas: bool, is_head: bool) -> nodes.row:
    row = nodes.row()
    for place, cell in enumerate(reversed(cells)):
        entry = nodes.entry(classes=["text-right"] if place in right else [])
        for name, option in (("colspan", "morecols"), ("rowspan", "morerows")):
            if (span := _span(cell, name)) > 1:
                entry[option] = span - 1
        text = _all_text(cell).strip()
        is_missing = of_pandas and not is_head and cell.tag == "td" and text in _MISSING
        entry += nodes.paragraph("", "not known") if is_missing else _blocks(cell)
        row.insert(0, entry)
    return row


_BLOCKS: dict[str, Callable[[etree._Element], list[nodes.Node]]] = {
    "p": _paragraph,
    "summary": _heading,
    "figcaption": _paragraph,
    "table": _table,
    "blockquote": _quote,
    "pre": _code,
    "hr": _rule,
    "dl": _terms,
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
}
