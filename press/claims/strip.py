"""The strip of verdicts: one mark for each point of what is checked, and how many have which verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from press.claims.ledger import verdict_counts
from press.claims.vocabulary import VERDICTS

STRIP_MIME = "application/vnd.brief.verdicts+json"


@dataclass(frozen=True)
class Strip:
    """The points by verdict under the line that says whose they are; a notebook shows it in words.

    `called` is what a verdict is called beside its number, such as "{} hold", where that is not the word of
    the vocabulary: in another language.
    """

    lead: str
    counts: dict[str, int]
    called: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """Return the counts in a line, such as "13 hold, 10 hold in part"."""
        return ", ".join(self.pattern(code).format(count) for code, count in self.counts.items())

    def pattern(self, code: str) -> str:
        """Return what a verdict is called, with "{}" where its number stands."""
        return self.called.get(code, f"{{}} {VERDICTS[code].many}")

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        content = json.dumps(vars(self), ensure_ascii=False)
        return {STRIP_MIME: content, "text/plain": f"{self.lead} {self.words()}."}


def strip(claims: pd.DataFrame, lead: str, called: Mapping[str, str] | None = None) -> Strip:
    """Return the strip of a table of claims, in the vocabulary's order; `lead` stands over it.

    `called` names verdicts in another language, such as "{} hold", by their codes.
    """
    counts = verdict_counts(claims)
    held = {str(code): int(count) for code, count in counts.items() if count}
    return Strip(lead, held, {code: words for code, words in (called or {}).items() if code in held})


def read(content: str) -> Strip:
    """Return a strip from what a notebook's output holds."""
    return Strip(**json.loads(content))
