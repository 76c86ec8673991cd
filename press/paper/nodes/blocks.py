"""Blocks of text: headings, paragraphs, lists, boxes, code, and what notebook cells show."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.book import appendices, file_names
from press.book.claims.claim_role import claim_note
from press.book.content.pieces import folded, hides_code, unshown
from press.paper.markup import array, call, escape, invoke, label, string, words
from press.paper.writer import Writer, classes, elements, renders

FLOATS_FIRST = "floats-first"  # class of a section: charts that wait for room are drawn before it begins
OWN_SHEETS = "own-sheets"  # class of a section, tag of a cell: set in the chapter's own PDF only
NOTES = frozenset({"side-note", "margin"})  # classes of what stands in the margin
TEXT = (nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.definition_list)
SHORT_TERM = 32  # letters: shorter terms stand beside what they mean, longer ones over it
BOXES = (
    "answer",
    "sure",
    "certain",
    "doors",
    "edition",
    "pull",
    "ledger",
)  # containers that the template knows by their class


@renders(nodes.document)
def document(writer: Writer, node: nodes.document) -> str:
    """Write a whole chapter."""
    return writer.blocks(node)


@renders(nodes.section)
def section(writer: Writer, node: nodes.section) -> str:
    """Write a heading and what stands under it."""
    writer.depth += 1
    if writer.depth == 2:  # what stands in the margin may reach beside the section after its own
        noted = _has_notes(node)
        writer.broad, writer.noted = not (noted or writer.noted), noted
    written: list[str] = []
    for child in node.children:
        written.append(_part(writer, node, child, follows=_ends_in_a_paragraph(node, written)))
    writer.depth -= 1
    if OWN_SHEETS in classes(node):  # its heading and what it says first stay
        kept = 2
        written = [*written[:kept], own_sheets(writer, node, *written[kept:])]
    before = [invoke("place.flush")] if FLOATS_FIRST in classes(node) else []
    return "\n\n".join(filter(None, [*before, *written]))


def own_sheets(writer: Writer, node: nodes.Element, *written: str) -> str:
    """Leave to the chapter's own PDF what only stands for completeness; the brief says where it lies."""
    anchor = next(iter(node.get("ids", [])), "")
    page = f"{writer.docname}.html" + (f"#{anchor}" if anchor else "")
    address = file_names.web_address(writer.builder.config, page)
    return invoke("own-sheets", string(address), "[" + "\n\n".join(filter(None, written)) + "]")


def _has_notes(node: nodes.section) -> bool:
    """Tell whether notes stand in the margin of a section; after two without, text takes their room too."""
    return any(
        (isinstance(one, claim_note) and one["first"])
        or isinstance(one, nodes.sidebar)
        or not NOTES.isdisjoint(classes(one))
        for one in node.findall(nodes.Element)
    )


def _ends_in_a_paragraph(parent: nodes.section, written: list[str]) -> bool:
    """Tell whether a paragraph was written last; a float, which leaves no gap in the text, is no block."""
    for child, markup in reversed(list(zip(parent.children, written, strict=False))):
        if markup and not markup.startswith("#chart("):
            return isinstance(child, nodes.paragraph) and not markup.startswith("#lead")
    return False


def _part(writer: Writer, parent: nodes.section, child: nodes.Node, *, follows: bool) -> str:
    """Write what stands in a section; a paragraph that `follows` another is indented."""
    if isinstance(child, nodes.title):
        return _heading(writer, parent, child)
    if isinstance(child, nodes.section):
        return writer.render(child)
    is_paragraph = isinstance(child, nodes.paragraph)
    if _in_columns(parent):  # a line of its own width, and no room to indent
        return top_block(writer, child)
    written = top_block(writer, child, before=invoke("indent") if is_paragraph and follows else "")
    if writer.broad and written and isinstance(child, TEXT):
        return call("broad", written)
    if writer.broad and isinstance(child, nodes.container) and "certain" in classes(child):
        return call("broad-box", written)
    is_lead = writer.depth == 1 and is_paragraph and parent.index(child) == 1
    return call("lead", written) if is_lead else written


def _in_columns(node: nodes.Element) -> bool:
    """Tell whether a section stands in the ledger, which is set in columns."""
    while (node := node.parent) is not None:
        if "ledger" in classes(node):
            return True
    return False


