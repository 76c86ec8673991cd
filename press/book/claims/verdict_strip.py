"""The strip of verdicts in the document tree: a node that every medium sets in its own way."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.builders import Builder

from press.claims import strip
from press.claims.vocabulary import VERDICTS, Verdict


class verdict_strip(nodes.General, nodes.Element):
    """One mark a point, by verdict, under its `lead`; its text is in words.

    `counts` holds code, number, and what stands before and after the number.
    """


@dataclass(frozen=True)
class Group:
    """The points with one verdict, and the address of the ledger that shows them ("" without a ledger).

    `before` and `after` are the words around the number: "" and " hold".
    """

    verdict: Verdict
    count: int
    link: str
    before: str
    after: str


def node(content: str) -> verdict_strip:
    """Return the node of a notebook's output."""
    made = strip.read(content)
    in_words = nodes.paragraph("", f"{made.lead} {made.words()}.")
    counts = [(code, count, *made.pattern(code).split("{}")) for code, count in made.counts.items()]
    return verdict_strip("", in_words, lead=made.lead, counts=counts)


def groups(builder: Builder, docname: str, shown: verdict_strip, query: bool = False) -> list[Group]:
    """Return the strip's groups; with `query` their links ask the ledger's page for that verdict alone."""
    ledger = builder.config.brief_ledger_page if builder.config.brief_ledger else ""
    page = builder.get_relative_uri(docname, ledger) if ledger else ""
    return [
        Group(
            VERDICTS[code],
            count,
            f"{page}?verdict={nodes.make_id(code)}#all-claims" if page and query else page,
            before,
            after,
        )
        for code, count, before, after in shown["counts"]
    ]
