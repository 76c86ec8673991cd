"""Stakeholders, the seven actors: a block of definitions each, fit for a page, a phone and paper."""

from __future__ import annotations

import pandas as pd

from brief.article import ARTICLE_DAY
from press.listing import link, text
from press.prose import day

PARTS = {
    "office_holders_2025_11_06": f"In office on {day(ARTICLE_DAY)}",
    "as_described_in_article": "In the article",
    "stated_goals": "Says it wants",
    "levers": "Can use",
    "dependencies": "Depends on",
    "caveat": "Keep in mind",
}


def with_article(name: str) -> str:
    """Return a state's name as it stands inside a sentence: "the United States"."""
    return f"the {name}" if name == "United States" else name


class Block:
    """One actor as Markdown: Jupyter shows it, the page and the paper set it."""

    def __init__(self, actor: pd.Series) -> None:
        self._actor = actor

    def _repr_markdown_(self) -> str:
        told = [(head, self._actor[column]) for column, head in PARTS.items()]
        lines = [f"{head}\n: {text(said.removesuffix('.'))}.\n" for head, said in told if pd.notna(said)]
        return "\n".join([*lines, f"Sources\n: {_sources(self._actor)}\n"])

    def __repr__(self) -> str:
        return f"Block of {self._actor['actor']}"


def _sources(actor: pd.Series) -> str:
    publishers, addresses = (actor[column].split(" | ") for column in ("source_publishers", "source_urls"))
    return "; ".join(link(name, url) for name, url in zip(publishers, addresses, strict=True)) + "."


def block(stakeholders: pd.DataFrame, code: str) -> Block:
    """Return one row of the table `stakeholders` as definitions: office-holders, goals, levers, sources.

    Raises LookupError when the table has no actor of that code.
    """
    chosen = stakeholders[stakeholders["iso3"] == code]
    if chosen.empty:
        known = ", ".join(stakeholders["iso3"])
        raise LookupError(f'no actor "{code}" in the table stakeholders; it has {known}')
    return Block(chosen.iloc[0])