def _heading(writer: Writer, parent: nodes.section, title: nodes.title) -> str:
    """Write a heading with the number that the web book gives it."""
    is_chapter = writer.depth == 1
    env = writer.builder.env
    number = appendices.number(env, writer.docname, "" if is_chapter else f"#{parent['ids'][0]}")
    names = [writer.anchor(name) for name in (["", *parent["ids"]] if is_chapter else parent["ids"])]
    inner = writer.children(title)
    if is_chapter and not number and title.astext() == writer.builder.config.html_title:
        inner = escape(writer.docname.rsplit("/", 1)[-1].replace("-", " ").capitalize())
    kind = appendices.called(env, writer.docname).removesuffix(number).strip() if is_chapter else ""
    arguments = (str(writer.depth), string(number), label(names[0]), f"[{inner}]")
    heading = invoke("chapter-heading", *arguments, **({"kind": f"[{kind}]"} if kind else {}))
    return heading + "".join(invoke("mark", label(name)) for name in names[1:])


def top_block(writer: Writer, node: nodes.Node, *, before: str = "") -> str:
    """Write a block of the chapter's own level, something `before` it, with its side notes beside it."""
    others, writer.notes = writer.notes, []
    written = writer.render(node)
    written = before + written if written else ""
    notes, writer.notes = writer.notes, others
    return invoke("with-notes", array(notes), f"[{written}]") if notes else written


@renders(nodes.paragraph)
def paragraph(writer: Writer, node: nodes.paragraph) -> str:
    """Write a paragraph."""
    written = writer.marks(node) + writer.children(node).strip()
    return invoke("beside-a-verdict", f"[{written}]") if "entry-computed" in classes(node) else written


@renders(folded)
def fold(writer: Writer, node: folded) -> str:
    """Write folded words open, under their title."""
    title, *body = node.children
    said = "\n\n".join(filter(None, (writer.render(child) for child in body)))
    return writer.marks(node) + call("box-with-title", writer.children(title), said)


@renders(addnodes.glossary)
def glossary(writer: Writer, node: nodes.Element) -> str:
    """Write a glossary as its list of terms."""
    return writer.blocks(node)


@renders(unshown)
def refused(writer: Writer, node: unshown) -> str:
    """Stop: a cell gives what not every medium can show. Raises PublishError."""
    raise writer.problem(node, node["reason"])


@renders(nodes.compound)
def compound(writer: Writer, node: nodes.Element) -> str:
    """Write several blocks; a toctree is not written, the contents stand at the front."""
    return "" if "toctree-wrapper" in classes(node) else writer.blocks(node)


@renders(addnodes.compact_paragraph)
def compact(writer: Writer, node: nodes.Element) -> str:
    """Write a paragraph of an index list."""
    return writer.children(node)


@renders(nodes.bullet_list)
def bullet_list(writer: Writer, node: nodes.bullet_list) -> str:
    """Write a list with bullets."""
    return call("list", *(_item(writer, child) for child in elements(node)), tight=_tight(node))


@renders(nodes.enumerated_list)
def enumerated_list(writer: Writer, node: nodes.enumerated_list) -> str:
    """Write a numbered list."""
    signs = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
    numbering = f"{node.get('prefix', '')}{signs[node.get('enumtype', 'arabic')]}{node.get('suffix', '.')}"
    items = [_item(writer, child) for child in elements(node)]
    return call(
        "enum", *items, start=str(node.get("start", 1)), numbering=string(numbering), tight=_tight(node)
    )


def _item(writer: Writer, node: nodes.Element) -> str:
    return writer.marks(node) + writer.blocks(node)


def _tight(node: nodes.Element) -> str:
    """Return whether every item is one line of thought: then no space stands between them."""
    return "true" if all(len(item.children) <= 1 for item in node.children) else "false"


@renders(nodes.definition_list)
def definition_list(writer: Writer, node: nodes.definition_list) -> str:
    """Write terms, each with what it means under it."""
    return "\n\n".join(_definition(writer, item) for item in elements(node))


def _definition(writer: Writer, item: nodes.Element) -> str:
    terms = [child for child in item.children if isinstance(child, (nodes.term, nodes.classifier))]
    bodies = [child for child in item.children if isinstance(child, nodes.definition)]
    named = ", ".join(writer.marks(term) + writer.children(term) for term in terms)
    said = "\n\n".join(writer.blocks(body) for body in bodies)
    nested = any(body.next_node(nodes.definition_list) for body in bodies)
    short = len(" ".join(term.astext() for term in terms)) <= SHORT_TERM
    return call("definition-row" if short and not nested else "definition", named, said)


