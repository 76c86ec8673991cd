"""The strip of verdicts: one mark for each point of what is checked, and how many have which verdict."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from press.claims.ledger import verdict_counts
from press.claims.vocabulary import VERDICTS

STRIP_MIME = "application/vnd.brief.verdicts+json"


@dataclass(frozen=True)
class Strip:
    """The points by verdict under the line that says whose they are; a notebook shows it in words."""

    lead: str
    counts: dict[str, int]

    def words(self) -> str:
        """Return the counts in a line, such as "13 hold, 10 hold in part"."""
        return ", ".join(f"{count} {VERDICTS[code].many}" for code, count in self.counts.items())

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        content = json.dumps({"lead": self.lead, "counts": self.counts}, ensure_ascii=False)
        return {STRIP_MIME: content, "text/plain": f"{self.lead} {self.words()}."}


def strip(claims: pd.DataFrame, lead: str) -> Strip:
    """Return the strip of a table of claims, in the vocabulary's order; `lead` stands over it."""
    counts = verdict_counts(claims)
    return Strip(lead, {str(code): int(count) for code, count in counts.items() if count})


def read(content: str) -> Strip:
    """Return a strip from what a notebook's output holds."""
    return Strip(**json.loads(content))
