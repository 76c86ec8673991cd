"""What may be turned in the chapter on data: how the coefficient is built and which years are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief import assumptions
from brief.analysis.coefficient import finding, index, indicators, sensitivity, uncertainty
from brief.analysis.coefficient.indicators import PILLARS
from brief.assumptions import BOOK, Assumptions
from press.parameters import Measure, OneOf, Parameter, Parameters, Several, Shares, Whole

POLLS = "opinion"  # the table of polls, whose series are named after their pollster
FIRST_LAST_YEAR = 2023


def names() -> list[str]:
    """Return what may be left out: every indicator of the coefficient, then every pollster behind one."""
    used = indicators.described("index")
    return [*(one.indicator_id for one in used), *dict.fromkeys(filter(None, map(pollster, used)))]


def pollster(one: indicators.Indicator) -> str:
    """Return whose polls an indicator reads, such as "pew"; "" if it reads none."""
    if one.table != POLLS:
        return ""
    return one.rows.partition("series=")[2].partition("-")[0]


def left_out(given: str) -> tuple[str, ...]:
    """Return the indicators that names leave out: their own, and all that a pollster stands behind."""
    named = set(filter(None, given.split(",")))
    used = indicators.described("index")
    return tuple(one.indicator_id for one in used if {one.indicator_id, pollster(one)} & named)


def assumed(values: Mapping[str, Any]) -> Assumptions:
    """Return the assumptions that the chapter's parameters say."""
    security, economic, political = Shares.numbers(values["weights"])
    return Assumptions(
        values["base_year"],
        values["last_year"],
        left_out(values["without"]),
        values["normalisation"],
        (security, economic, political),
    )


def check(values: Mapping[str, Any]) -> None:
    """Raise ValueError with a sentence for values that leave nothing to compare."""
    if values["base_year"] >= values["last_year"]:
        raise ValueError(
            f"base_year {values['base_year']} does not lie before last_year {values['last_year']}; "
            "choose an earlier one"
        )
    lost = unknown_pillars(assumed(values))
    if lost:
        raise ValueError(
            f"without={values['without']} leaves no indicator of the pillar {', '.join(lost)} that is known "
            f"both in {values['base_year']} and in {values['last_year']}; keep one, and give the pillar the "
            f"weight 0 to do without it (weights={values['weights']})"
        )


def unknown_pillars(chosen: Assumptions) -> list[str]:
    """Return the pillars of which no indicator that is kept is known in both of the years compared."""
    kept = [one for one in indicators.described("index") if one.indicator_id not in chosen.without]
    ends = indicators.values(kept).loc[[chosen.base_year, chosen.last_year]].notna().all()
    known = {one.pillar for one in kept if ends[one.indicator_id]}
    return [pillar for pillar in PILLARS if pillar not in known]


def measures(_values: Mapping[str, Any]) -> list[Measure]:
    """Return the numbers that a grid follows: change, in how many ways it fell, what turns it, levels."""
    made, chosen = index.published(), assumptions.current()
    span = chosen.base_year, chosen.last_year
    period = finding.period(made, uncertainty.published(), *span)
    turns = sensitivity.tipping_weight(*span)
    return [
        Measure("Change of the coefficient, points", period.points, period.low, period.high),
        Measure("Ways of building it in which it fell, of 100", 100 * period.fell),
        Measure("Weight of politics at which a fall begins, per cent", turns and 100 * turns),
        *(
            Measure(f"Coefficient in the {name} year", float(made.index[year]))
            for name, year in zip(("base", "last"), span, strict=True)
        ),
    ]


PARAMETERS = Parameters(
    "data",
    (
        Parameter(
            "base_year",
            Whole(finding.FIRST_BASE_YEAR, BOOK.last_year - 1),
            BOOK.base_year,
            "year that the coefficient is counted from",
        ),
        Parameter(
            "last_year",
            Whole(FIRST_LAST_YEAR, BOOK.last_year),
            BOOK.last_year,
            "year with which the record ends, as if nothing later were known",
        ),
        Parameter("without", Several(names), "", "indicators or pollsters left out, with commas"),
        Parameter(
            "normalisation", OneOf(index.NORMALISATIONS), BOOK.normalisation, "how values become scores"
        ),
        Parameter(
            "weights", Shares(PILLARS), "1:1:1", "weights of the security, economic and political pillar"
        ),
    ),
    use=lambda values: assumptions.use(assumed(values)),
    check=check,
    measures=measures,
)
