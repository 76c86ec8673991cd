"""The words of the ledger, each once: verdicts, kinds of source, stances.

A verdict's word, colour, shape, rating, short word and group in a table of results stand here, and what
evidence it needs; charts, pages, paper, EPUB, files and rules read them here.
"""

from __future__ import annotations

from dataclasses import dataclass

from press.look.palette import VERDICTS as _COLOURS
from press.look.palette import Colour
from press.look.shapes import VERDICT_SHAPES as _SHAPES
from press.look.shapes import Shape

CAME_TRUE, DID_NOT_COME_TRUE, OPEN = "forecast-resolved-true", "forecast-resolved-false", "forecast-open"


@dataclass(frozen=True)
class Verdict:
    """What one verdict is called, how it is drawn, and what it takes.

    `word` stands in sentences and lists, `short` in a row of results, `many` after a number of claims.
    `rating` runs from 1 (fails) to 5 (holds), None where there is nothing to rate. `group` is its column in
    a table of results. `needs` are sets of which the evidence must hold one member each: stances, or the
    source tier "none"; `bars` are stances that no piece of it may have.
    """

    code: str
    word: str
    short: str
    rating: int | None
    group: str
    needs: tuple[frozenset[str], ...]
    many: str
    rated: bool = True
    bars: frozenset[str] = frozenset()

    @property
    def colour(self) -> Colour:
        """Its colour on light and dark pages."""
        return _COLOURS[self.code]

    @property
    def shape(self) -> Shape:
        """Its shape, so that it is not told by colour alone."""
        return _SHAPES[self.code]

    @property
    def is_forecast(self) -> bool:
        """Whether it is the verdict of a forecast."""
        return self.code.startswith("forecast-")


@dataclass(frozen=True)
class Tier:
    """A kind of source: its word, and whether what rests on it alone is weak."""

    code: str
    word: str
    weak: bool = False


def _needs(*stances: str) -> frozenset[str]:
    return frozenset(stances)


VERDICTS: dict[str, Verdict] = {
    verdict.code: verdict
    for verdict in (
        Verdict("supported", "Supported", "holds", 5, "Hold", (_needs("supports"),), "hold"),
        Verdict(
            "partly supported",
            "Partly supported",
            "holds in part",
            3,
            "In part",
            (_needs("supports"), _needs("contradicts", "context")),
            "hold in part",
        ),
        Verdict("contradicted", "Contradicted", "fails", 1, "Fail", (_needs("contradicts"),), "fail"),
        Verdict(
            "not verifiable",
            "Not verifiable",
            "not known",
            None,
            "Not verifiable",
            (_needs("none"),),
            "not verifiable",
            bars=frozenset({"supports", "contradicts"}),
        ),
        Verdict(
            "judgement", "A judgement", "a judgement", None, "Opinion or open", (), "judgements", rated=False
        ),
        Verdict(CAME_TRUE, "Forecast came true", "came true", 5, "Hold", (_needs("supports"),), "came true"),
        Verdict(
            DID_NOT_COME_TRUE,
            "Forecast did not come true",
            "did not come true",
            1,
            "Fail",
            (_needs("contradicts"),),
            "did not come true",
        ),
        Verdict(OPEN, "Forecast still open", "open", None, "Opinion or open", (), "open", rated=False),
    )
}

TIERS: dict[str, Tier] = {
    tier.code: tier
    for tier in (
        Tier("primary", "primary source"),
        Tier("major", "major source"),
        Tier("repost", "weak source: repost", weak=True),
        Tier("aggregator", "weak source: aggregator", weak=True),
        Tier("mirror", "weak source: copy", weak=True),
        Tier("none", "looked for, not found"),
    )
}
WEAK = frozenset(code for code, tier in TIERS.items() if tier.weak)

STANCES = {"supports": "Supports", "contradicts": "Contradicts", "context": "Context"}