@renders(addnodes.hlist)
def lists_side_by_side(writer: Writer, node: nodes.Element) -> str:
    """Write a list that stands in columns on a page, as one list."""
    items = [item for column in elements(node) for part in elements(column) for item in elements(part)]
    return call("list", *(_item(writer, item) for item in items), tight="true")


@renders(nodes.option_list)
def option_list(writer: Writer, node: nodes.Element) -> str:
    """Write options of a command, each with what it does."""
    return "\n\n".join(
        call("definition", words(item[0].astext())[1:-1], writer.blocks(item[1])) for item in elements(node)
    )


@renders(addnodes.versionmodified)
def version(writer: Writer, node: nodes.Element) -> str:
    """Write what changed with a version."""
    return writer.blocks(node)


@renders(nodes.field_list, nodes.docinfo)
def field_list(writer: Writer, node: nodes.Element) -> str:
    """Write names with their values."""
    return "\n\n".join(
        call("definition", writer.children(item[0]), writer.blocks(item[1])) for item in elements(node)
    )


@renders(nodes.block_quote)
def block_quote(writer: Writer, node: nodes.block_quote) -> str:
    """Write a quotation."""
    return call("quotation", writer.blocks(node))


@renders(nodes.attribution)
def attribution(writer: Writer, node: nodes.attribution) -> str:
    """Write who said it."""
    return f"– {writer.children(node)}"


@renders(nodes.line_block)
def line_block(writer: Writer, node: nodes.line_block) -> str:
    """Write lines that keep their breaks."""
    return writer.children(node, " \\\n")


@renders(nodes.line)
def line(writer: Writer, node: nodes.line) -> str:
    """Write one such line."""
    return writer.children(node)


@renders(nodes.literal_block, nodes.doctest_block)
def literal_block(_writer: Writer, node: nodes.Element) -> str:
    """Write code or plain output, the lines that are to be seen on a ground of their own."""
    options: dict[str, list[int]] = node.get("highlight_args", {})
    lines = [str(line) for line in options.get("hl_lines", [])]
    marked = {"marked": array(lines)} if lines else {}
    return invoke("code-block", string(node.astext()), **marked)


@renders(nodes.transition)
def transition(_writer: Writer, node: nodes.transition) -> str:
    """Write a break in thought; the rule that MyST sets before footnotes has no place here."""
    follows = node.next_node(descend=False, siblings=True)
    return "" if follows is None or isinstance(follows, nodes.footnote) else "#transition();"


@renders(nodes.rubric, addnodes.centered, nodes.caption)
def rubric(writer: Writer, node: nodes.Element) -> str:
    """Write a small heading that the contents do not list, also over code."""
    return call("rubric", writer.marks(node) + writer.children(node))


@renders(nodes.Admonition, nodes.topic)
def admonition(writer: Writer, node: nodes.Element) -> str:
    """Write a box with its title: its own, or the name of its kind."""
    title = node.next_node(nodes.title) if isinstance(node, (nodes.admonition, nodes.topic)) else None
    own = {"seealso": "See also"}.get(type(node).__name__, type(node).__name__.capitalize())
    named = writer.children(title) if title is not None else escape(own)
    body = "\n\n".join(writer.render(child) for child in node.children if child is not title)
    return writer.marks(node) + call("box-with-title", named, body)


@renders(nodes.sidebar)
def sidebar(writer: Writer, node: nodes.sidebar) -> str:
    """Write a note for the margin."""
    parts = (
        call("strong", writer.children(part)) if isinstance(part, nodes.title) else writer.render(part)
        for part in node.children
    )
    return writer.aside("\n\n".join(parts))


@renders(nodes.container)
def container(writer: Writer, node: nodes.container) -> str:
    """Write what a notebook cell shows, a box that the template knows, or simply what is inside."""
    named = classes(node)
    if node.get("nb_element") == "cell_code_source" and hides_code(node.parent):
        return ""
    inner = writer.marks(node) + writer.blocks(node)
    if "side-note" in named or "margin" in named:
        return writer.aside(inner)
    if f"tag_{OWN_SHEETS}" in named:
        return own_sheets(writer, node, inner)
    if node.children and all(isinstance(child, nodes.citation) for child in node.children):
        return call("bibliography-list", inner)
    box = next((name for name in BOXES if name in named), None)
    return call(f"{box}-box", inner) if box else inner


@renders(nodes.citation)
def citation(writer: Writer, node: nodes.citation) -> str:
    """Write an entry of the bibliography."""
    parts = (writer.render(child) for child in node.children if not isinstance(child, nodes.label))
    return call("bibliography-entry", writer.marks(node) + "\n\n".join(parts))
