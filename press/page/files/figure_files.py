"""The files of a figure to take away: SVG, PNG, CSV, Vega-Lite, metadata, and what the live chart loads."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from sphinx.config import Config

from press import plain
from press.book import citation
from press.book.figure_node import chart_figure
from press.book.figure_parts import figure_words
from press.figures.bundle import Bundle
from press.figures.specs import living
from press.page.files import data_files, svg_alone
from press.system import digests, records, signs

FOLDER = "figures"
_GRAMMAR = "https://vega.github.io/schema/vega-lite/v6.json"
_UNIT = re.compile(r"\((?!\d+%)([^()]+)\)$")  # "Lower (5%)" is a bound, not a unit


def texts(bundle: Bundle, work: citation.Work, config: Config) -> dict[str, str]:
    """Return the files of one figure but its PNG: text by ending."""
    living_forms = {
        f".{form}.js": living.script(bundle.name, form, spec) for form, spec in vars(bundle.spec).items()
    }
    return living_forms | {
        ".csv": as_csv(bundle),
        ".json": json.dumps(_named(bundle), indent=1, ensure_ascii=False, sort_keys=True) + "\n",
        ".metadata.json": json.dumps(metadata(bundle, work, config), indent=1, ensure_ascii=False) + "\n",
        ".svg": svg_alone.measured(bundle.svg.titled),
        ".narrow.svg": svg_alone.measured(bundle.svg.narrow),  # for phones without scripts
        ".bib": citation.bibtex(work),
        ".ris": citation.ris(work),
    }


def _named(bundle: Bundle) -> dict[str, Any]:
    """Return the specification with what a program, and whoever finds the file alone, needs to know of it."""
    sources = [source.citation or source.short_source for source in bundle.sources]
    told = {"title": bundle.headline, "subtitle": bundle.subtitle, "sources": sources}
    return {"$schema": _GRAMMAR, "description": bundle.alt, "usermeta": told, **bundle.spec.wide}


class Written:
    """The files of figures in a site: what the last build wrote is not written again.

    What it rested on is noted beside Sphinx's trees, which are kept only together with the files.
    """

    def __init__(self, site: Path, trees: Path) -> None:
        self._folder, self._record = site / FOLDER, trees / "figure_files.json"
        self._known: dict[str, str] = ({} if plain.is_on() else records.read(self._record)) or {}

    def write(self, node: chart_figure, work: citation.Work, config: Config) -> None:
        """Write the files of a figure under its stable name."""
        name = node.bundle.name
        rests_on = (node["stored"], work, config.brief_edition, config.brief_about, config.brief_code)
        state = digests.text(repr(rests_on))
        if self._known.get(name) == state and (self._folder / f"{name}.csv").is_file():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for suffix, text in texts(node.bundle, work, config).items():
            (self._folder / f"{name}{suffix}").write_text(text, encoding="utf-8")
        self._known[name] = state

    def keep(self) -> None:
        """Note what was written, for the next build."""
        records.write(self._record, self._known)


def as_csv(bundle: Bundle) -> str:
    """Return the numbers of a figure as CSV text with its column titles."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (bundle.columns, *bundle.rows):
        writer.writerow([signs.for_spreadsheets(cell) for cell in row])
    return text.getvalue()


def metadata(bundle: Bundle, work: citation.Work, config: Config) -> dict[str, Any]:
    """Return what a reader needs to cite, check and reuse the figure, as Our World in Data's files do."""
    edition, about = config.brief_edition, config.brief_about
    return {
        "chart": {
            "id": bundle.name,
            "number": work.part,
            "title": bundle.headline,
            "subtitle": bundle.subtitle,
            "note": bundle.note,
            "altText": bundle.alt,
            "description": figure_words.describe(bundle),
            "citation": citation.words(work),
            "url": work.address,
            "license": about.licence,
            "edition": edition.edition,
            "lastUpdated": work.date,
            "dataUntil": edition.data_date,
            "commit": edition.source,
            "madeBy": bundle.function,
        },
        "columns": dict(_column(bundle, place) for place in range(len(bundle.columns))),
        "sources": [vars(source) for source in bundle.sources],
    }


def _column(bundle: Bundle, place: int) -> tuple[str, dict[str, Any]]:
    """Return a column's name and what it holds; the unit is what its name has in parentheses."""
    name = bundle.columns[place]
    values = [row[place] for row in bundle.rows]
    unit = _UNIT.search(name)
    kind = "number" if figure_words.is_number(values) else "string"
    known = [value for value in values if value is not None]
    return name, {
        "unit": unit[1] if unit else "",
        "type": "year" if kind == "number" and figure_words.are_years(values) else kind,
        "rows": len(values),
        "notKnown": len(values) - len(known),
    }


def zip_all(folder: Path) -> None:
    """Pack every figure's files into figures.zip, byte for byte the same for the same files."""
    files = {
        f"{FOLDER}/{path.name}": path
        for path in folder.iterdir()
        if path.suffix != ".js" and ".narrow." not in path.name
    }
    data_files.pack(folder.parent / "figures.zip", files)
