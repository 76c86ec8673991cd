"""What stands before the first chapter, taken from the configuration and from the chapters themselves."""

from __future__ import annotations

import datetime

from docutils import nodes
from sphinx.config import Config

from press import prose
from press.book import opening
from press.configuration.parts import BuiltEdition, Translation
from press.figures.bundle import Bundle
from press.look import all_colours, current, mark
from press.paper import data_links
from press.paper.markup import array, colour, string, words
from press.paper.nodes import claim_notes
from press.paper.nodes import figures as plates

PAPERS = {"a4": "a4", "letter": "us-letter"}


def edition_line(config: Config) -> str:
    """Return what stands under a page: the edition, and how far the data reach."""
    edition = config.brief_edition
    mark = f"Not the book: {config.brief_variant} · " if config.brief_variant else ""
    return f"{mark}Edition {edition.edition} · {edition.data_reach or f'data to {_day(edition.data_date)}'}"


def facts(config: Config, root: nodes.document, paper: str, other: Translation | None = None) -> str:
    """Return what a document says of itself, as a Typst dictionary; `root` is the tree of the front page.

    In another language its own words stand for the book's, and its edition is told by its box of that name.
    """
    edition, begins = vars(config.brief_edition), opening.of(config, root)
    date, line = _day(edition["data_date"]), edition_line(config)
    if other is not None:
        line = " ".join(opening.boxed(root, "edition")) or line
    keywords = [
        *(config.brief_about.keywords if other is None else ()),
        f"edition {edition['edition']}",
        f"data to {edition['data_date']}",
        f"{'' if edition['modified'] else 'commit '}{config.brief_edition.source}",
    ]
    said = {
        "title": string(config.html_title),
        "author": string(config.author),
        "kicker": words(other.kicker if other is not None else config.brief_kicker),
        "called": string(other.called if other is not None and other.called else "Summary"),
        "translated": "false" if other is None else "true",
        "paper": string(PAPERS[paper]),
        "language": string(other.language if other is not None else config.language or "en"),
        "edition-line": words(line),
        "description": words(_description(config, line, other)),
        "keywords": array([string(word) for word in keywords]),
        "question": words(begins.question),
        "picture": _picture(begins.chart),
        "answer": array([words(line) for line in begins.answer]),
        "verdicts": claim_notes.in_a_strip(begins.verdicts) if begins.verdicts is not None else "none",
        "imprint": array([f"({words(term)}, {text})" for term, text in _imprint(config, edition, date)]),
    }
    return "(" + "".join(f"{name}: {value}, " for name, value in said.items()) + ")"


def _description(config: Config, line: str, other: Translation | None) -> str:
    """Return what the document is about and of which state: in another language in its own words alone."""
    line = line.rstrip(".")
    if other is not None:
        return f"{line}."
    edition = config.brief_edition
    built = "Sources" if edition.modified else "Built from"
    state = f"{built} {edition.source}" if edition.source else "Not committed"
    return " ".join(filter(None, (config.brief_about.description, f"{line}. {state}.")))


def _picture(chart: Bundle | None) -> str:
    """Return the opening's chart: file, description, headline, subtitle, sources; or `none`."""
    if chart is None:
        return "none"
    parts = [string(f"figures/{chart.name}.svg"), string(chart.alt)]
    return array([*parts, words(chart.headline), words(chart.subtitle), f"[{plates.sources(chart)}]"])


def _built_from(edition: BuiltEdition) -> str:
    """Return what the imprint says of the sources."""
    if not edition.commit:
        return "Not committed."
    if edition.modified:
        return f"Modified after commit {edition.commit}."
    return f"Commit {edition.commit}. The same commit gives the same file, byte for byte."


def _imprint(config: Config, edition: dict[str, str], date: str) -> list[tuple[str, str]]:
    """Return the lines of the imprint: licence, how to cite, what it was built from, how it was set."""
    year = edition["edition"][:4]
    site = config.html_baseurl
    cite = f"{config.author} ({year}). {config.html_title}. Edition {edition['edition']}, data to {date}."
    lines = [
        ("Licence", words(config.copyright)),
        ("How to cite", words(cite + (f" {site}" if site else ""))),
        ("Built from", words(_built_from(config.brief_edition))),
        ("How to check it", words(config.brief_check)),
        ("Data", data_links.sentences(config)),
        (
            "This file",
            words(
                "Tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a). Set with Typst in Brief "
                "Serif and Brief Sans, both under the SIL Open Font License."
            ),
        ),
    ]
    return [(term, text) for term, text in lines if text != "[]"]


def _day(iso: str) -> str:
    """Return a day such as "20 August 2026"; what is no ISO day stays as it is."""
    try:
        return prose.day(datetime.date.fromisoformat(iso))
    except ValueError:
        return iso


def palette() -> str:
    """Return the colours of `press.look` and the strands of the mark as a Typst module."""
    colours = "".join(f"{one.name}: {colour(one.light)}, " for one in all_colours())
    strands = current().strands
    lines = [
        f"({colour(strand.light)}, {start:g}, {lane:g}, {end:g})"
        for strand, (start, lane, end) in zip(strands, mark.band_heights(len(strands)), strict=True)
    ]
    return f"#let colour = ({colours})\n#let mark-strands = {array(lines)}\n"
