"""What is wrong with the files of the editions and what an editor writes beside them, told before a build."""

from __future__ import annotations

import datetime
import difflib
import fnmatch
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from press.editions import edition_file, notes
from press.editions.edition_file import FOLDER
from press.errors import BriefError
from press.system import strict_json


def problems(root: Path, listed: Sequence[str], present: str) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong in the folder `editions/`; a project may have none.

    `listed` are the editions that the settings list; `present` is that of the tables, which may have no file.
    """
    folder = root / FOLDER
    if not folder.is_dir():
        return
    known = edition_file.known(root)
    yield from _strange_names(folder)
    yield from _lacking(listed, present, known)
    for name in known:
        yield from _of_file(root, name, known)
    for check in (lambda: notes.methods(root), lambda: _check_reasons(root, {*known, *listed, present})):
        try:
            check()
        except BriefError as problem:
            yield str(problem)


def _lacking(listed: Sequence[str], present: str, known: Sequence[str]) -> Iterator[str]:
    """Yield the editions before the present one that are listed and have no file, where others have one."""
    for name in filter(edition_file.is_id, listed if known and edition_file.is_id(present) else ()):
        if name not in known and edition_file.order(name) < edition_file.order(present):
            yield (
                f"{FOLDER}/{name}.json is not there, and brief_editions in _config.yml lists {name}; take "
                "the file back from git, or the edition out of the list"
            )


def _strange_names(folder: Path) -> Iterator[str]:
    """Yield the files that are called like no edition."""
    for path in sorted(folder.glob("*.json")):
        if not edition_file.is_id(path.stem):
            yield (
                f"{FOLDER}/{path.name} is called like no edition; a file is called by year and month, "
                "such as 2026.12.json: rename it, or take it away"
            )


def _check_reasons(root: Path, editions: set[str]) -> None:
    """Raise BriefError for reasons of an edition that is not there, and of what no edition tells."""
    for name, given in notes.reasons(root).items():
        if name not in editions:
            there = ", ".join(sorted(filter(edition_file.is_id, editions), key=edition_file.order)) or "none"
            raise BriefError(
                f'{FOLDER}/{notes.REASONS}: there is no edition "{name}"; there are {there}: mend the name'
            )
        told = _told_until(root, name)
        for like in given if told else ():
            if not fnmatch.filter(told, like):
                near = difflib.get_close_matches(like, told, 1)
                meant = f"did you mean {near[0]}?" if near else "take the line out, or mend the name"
                raise BriefError(
                    f'{FOLDER}/{notes.REASONS}, edition "{name}": no number, headline, verdict or forecast '
                    f"is called {like}, in it or before; {meant}"
                )


def _told_until(root: Path, name: str) -> list[str]:
    """Return the names of what an edition on file and those before it tell; none where it has no file yet."""
    if not edition_file.is_id(name) or not edition_file.place(root, name).exists():
        return []
    until = [one for one in edition_file.known(root) if edition_file.order(one) <= edition_file.order(name)]
    read = [edition_file.read(root, one) for one in until]
    parts = [part for one in read for part in (one.facts, one.headlines, one.verdicts, one.forecasts)]
    return list(dict.fromkeys(told for part in parts for told in part))


def _of_file(root: Path, name: str, known: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the file of an edition, at most one sentence."""
    where = f"{FOLDER}/{name}.json"
    try:
        edition = edition_file.read(root, name)
        content = strict_json.loads(edition_file.place(root, name).read_text(encoding="utf-8"))
        reason = _reason(content)
    except BriefError as problem:
        yield str(problem)
        return
    if reason:
        yield f"{where}: {reason}; take the file back from git (git checkout -- {where})"
    elif edition.before and not _is_earlier(edition.before, name):
        yield (
            f"{where}: it follows the edition {edition.before}, which is none before it; take the file back "
            f"from git (git checkout -- {where})"
        )
    elif edition.before and edition.before not in known:
        yield (
            f"{where}: it follows the edition {edition.before}, whose file is not there; take "
            f"{FOLDER}/{edition.before}.json back from git"
        )


def _reason(content: Mapping[str, Any]) -> str:
    """Return in words what a content that can be read holds and should not; "" for a sound one."""
    unknown = [key for key in content if key not in edition_file.KEYS]
    if unknown:
        return f"it holds {unknown[0]}, which no edition has"
    for key in ("date", "commit", "made", "before"):
        if not isinstance(content[key], str) or (
            not content[key].strip() and key not in ("before", "commit")
        ):
            return f"{key} is {json.dumps(content[key])}, and has to be words"
    try:
        datetime.date.fromisoformat(content["date"])
    except ValueError:
        return f"date is {content['date']}, which is no day"
    return next(_wrong_facts(content), "")


def _is_earlier(name: str, other: str) -> bool:
    return edition_file.is_id(name) and edition_file.order(name) < edition_file.order(other)


def _wrong_facts(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield the numbers, headlines and forecasts that do not hold what such an entry holds."""
    for part in ("numbers", "headlines", "forecasts"):
        for name, one in content[part].items():
            if set(one) != {"printed", "raw", "tables", "code"}:
                yield f"{part}: {name} has other keys than printed, raw, tables and code"
            elif not isinstance(one["printed"], str) or not one["printed"].strip():
                yield f"{part}: {name} prints nothing"
            elif not all(type(value) in (int, float) for value in one["raw"]):
                yield f"{part}: raw of {name} holds something that is no number"
            elif type(one["tables"]) is not int or one["tables"] < 0:
                yield f"{part}: tables of {name} is {json.dumps(one['tables'])}, and has to be a count"
            elif not isinstance(one["code"], str):
                yield f"{part}: code of {name} is {json.dumps(one['code'])}, and has to be words"
