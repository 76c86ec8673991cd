"""What the coefficient of this run is built on: the book's choices, or those of an analyst who tries others.

One object for the process, set once before anything is computed (`brief.parameters.data`). What is computed
from it and kept is kept by it: `cached`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

KEPT = 6  # results of different assumptions that are kept; a simulation takes some 100 MB


@dataclass(frozen=True)
class Assumptions:
    """The choices: years compared, indicators left out, how values are scaled, weights of the pillars.

    `weights` are those of security, economy and politics.
    """

    base_year: int = 2015
    last_year: int = 2025
    without: tuple[str, ...] = ()
    normalisation: str = "min-max"
    weights: tuple[float, float, float] = (1.0, 1.0, 1.0)


BOOK = Assumptions()
_used = [BOOK]


def current() -> Assumptions:
    """Return the assumptions of this run."""
    return _used[0]


def use(assumed: Assumptions) -> None:
    """Take other assumptions from now on."""
    _used[0] = assumed


def label(year: int) -> int:
    """Return the year by which a figure is named: that of the book where it starts in the chosen base year.

    So the text finds its figures, whichever year is chosen.
    """
    return BOOK.base_year if year == current().base_year else year


def cached(function: Callable[..., Any], *, by_base_year: bool = True) -> Callable[..., Any]:
    """Return a function whose results are kept by its arguments and the assumptions.

    Without `by_base_year` the base year is none of them: the function does not ask for it.
    """

    @functools.lru_cache(maxsize=KEPT)
    def kept(_assumed: Assumptions, *given: Any, **options: Any) -> Any:
        """Return what was computed for these assumptions."""
        return function(*given, **options)

    @functools.wraps(function)
    def called(*given: Any, **options: Any) -> Any:
        """Compute once for each set of assumptions."""
        assumed = current() if by_base_year else replace(current(), base_year=BOOK.base_year)
        return kept(assumed, *given, **options)

    return called


record = functools.partial(cached, by_base_year=False)  # decorates what does not ask for the base year
