"""What tables must agree on, with each other and within themselves: a slip in one cell shows against others.

A source that breaks a rule for a good reason is named in the rule, with the years or rows that it excuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from brief.agreement import controls, economy, opinion, records, security
from brief.agreement.rules import Rule
from press.errors import DataError

RULES: tuple[Rule, ...] = (*records.RULES, *security.RULES, *economy.RULES, *opinion.RULES, *controls.RULES)


def problems(load: Callable[[str], pd.DataFrame], changed: str = "") -> Iterator[str]:
    """Yield a sentence for each rule that the tables break; `load` returns a table by its name.

    With `changed` only the rules that look at the table of that name are asked.
    """
    for rule in RULES:
        if not changed or changed in rule.tables:
            yield from rule.find(*map(load, rule.tables))


def see_but_totals(load: Callable[[str], pd.DataFrame]) -> None:
    """See that the tables break no rule but those of the control totals. Raises DataError with the first."""
    for rule in RULES:
        if rule in controls.RULES:
            continue
        frames = {name: load(name) for name in rule.tables}
        if empty := [name for name, frame in frames.items() if frame.empty]:
            raise DataError(f"data/{empty[0]}.csv has no rows; bring them back, or take the table out")
        if found := next(iter(rule.find(*frames.values())), ""):
            raise DataError(f"{found}; `make settle` keeps totals only of tables that keep all other rules")
