"""The strip of verdicts in the document tree: a node that every medium sets in its own way."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder

from press.claims import strip
from press.claims.vocabulary import VERDICTS, Verdict


class verdict_strip(nodes.General, nodes.Element):
    """One mark a point, by verdict (`counts`: code and number), under its `lead`; its text is in words."""


@dataclass(frozen=True)
class Group:
    """The points with one verdict, and the address of the ledger that shows them ("" without a ledger)."""

    verdict: Verdict
    count: int
    link: str


def node(content: str) -> verdict_strip:
    """Return the node of a notebook's output."""
    made = strip.read(content)
    in_words = nodes.paragraph("", f"{made.lead} {made.words()}.")
    return verdict_strip("", in_words, lead=made.lead, counts=list(made.counts.items()))


def groups(builder: Builder, docname: str, shown: verdict_strip, query: bool = False) -> list[Group]:
    """Return the strip's groups; with `query` their links ask the ledger's page for that verdict alone."""
    ledger = builder.config.brief_ledger_page if builder.config.brief_ledger else ""
    page = builder.get_relative_uri(docname, ledger) if ledger else ""
    return [
        Group(
            VERDICTS[code],
            count,
            f"{page}?verdict={nodes.make_id(code)}#all-claims" if page and query else page,
        )
        for code, count in shown["counts"]
    ]
