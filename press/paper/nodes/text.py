"""Words in a line: emphasis, links, references, footnotes, code."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from press.book.content.claimed_words import CLASS as CLAIMED
from press.book.content.html_reader import STRUCK
from press.book.content.pieces import line_break
from press.book.figure_node import chart_figure
from press.claims.vocabulary import VERDICTS
from press.paper.markup import call, code, colour, invoke, label, prose, string
from press.paper.writer import Writer, classes, ids, renders

_WITH_CONTENT = re.compile(
    r"<(?:img|svg|table|iframe|video|audio|object|input|button|select)\b", re.IGNORECASE
)
# How the line under a claim's words tells its verdict beside the colour; the others are solid.
LINES = {
    "partly": "dashed",
    "contradicted": "dash-dotted",
    "unverifiable": "dotted",
    "judgement": "loosely-dotted",
    "forecast-false": "dash-dotted",
    "forecast-open": "dashed",
}
_MINUS = "-\N{MINUS SIGN}"
_POWER = re.compile(rf"[{_MINUS}]?[0-9]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_KIND_AND_NUMBER = re.compile(r"[^\W\d]+\s[A-Z]?[\d.]+")  # such as "Figure 3.2"
_NOT_SHOWN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@renders(nodes.Text)
def text(_writer: Writer, node: nodes.Text) -> str:
    """Write plain text."""
    return prose(str(node).replace("\n", " "))


@renders(nodes.emphasis, nodes.title_reference, addnodes.literal_emphasis)
def emphasis(writer: Writer, node: nodes.Element) -> str:
    """Write italics."""
    return call("emph", writer.children(node))


@renders(nodes.strong, addnodes.literal_strong)
def strong(writer: Writer, node: nodes.Element) -> str:
    """Write bold."""
    return call("strong", writer.children(node))


@renders(nodes.literal)
def literal(_writer: Writer, node: nodes.literal) -> str:
    """Write a word of code."""
    return invoke("code-word", code(node.astext()))


@renders(line_break)
def end_of_line(_writer: Writer, _node: line_break) -> str:
    """End the line."""
    return "#linebreak();"


@renders(nodes.superscript)
def superscript(writer: Writer, node: nodes.Element) -> str:
    """Write raised text; a number in signs of its own, so that 10<sup>9</sup> is not copied as 109."""
    said = node.astext()
    if _POWER.fullmatch(said) and all(isinstance(child, nodes.Text) for child in node.children):
        minus = invoke("raised-minus") if said[0] in _MINUS else ""
        return minus + prose(said.lstrip(_MINUS).translate(_RAISED))
    return call("super", writer.children(node))


@renders(nodes.subscript)
def subscript(writer: Writer, node: nodes.Element) -> str:
    """Write lowered text."""
    return call("sub", writer.children(node))


@renders(nodes.abbreviation)
def abbreviation(writer: Writer, node: nodes.abbreviation) -> str:
    """Write a short form; the first time in a chapter with its long one, which a page tells when asked."""
    short, meaning = node.astext(), str(node.get("explanation", ""))
    if not meaning or short in writer.seen_short_forms:
        return writer.children(node)
    writer.seen_short_forms.add(short)
    return f"{writer.children(node)} ({prose(meaning)})"


@renders(nodes.inline, nodes.generated)
def inline(writer: Writer, node: nodes.Element) -> str:
    """Write a span; a class that the template knows becomes its function."""
    inner = writer.marks(node) + writer.children(node)
    if "side-note" in classes(node):
        return writer.aside(inner)
    if CLAIMED in classes(node):
        return _claimed(node, inner)
    if STRUCK in classes(node):  # a sentence that no longer holds, in a chapter run with other parameters
        return call("strike", inner)
    if "task-box" in classes(node):
        return call("text", inner, font="mono")
    is_number = "std-numref" in classes(node) and _KIND_AND_NUMBER.fullmatch(node.astext())
    return call("box", inner) if is_number else inner  # no line ends between "Figure" and its number


def _claimed(node: nodes.Element, inner: str) -> str:
    """Write the words of a claim, underlined in the colour and the line of its verdict."""
    found = next(one for one in VERDICTS.values() if f"in-{one.colour.name}" in classes(node))
    line = LINES.get(found.colour.name, "solid")
    return invoke("claimed", colour(found.colour.light), string(line), f"[{inner}]")


@renders(nodes.reference)
def reference(writer: Writer, node: nodes.reference) -> str:
    """Write a link: to the web, or to a place in the book with the page where it stands."""
    inner = writer.children(node)
    target = _target(writer, node)
    if target is None:
        return _outside(writer, node, inner)
    if target not in writer.anchors:
        raise writer.problem(node, f'the link "{node.astext()}" leads to {target}, which is not in the book')
    in_citation = "bibtex-citation" in getattr(node.parent, "attributes", {}).get("classes", [])
    return invoke("cite-link" if in_citation else "see", label(target), f"[{inner}]")


def _target(writer: Writer, node: nodes.reference) -> str | None:
    """Return the anchor of a link inside the book, None for other links."""
    if node.get("refid"):
        return writer.anchor(node["refid"])
    address = node.get("refuri", "")
    if not address.startswith("%"):
        return None
    docname, _, name = address[1:].partition("#")
    return f"{docname}#{name}"


def _outside(writer: Writer, node: nodes.reference, inner: str) -> str:
    """Write a link to the web; a link to a file of the web book has no address on paper and stays text."""
    address = node.get("refuri", "")
    if re.match(r"(?:https?|mailto|ftp):", address):
        return invoke("link", string(address), f"[{inner}]")
    base = writer.builder.config.html_baseurl
    return (
        invoke("link", string(f"{base.rstrip('/')}/{address}"), f"[{inner}]") if base and address else inner
    )


@renders(addnodes.download_reference)
def download(writer: Writer, node: nodes.Element) -> str:
    """Write the words of a link to a file that only the web book carries."""
    return writer.children(node)


@renders(nodes.target)
def target(writer: Writer, node: nodes.target) -> str:
    """Write an anchor."""
    return writer.marks(node) + writer.children(node)


@renders(nodes.footnote_reference)
def footnote_reference(writer: Writer, node: nodes.footnote_reference) -> str:
    """Set the footnote at the foot of this page the first time, refer to it afterwards."""
    name = writer.anchor(node["refid"])
    if name in writer.seen_footnotes:
        return invoke("footnote", label(name))
    writer.seen_footnotes.add(name)
    notes = [] if node.document is None else node.document.findall(nodes.footnote)
    body = next((note for note in notes if node["refid"] in ids(note)), None)
    if body is None:
        raise writer.problem(node, f"the footnote {node.astext()} has no text")
    inner = "\n\n".join(writer.render(child) for child in body.children if not isinstance(child, nodes.label))
    return invoke("note", label(name), f"[{inner}]")


@renders(nodes.footnote)
def footnote(writer: Writer, node: nodes.footnote) -> str:
    """Write nothing where the note stands in the source: it is set where it is referred to."""
    if not node.get("backrefs"):
        raise writer.problem(node, f'the footnote "{node.astext()[:40]}" is never referred to')
    return ""


@renders(nodes.raw)
def raw(writer: Writer, node: nodes.raw) -> str:
    """Leave out HTML that shows nothing on its own; anything else would be lost on paper."""
    if "typst" in node.get("format", "").split():
        return node.astext()
    left = _NOT_SHOWN.sub("", node.astext()).strip()
    if left or _WITH_CONTENT.search(node.astext()):
        raise writer.problem(
            node, f'raw {node.get("format")} "{node.astext()[:60]}" would be missing from the PDF'
        )
    return ""


@renders(
    nodes.comment,
    nodes.substitution_definition,
    nodes.pending,
    nodes.label,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
def nothing(_writer: Writer, _node: nodes.Node) -> str:
    """Write nothing: these carry no words for readers."""
    return ""


@renders(nodes.system_message, nodes.problematic, addnodes.pending_xref)
def broken(writer: Writer, node: nodes.Element) -> str:
    """Stop: something before us failed to resolve this."""
    raise writer.problem(node, f'"{node.astext()[:80]}" could not be resolved')


def anchors_of(docname: str, doctree: nodes.document) -> set[str]:
    """Return the book-wide names of all places of a document that a link may lead to."""
    names = {f"{docname}#"}
    for node in doctree.findall(nodes.Element):
        if not isinstance(node, (nodes.footnote, nodes.footnote_reference)) or isinstance(node, chart_figure):
            names.update(f"{docname}#{name}" for name in ids(node))
    return names
