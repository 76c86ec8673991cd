"""Which check of a build notices a changed cell: the description, agreement, corrections, or the ledger."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from brief import agreement, subject
from brief import tables as ours
from press.claims import rules
from press.claims.entries import Review
from press.errors import BriefError
from press.tables import checking, datapackage, loading
from tools.mutation.changes import Change, cells
from tools.mutation.copies import Copy, as_loaded, unchanged

LEDGER = ("claims", "evidence")


def check(copy: Copy, change: Change) -> tuple[str, str]:
    """Return which check notices a change that was written to the copy, and what it says; "" for none."""
    name = change.table
    try:
        mine = copy.load(name)
        if name == loading.CORRECTIONS:  # a build makes them all
            for table in sorted(set(mine["table"]) & set(datapackage.table_names())):
                copy.load(table)
    except BriefError as problem:
        return "corrections", str(problem)
    except (ValueError, TypeError):  # no such value: its description says so
        return _by_description(copy, change)
    try:
        told = next(agreement.problems(lambda asked: mine if asked == name else unchanged(asked), name), "")
    except Exception as problem:  # whatever it is, the build would stop with it
        told = f"{type(problem).__name__}: {problem}"
    if told:
        return "agreement", told
    if told := _of_the_ledger(name, mine):
        return "ledger", told
    return _by_description(copy, change)


def _by_description(copy: Copy, change: Change) -> tuple[str, str]:
    """Return what the description of a changed table, and of those that refer to its column, say.

    Its own rules are about single rows, but for keys: the row is checked alone, which is fast.
    """
    entry = datapackage.resource(change.table)
    keys = entry["schema"].get("primaryKey", [])
    head, *rows = cells(change.table)
    row = list(rows[change.row - 2])
    row[head.index(change.column)] = change.after
    if change.column in keys:
        places = [head.index(key) for key in keys]
        others = {tuple(line[at] for at in places) for at, line in enumerate(rows) if at != change.row - 2}
        if tuple(row[at] for at in places) in others:
            return "description", f"a second row with the key {', '.join(row[at] for at in places)}"
    if not _can_be_told(entry, change) and not copy.referring.get((change.table, change.column)):
        return "", ""
    try:
        for table in copy.referring.get((change.table, change.column), ()):
            checking.check_content(table, copy.data)
        copy.write_rows(change.table, [row])
        checking.check_content(change.table, copy.data)
    except BriefError as problem:
        return "description", str(problem)
    return "", ""


def _can_be_told(entry: dict[str, Any], change: Change) -> bool:
    """Whether a description says more of a column than its type and bounds that the new cell keeps to.

    Only then is it worth asking Frictionless, which takes half a second.
    """
    field = next(one for one in entry["schema"]["fields"] if one["name"] == change.column)
    rules_ = {key: value for key, value in field.get("constraints", {}).items() if key != "required"}
    linked = any(change.column in key["fields"] for key in entry["schema"].get("foreignKeys", []))
    if linked or field.get("lists") or set(rules_) - {"minimum", "maximum"}:
        return True
    if change.column == entry.get("dates_rows"):
        return True
    if change.kind != "figure":
        return change.kind == "date" and bool(rules_)
    value = float(change.after)
    return not rules_.get("minimum", value) <= value <= rules_.get("maximum", value)


def _of_the_ledger(name: str, table: pd.DataFrame) -> str:
    """Return the first rule of the ledger that is broken with a changed table, if it looks at the table."""
    from brief import verdicts

    if name not in (*LEDGER, *verdicts.NEEDED, "article_forecasts"):
        return ""
    with as_loaded(name, table):
        try:
            review = _review() if name in LEDGER else subject.review()
            record = rules.Record(ours.load("claims"), ours.load("evidence"), review)
            return next(rules.problems(record), "")
        except Exception as problem:  # whatever it is, the build would stop with it
            return f"{type(problem).__name__}: {problem}"


@functools.cache
def _review() -> Review:
    """Return the review of the text by the tables as they are: it rests on no table of the ledger."""
    return subject.review()
