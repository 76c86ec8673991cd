"""The `ledger` directive: every claim with its verdict, its evidence and the places that discuss it.

It writes plain nodes (sections, paragraphs, lists), so that every medium can set them; classes on an
entry (`kind-…`, `verdict-…`, `confidence-…`, `tier-…`) let a page filter what it shows; `counted-with-…`
marks a claim that is one point with another, so that the page counts points as the rest of the book does.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from press.book.claims import claim_role
from press.claims.entries import Computed, Entry, Evidence

logger = logging.getLogger(__name__)


class ledger_title(nodes.title):
    """A heading of the ledger: it has no number of its own, so that it does not fill the contents."""


class verdict_word(nodes.inline):
    """The word of a verdict; a medium may set its shape before it (`verdict`)."""


class evidence_list(nodes.container):
    """The evidence for a claim (`count` pieces); a page may fold it."""


class claim_places(nodes.paragraph):
    """Where the text discusses a claim (`claim_id`); filled when every page has been read."""


class ledger_files(nodes.paragraph):
    """The line that offers the ledger's files; filled when the address of the page is known."""


class LedgerDirective(SphinxDirective):
    """```{ledger}```: all claims, by section."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return the ledger, or tell that there is none or that it belongs on another page."""
        ledger, page = self.config.brief_ledger, self.config.brief_ledger_page
        if not ledger or self.env.docname != page:
            logger.warning(
                "%s: a ledger of %d claims stands here, but brief_ledger_page names %s; let both agree",
                self.env.docname,
                len(ledger),
                page or "no page",
            )
            return []
        by_section = itertools.groupby(ledger.items(), key=lambda item: item[1].section)
        groups = [_group(section, list(entries)) for section, entries in by_section]
        files = ledger_files("", classes=["ledger-files"])
        return [nodes.container("", files, *groups, ids=["all-claims"], classes=["ledger"])]


def _group(section: str, entries: list[tuple[str, Entry]]) -> nodes.section:
    name = nodes.make_id(section)
    made = [_entry(number, entry) for number, entry in entries]
    return nodes.section(
        "", ledger_title("", section), *made, ids=[f"claims-{name}"], classes=["ledger-group"]
    )


def _entry(number: str, entry: Entry) -> nodes.section:
    title = ledger_title(
        "", "", nodes.inline("", number, classes=["entry-number"]), nodes.Text(" " + entry.says)
    )
    return nodes.section(
        "",
        title,
        _verdict(entry),
        nodes.paragraph("", entry.note, classes=["entry-note"]),
        *_computed(entry.computed),
        *_earlier(entry.earlier),
        _evidence(entry.evidence),
        claim_places("", claim_id=number, classes=["entry-places"]),
        ids=[claim_role.anchor(number)],
        classes=["ledger-entry", *_facets(entry)],
    )


def _facets(entry: Entry) -> list[str]:
    """Return the classes that a page filters by."""
    tiers = dict.fromkeys(piece.source_tier for piece in entry.evidence)
    named = [("kind", entry.kind), ("verdict", entry.verdict), ("confidence", entry.confidence)]
    if entry.counted_with:
        named.append(("counted-with", entry.counted_with))
    return [
        f"{facet}-{nodes.make_id(value)}" for facet, value in [*named, *(("tier", tier) for tier in tiers)]
    ]


def _verdict(entry: Entry) -> nodes.paragraph:
    word = verdict_word("", entry.label, verdict=entry.verdict, classes=["verdict"])
    rest = f". How sure: {entry.confidence}. Kind: {entry.kind}."
    return nodes.paragraph("", "", word, nodes.Text(rest), classes=["entry-verdict"])


def _computed(computed: Computed | None) -> list[nodes.paragraph]:
    """Return what follows from the tables, with the rule, where the verdict was computed."""
    if computed is None:
        return []
    said = f" {computed.finding}. The claim holds if {computed.rule}. Tables: "
    names = [nodes.literal("", name) for name in computed.tables]
    listed = [part for name in names for part in (nodes.Text(", "), name)][1:]
    lead = nodes.strong("", "Computed from the tables:")
    return [
        nodes.paragraph("", "", lead, nodes.Text(said), *listed, nodes.Text("."), classes=["entry-computed"])
    ]


