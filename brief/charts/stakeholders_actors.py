"""Stakeholders, the seven actors: one block of definitions each, fit for a page, a phone and paper."""

from __future__ import annotations

import pandas as pd

ORDER = ("USA", "KOR", "PRK", "CHN", "RUS", "JPN", "UN")
PARTS = {
    "office_holders_2025_11_06": "In office on 6 November 2025",
    "as_described_in_article": "In the article",
    "stated_goals": "Says it wants",
    "levers": "Can use",
    "dependencies": "Depends on",
    "caveat": "Keep in mind",
}


class ActorBlocks:
    """The seven actors as Markdown: Jupyter shows it, the page and the paper set it."""

    def __init__(self, stakeholders: pd.DataFrame) -> None:
        self._actors = stakeholders.set_index("iso3")

    def _repr_markdown_(self) -> str:
        return "\n\n".join(_block(self._actors.loc[code]) for code in ORDER if code in self._actors.index)

    def __repr__(self) -> str:
        return f"ActorBlocks of {', '.join(self._actors['actor'])}"


def actor_blocks(stakeholders: pd.DataFrame) -> ActorBlocks:
    """Return the table `stakeholders` as one block an actor: office-holders, goals, levers, sources."""
    return ActorBlocks(stakeholders)


def _block(actor: pd.Series) -> str:
    lines = [f"**{actor['actor']}**\n"]
    for column, head in PARTS.items():
        if pd.notna(actor[column]):
            lines.append(f"{head}\n: {_sentence(actor[column])}\n")
    lines.append(f"Sources\n: {_sources(actor)}\n")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _sources(actor: pd.Series) -> str:
    publishers, addresses = (actor[column].split(" | ") for column in ("source_publishers", "source_urls"))
    return (
        "; ".join(f"[{name}](<{address}>)" for name, address in zip(publishers, addresses, strict=True)) + "."
    )
