"""The `claim` role: the number of a claim in the text, with its verdict as a side note.

The ledger comes in as the configuration value `brief_ledger` (number -> `entries.Entry`);
`brief_ledger_page` names the page that holds it. Each place that cites a claim is collected, so that
the ledger can link back to it.
"""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from press.claims.entries import Entry
from press.claims.vocabulary import VERDICTS

LINES_PER_CELL = 10_000  # MyST-NB numbers the lines of a notebook's n-th cell from n times this
logger = logging.getLogger(__name__)


class claim_note(nodes.inline):
    """The number of a claim where the text discusses it, and its side note.

    Attributes: `claim_id`; `verdict`, `label` (its word), `shape` (a name) and `path` (SVG path data,
    -1 to 1), `colour` (#rrggbb, light); `line`, one sentence; `refdoc` and `refid`, the ledger's entry;
    `first`, whether it is the page's first mention. Its own id is the target of the ledger's back-link.
    """


class Place(NamedTuple):
    """Where a claim is cited: page, anchor there, and the heading over it."""

    claim: str
    docname: str
    anchor: str
    heading: str


def anchor(claim_id: str) -> str:
    """Return the permanent anchor of a claim's entry in the ledger."""
    return f"claim-{claim_id}"


class ClaimRole(SphinxRole):
    """{claim}`K7`: the claim's number, verdict and one line, linked to the ledger."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the note, or tell where the text names a claim that the ledger does not know."""
        number, ledger = self.text.strip(), self.config.brief_ledger
        if number in ledger:
            return [note(number, ledger[number], self.config.brief_ledger_page)], []
        known = f"it knows {min(ledger)} to {max(ledger)}" if ledger else "the ledger is empty"
        logger.warning("%s: the ledger has no claim %s; %s", self._place(), number, known)
        return [nodes.inline("", number)], []

    def _place(self) -> str:
        """Return the file, and the cell of a notebook, that the role stands in."""
        source = self.env.doc2path(self.env.docname, base=False)
        cell = self.lineno // LINES_PER_CELL
        in_notebook = source.endswith(".ipynb") and cell
        return f"{source}, cell {cell}" if in_notebook else f"{source}, line {self.lineno}"


def note(number: str, entry: Entry, page: str) -> claim_note:
    """Return the node for a claim's ledger entry."""
    verdict = VERDICTS[entry.verdict]
    return claim_note(
        "",
        number,
        claim_id=number,
        verdict=verdict.code,
        label=verdict.word,
        shape=verdict.shape.name,
        path=verdict.shape.path,
        colour=verdict.colour.light,
        line=entry.line,
        refdoc=page,
        refid=anchor(number),
        first=True,
    )


def places(env: BuildEnvironment, claim_id: str | None = None) -> list[Place]:
    """Return every place that cites a claim (or any claim), in the order of pages and text."""
    by_page = _places_by_page(env)
    found = [place for docname in sorted(by_page) for place in by_page[docname]]
    return [place for place in found if claim_id in (None, place.claim)]


def _places_by_page(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return the places that each page cites, to be changed; they are kept with the environment."""
    kept: dict[str, list[Place]] = vars(env).setdefault("brief_claim_places", {})
    return kept


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Give each note of a page its anchor and remember where it stands."""
    env, seen = app.env, dict.fromkeys(app.config.brief_ledger, 0)
    found = _places_by_page(env)[env.docname] = []
    for node in doctree.findall(claim_note):
        number = node["claim_id"]
        seen[number] += 1
        node["first"] = seen[number] == 1
        node["ids"] = [f"cites-{number}" + (f"-{seen[number]}" if seen[number] > 1 else "")]
        found.append(Place(number, env.docname, node["ids"][0], _heading(node)))


def _heading(node: nodes.Node) -> str:
    """Return the heading over a note; a note inside a heading is told, because contents would repeat it."""
    while node.parent is not None:
        if isinstance(node, nodes.title):
            logger.warning("%s: a claim is cited in a heading; cite it in the text under it", node.astext())
        node = node.parent
        if isinstance(node, nodes.section):
            title = node.next_node(nodes.title)
            return title.astext() if title is not None else ""
    return ""


def _purge(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    _places_by_page(env).pop(docname, None)


def _merge(_app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    read = _places_by_page(other)
    _places_by_page(env).update({docname: read[docname] for docname in docnames if docname in read})


def _ledger_follows(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have the ledger written anew when the places that it links to changed."""
    now = places(env)
    page, before = app.config.brief_ledger_page, vars(env).get("brief_places_written")
    vars(env)["brief_places_written"] = now
    return [page] if now != before and page in env.found_docs else []


def setup(app: Sphinx) -> None:
    """Register the role, its node, and the collecting of places."""
    app.add_config_value("brief_ledger", {}, "env", [dict])
    app.add_node(claim_note)
    app.add_role("claim", ClaimRole())
    app.connect("doctree-read", _collect)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _ledger_follows)
