"""Which sentences on the coefficient fall when one choice of what it starts from is made otherwise.

Each sentence of `sentences` is read anew from every case of `cases`.
"""

from __future__ import annotations

import pandas as pd

from brief import assumptions
from brief.analysis.coefficient.cases import Case, cases
from brief.analysis.coefficient.index import CoefficientError
from brief.analysis.coefficient.sentences import GUARDS, Guard

OTHER_CHAPTERS = {"summary": "Summary", "findings": "Six findings"}


def fallen() -> pd.DataFrame:
    """Return the sentences that do not hold in some case: `words`, `case`, `unread`; one row each.

    `unread` says that the case leaves nothing to read the sentence from. Raises ValueError naming a
    sentence that does not hold as published.
    """
    rows = []
    for case in _cases():
        for guard in GUARDS:
            held = _read(guard, case)
            if case.name == "as published" and not held and assumptions.current() == assumptions.BOOK:
                raise ValueError(f'the sentence "{guard.words}" does not hold as published')
            if not held:
                rows.append((guard.words, case.name, held is None))
    return pd.DataFrame(rows, columns=["words", "case", "unread"])


def _read(guard: Guard, case: Case) -> bool | None:
    """Return whether a sentence holds in a case; None where there is nothing to read it from."""
    try:
        return guard.holds(case)
    except (CoefficientError, KeyError):  # no indicator is known in both years, or the record has not both
        return None


def in_words(found: pd.DataFrame) -> pd.DataFrame:
    """Return what `fallen` found as a table: `Sentences`, `Do not hold`, `Nothing to read them from`.

    Sentences that fall in the same cases share a row. One of another chapter than that on the data has
    this chapter's name with it.
    """
    columns = {"Do not hold": ~found["unread"], "Nothing to read them from": found["unread"]}
    listed = {name: found[rows].groupby("words")["case"].agg("; ".join) for name, rows in columns.items()}
    shown = {guard.words: _quoted(guard) for guard in GUARDS if guard.words in set(found["words"])}
    table = pd.DataFrame(listed).reindex(list(shown)).fillna("")
    sentences = table.rename(index=shown).rename_axis("Sentences").reset_index()
    together = sentences.groupby(list(columns), sort=False)["Sentences"].agg("; ".join).reset_index()
    return together[["Sentences", *columns]]


def _quoted(guard: Guard) -> str:
    place = OTHER_CHAPTERS.get(guard.chapter)
    return f"“{guard.words}”" + (f" ({place})" if place else "")


@assumptions.cached
def _cases() -> tuple[Case, ...]:
    return tuple(cases())
