"""The files of a figure to take away: SVG, PNG, CSV, Vega-Lite, metadata, and what the live chart loads."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from sphinx.config import Config

from press.book import citation
from press.book.figure_parts import figure_words
from press.figures.bundle import Bundle
from press.figures.specs import living
from press.page.files import data_files, svg_alone
from press.system import signs

FOLDER = "figures"
_UNIT = re.compile(r"\(([^()]+)\)$")


def texts(bundle: Bundle, work: citation.Work, config: Config) -> dict[str, str]:
    """Return the files of one figure but its PNG: text by ending."""
    living_forms = {
        f".{form}.js": living.script(bundle.name, form, spec) for form, spec in vars(bundle.spec).items()
    }
    return living_forms | {
        ".csv": as_csv(bundle),
        ".json": json.dumps(bundle.spec.wide, indent=1, ensure_ascii=False, sort_keys=True) + "\n",
        ".metadata.json": json.dumps(metadata(bundle, work, config), indent=1, ensure_ascii=False) + "\n",
        ".svg": svg_alone.measured(bundle.svg.titled),
        ".narrow.svg": svg_alone.measured(bundle.svg.narrow),  # for phones without scripts
        ".bib": citation.bibtex(work),
        ".ris": citation.ris(work),
    }


def write(files: dict[str, str], folder: Path, name: str) -> None:
    """Write the files of a figure (text by ending) into `folder`, under its stable name."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, text in files.items():
        (folder / f"{name}{suffix}").write_text(text, encoding="utf-8")


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
