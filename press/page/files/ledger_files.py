"""The ledger to take away: JSON, two CSV tables, and schema.org reviews (ClaimReview) as JSON-LD."""

from __future__ import annotations

import csv
import functools
import io
import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.book import citation
from press.book.claims import claim_role
from press.book.claims.ledger_directive import FOLDER
from press.claims import entries
from press.claims.entries import Entry, Ledger
from press.claims.vocabulary import VERDICTS

SCHEMA = {"@context": "https://schema.org"}


def write(app: Sphinx, site: Path) -> None:
    """Write the ledger's files into their folder of the site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts(app).items():
        (folder / name).write_text(text, encoding="utf-8")


@functools.lru_cache(maxsize=1)
def texts(app: Sphinx) -> dict[str, str]:
    """Return the ledger's files, text by name."""
    ledger, edition = app.config.brief_ledger, app.config.brief_edition
    claims = {number: entries.as_json(entry) for number, entry in ledger.items()}
    counts = {"points": entries.points(ledger), "claims": claims}
    whole = {"reviewed": vars(app.config.brief_reviewed), **vars(edition), **counts}
    return {
        "ledger.json": _json(whole),
        "claims.csv": _csv(claim_rows(ledger)),
        "evidence.csv": _csv(evidence_rows(ledger)),
        "reviews.json": _json({**SCHEMA, "@graph": list(reviews(app).values())}),
    }


def claim_rows(ledger: Ledger) -> list[dict[str, str]]:
    """Return one row a claim."""
    words = ("section", "says", "kind", "verdict", "confidence", "counted_with", "note")
    return [
        {"claim": number, **{word: getattr(entry, word) for word in words}}
        for number, entry in ledger.items()
    ]


def evidence_rows(ledger: Ledger) -> list[dict[str, str]]:
    """Return one row a piece of evidence."""
    words = ("stance", "publisher", "title", "date", "date_precision", "url", "source_tier", "says", "figure")
    return [
        {"claim": number, **{word: getattr(piece, word) for word in words}}
        for number, entry in ledger.items()
        for piece in entry.evidence
    ]


@functools.lru_cache(maxsize=1)
def reviews(app: Sphinx) -> dict[str, dict[str, Any]]:
    """Return the checkable claims as schema.org reviews by the anchors of their entries."""
    config = app.config
    base = config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else ""
    page = base + app.builder.get_target_uri(config.brief_ledger_page) if base else ""
    about = {
        "author": config.author,
        "day": citation.published(config),
        **vars(config.brief_reviewed),
    }
    return {
        (anchor := claim_role.anchor(number)): review(number, entry, f"{page}#{anchor}", about)
        for number, entry in config.brief_ledger.items()
        if VERDICTS[entry.verdict].rated
    }


def review(number: str, entry: Entry, address: str, about: dict[str, str]) -> dict[str, Any]:
    """Return one claim as a ClaimReview (schema.org/ClaimReview); `about` names reviewer and article."""
    return {
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "name": f"Claim {number}",
        "author": {"@type": "Organization", "name": about["author"]},
        **({"datePublished": about["day"]} if about["day"] else {}),
        "claimReviewed": entry.says,
        "reviewBody": entry.note,
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": about["publisher"]},
            "datePublished": about["published"],
            "appearance": {"@type": "Article", "headline": about["title"], "url": about["url"]},
        },
        "reviewRating": _rating(entry),
    }


def _rating(entry: Entry) -> dict[str, Any]:
    """Return the verdict as a rating from 1 to 5; what cannot be verified has a word and no number."""
    value = VERDICTS[entry.verdict].rating
    scale = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", "alternateName": entry.label, **scale}


def _json(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
