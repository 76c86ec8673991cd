"""What stands before the first chapter, taken from the configuration and from the chapters themselves."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.config import Config

from brief.design.palette import all_colours
from brief.publish.paper.typst_text import array, escape, string

ANSWER_LINES = 3


def file_stem(config: Config) -> str:
    """Return the name of the PDF without its ending: that which the pages link to."""
    return PurePosixPath(config.brief_pdf).stem or "book"


def document(builder: Any, trees: dict[str, nodes.document], chapters: list[str]) -> str:
    """Return the whole book as Typst source."""
    return "\n\n".join([_head(builder, trees), *chapters, ""])


def _head(builder: Any, trees: dict[str, nodes.document]) -> str:
    config = builder.config
    edition = {key: str(config.brief_edition.get(key, "")) for key in ("edition", "commit", "data_date")}
    facts = {
        "title": string(config.html_title),
        "author": string(config.author),
        "rights": string(config.copyright),
        "paper": string({"a4": "a4", "letter": "us-letter"}[config.paper_size]),
        "language": string(config.language or "en"),
        "answer": array([f"[{escape(line)}]" for line in answer(trees[config.root_doc])]),
        **{key: string(value) for key, value in edition.items()},
        "colours": "("
        + "".join(f"{string(one.name)}: rgb({string(one.light)}), " for one in all_colours())
        + ")",
    }
    listed = "".join(f"  {name.replace('_', '-')}: {value},\n" for name, value in facts.items())
    return f'#import "book.typ": *\n#show: book.with(\n{listed})'


def answer(tree: nodes.document) -> list[str]:
    """Return the answer in its first lines: the paragraphs of the container that carries it."""
    boxes = tree.findall(lambda node: isinstance(node, nodes.Element) and "answer" in node.get("classes", []))
    box = next(iter(boxes), None)
    if box is None:
        return []
    return [" ".join(line.astext().split()) for line in box.findall(nodes.paragraph)][:ANSWER_LINES]