def _earlier(told: tuple[str, ...]) -> list[nodes.paragraph]:
    """Return the verdicts of earlier editions, where there are other ones."""
    if not told:
        return []
    lead = nodes.strong("", "Earlier verdicts:")
    return [nodes.paragraph("", "", lead, nodes.Text(f" {'; '.join(told)}."), classes=["entry-earlier"])]


def _evidence(pieces: Sequence[Evidence]) -> evidence_list:
    items = [nodes.list_item("", _piece(piece), classes=[f"stance-{piece.stance}"]) for piece in pieces]
    return evidence_list("", nodes.bullet_list("", *items), count=len(pieces), classes=["evidence"])


def _piece(piece: Evidence) -> nodes.paragraph:
    """Return one piece: stance, what it says, its figure, then publisher, title, date and tier."""
    stance = nodes.strong("", piece.stance_word)
    said = f": {piece.says}" + (f" Figure: {piece.figure.rstrip('.')}." if piece.figure else "")
    tier = nodes.inline("", piece.tier_word, classes=["tier", f"tier-{piece.source_tier}"])
    return nodes.paragraph("", "", stance, nodes.Text(said + " "), *_source(piece), tier, nodes.Text("."))


def _source(piece: Evidence) -> list[nodes.Node]:
    if piece.source_tier == "none":
        return []
    named = ", ".join(filter(None, (piece.publisher, piece.title)))
    linked = nodes.reference("", named, refuri=piece.url) if piece.url else nodes.Text(named)
    return [linked, nodes.Text(f", {piece.dated}; ")]


FILES = {
    "ledger.json": "everything as JSON",
    "claims.csv": "claims as CSV",
    "evidence.csv": "evidence as CSV",
    "reviews.json": "reviews as JSON-LD",
}
FOLDER = "ledger"


class FillPlaces(SphinxPostTransform):
    """Links each claim to the places in the text that cite it, and the ledger to its files."""

    default_priority = 5
    formats = ()

    def run(self, **_: object) -> None:
        """Fill each placeholder with its links, or with the word that there is none."""
        for offer in list(self.document.findall(ledger_files)):
            offer.extend([nodes.Text("To take away: "), *_joined([self._file(name) for name in FILES])])
        for node in list(self.document.findall(claim_places)):
            node.extend(self._links(node["claim_id"]))

    def _links(self, number: str) -> list[nodes.Node]:
        here = self.env.docname
        found = [place for place in claim_role.places(self.env, number) if place.docname != here]
        if not found:
            return [nodes.Text("Not discussed in the text.")]
        links = [self._link(place, here) for place in found]
        return [nodes.Text("Discussed in "), *_joined(links)]

    def _file(self, name: str) -> nodes.reference:
        address = f"{FOLDER}/{name}"
        if self.app.builder.format == "html":
            address = relative_uri(self.app.builder.get_target_uri(self.env.docname), address)
        return nodes.reference("", FILES[name], refuri=address)

    def _link(self, place: claim_role.Place, here: str) -> nodes.reference:
        page = self.env.titles[place.docname].astext()
        heading = "" if place.heading in ("", page) else f": {place.heading}"
        address = f"{self.app.builder.get_relative_uri(here, place.docname)}#{place.anchor}"
        return nodes.reference("", page + heading, internal=True, refuri=address)


def _joined(links: list[nodes.reference]) -> list[nodes.Node]:
    return [*[part for link in links for part in (nodes.Text(", "), link)][1:], nodes.Text(".")]


def setup(app: Sphinx) -> None:
    """Register the directive, its nodes and the links back."""
    for node in (ledger_title, verdict_word, evidence_list, claim_places, ledger_files):
        app.add_node(node)
    app.add_directive("ledger", LedgerDirective)
    app.add_post_transform(FillPlaces)
