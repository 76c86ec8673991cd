"""What a front page answers in its first screen: read from its tree for cover, slides and social picture."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.config import Config

from press.book.claims.verdict_strip import verdict_strip
from press.book.figure_node import chart_figure
from press.figures.bundle import Bundle

ANSWER_LINES = 3


@dataclass(frozen=True)
class Opening:
    """The question, the answer in its first lines, the chart beside it and the verdicts under it.

    A front page may lack all but the question, which is then the book's title.
    """

    question: str
    answer: list[str]
    chart: Bundle | None
    verdicts: verdict_strip | None


def of(config: Config, root: nodes.document) -> Opening:
    """Return the opening of a front page; `root` is its tree."""
    title = root.next_node(nodes.title)
    chart = next(iter(root.findall(chart_figure)), None)
    return Opening(
        question=title.astext() if title is not None else str(config.html_title),
        answer=boxed(root, "answer")[:ANSWER_LINES],
        chart=chart.bundle if chart is not None else None,
        verdicts=next(iter(root.findall(verdict_strip)), None),
    )


def boxed(tree: nodes.document, name: str) -> list[str]:
    """Return the paragraphs of the first box of a name."""
    boxes = tree.findall(lambda node: isinstance(node, nodes.Element) and name in node.get("classes", []))
    lines = [line for box in list(boxes)[:1] for line in box.findall(nodes.paragraph)]
    return [" ".join(plain_words(line).split()) for line in lines]


def plain_words(node: nodes.Node) -> str:
    """Return the words of an element where only plain text can stand: no note, no markup of a medium."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.raw) or type(node).__name__ in ("claim_note", "footnote_reference"):
        return ""
    return "".join(plain_words(child) for child in node.children)
