"""What is checked and computed before chapters run: the tables, and the ledger against its rules."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from press import project, settings, subject, tables
from press.book import bibliography, chapter_order, chapter_rules, template_rules
from press.book.chapter_rules import Known
from press.book.written import missing
from press.book.written.labels import Labels
from press.build.identity import State
from press.build.steps import Steps
from press.claims import ledger, rules
from press.claims.entries import Review
from press.configuration.parts import BuiltEdition
from press.editions import earlier, sound
from press.errors import BriefError, DataError, PublishError
from press.run import notebook_files, reads
from press.system import records
from press.tables import datapackage

CLAIMS, EVIDENCE = "claims", "evidence"  # the ledger's tables
IN_ORDER = ".in_order.json"  # in `_build`: of each check the state that it found in order last
_MOST_TOLD = 5
_Found = TypeVar("_Found")


def check_all(record: Path, state: State, steps: Steps) -> dict[str, Any]:
    """Check tables and claims; return what publishing has to know of them.

    `record` keeps which tables were checked, `state` tells what the sources are. The keys of the result are
    values of Sphinx: `brief_edition` and, where there is a ledger, `brief_ledger` and `brief_reviewed`.
    Raises DataError when a table breaks a rule of its description, when the ledger breaks one of its own, or
    when a table overturns a verdict.
    """
    once, root = record.with_name(IN_ORDER), project.root()
    _once(once, "bibliography", bibliography.state(root), lambda: bibliography.check(root))
    _once(once, "templates", template_rules.state(), template_rules.check)
    with steps.step("tables", f"checking {len(tables.names())} tables"):
        tables.check(record)
        check_agreement(once)
    if found := list(_of_editions(project.root())):
        raise PublishError("\n".join(found[:_MOST_TOLD]))
    held = (tables.last_day(), tables.data_reach())
    edition = BuiltEdition(tables.package_version(), state.commit, *held, state.modified)
    if CLAIMS not in tables.names():
        return {"brief_edition": edition}
    with steps.step("ledger", "checking the claims against their evidence and the tables"):
        return {"brief_edition": edition, **_ledger()}


def check_together(record: Path) -> None:
    """Check what no table shows alone: that tables agree, and that the ledger keeps its rules.

    `record` lies beside the note of what agreed last. Raises DataError as `check_all` does.
    """
    check_agreement(record.with_name(IN_ORDER))
    if CLAIMS in tables.names():
        _ledger()


def check_agreement(record: Path) -> None:
    """Check that the brief's tables agree with each other. Raises DataError with the first of what does not.

    `record` keeps what was found in order: the same tables are not compared twice by the same code.
    """
    if name := subject.current().agreement:
        state = f"{datapackage.digest(datapackage.DATA / datapackage.DESCRIPTION)} {_code_of(name)}"
        _once(record, "tables", state, lambda: _compare(name))


def _compare(name: str) -> None:
    """Raise the first of what does not agree, as one DataError."""
    module = importlib.import_module(name)
    found = _of_the_brief(name, lambda: list(module.problems(tables.load)))
    if found:
        more = f"\n(and {len(found) - _MOST_TOLD} more)" if len(found) > _MOST_TOLD else ""
        raise DataError("\n".join(found[:_MOST_TOLD]) + more)


def _once(record: Path, what: str, state: str, check: Callable[[], None]) -> None:
    """Do a check, unless it found this state in order when it was done last; `record` keeps that."""
    found = records.read(record)
    known = found if isinstance(found, dict) else {}
    if known.get(what) != state:
        check()
        records.write(record, {**known, what: state})


def _of_the_brief(what: str, ask: Callable[[], _Found]) -> _Found:
    """Return what code of the brief finds in its tables. Raises DataError where it stops at them."""
    try:
        return ask()
    except (BriefError, PublishError):
        raise
    except Exception as problem:
        raise DataError(
            f"{what} stops{project.stopped_at(problem)}: {type(problem).__name__}: {problem}; "
            "a table that was changed holds what this line does not expect: "
            "compare the table with its source, or mend the line"
        ) from problem


def _code_of(name: str) -> str:
    """Return the digest of a module of the project, or of a package with the tables beside its modules."""
    place = project.root() / name.replace(".", "/")
    inside = [*place.rglob("*.py"), *place.rglob("*.csv")]
    modules = sorted(inside) if place.is_dir() else [place.with_suffix(".py")]
    return reads.digest(b"".join(module.read_bytes() for module in modules))


def without_building(root: Path, record: Path) -> Iterator[str]:
    """Yield all that is wrong with settings, chapters, tables and ledger; nothing is run or built."""
    amiss = list(_told(lambda: settings.check(root / settings.FILE)))
    yield from amiss
    yield from template_rules.problems()
    yield from _told(lambda: chapter_order.page_files(root))
    yield from list(_told(lambda: bibliography.check(root))) or bibliography.uncited(root)
    tables_are_right = True
    for problem in _told(lambda: tables.check(record)):
        tables_are_right = False
        yield problem
    if tables_are_right:
        yield from _told(datapackage.check_files)
        yield from _told(lambda: check_agreement(record.with_name(IN_ORDER)))
        yield from () if amiss else _of_editions(root)
    has_ledger = tables_are_right and CLAIMS in tables.names()
    if has_ledger:
        yield from _told(_ledger)
    claims = set(tables.load(CLAIMS)["claim_id"]) if has_ledger else None
    title = () if amiss else chapter_rules.of_title(settings.held(root).get("title"))
    known = Known(claims, bibliography.works(root), (*subject.current().literals, *title))
    names = not amiss and missing.names_are_known(settings.held(root))
    labels = _labels(root) if names else None
    for path in _pages(root / "chapters"):
        yield from _told(functools.partial(_breaches, path, root, known, names=names, labels=labels))


def _labels(root: Path) -> Labels | None:
    """Return what references of the book may name; None where its pages are not known, which is told."""
    try:
        return Labels(root, dict.fromkeys([*chapter_order.page_files(root), *_pages(root / "chapters")]))
    except (BriefError, PublishError):
        return None


def _of_editions(root: Path) -> Iterator[str]:
    """Yield what is wrong with the editions on file and what is written beside them."""
    listed = [one.edition for one in settings.editions(root)]
    yield from sound.problems(root, listed, tables.package_version())


def _pages(folder: Path) -> list[Path]:
    """Return the chapters: notebooks and pages in Markdown."""
    return sorted(
        path
        for path in folder.rglob("*")
        if ".ipynb_checkpoints" not in path.parts and path.is_file() and path.suffix in (".ipynb", ".md")
    )


def _breaches(path: Path, root: Path, known: Known, *, names: bool, labels: Labels | None) -> None:
    """Raise what is wrong with a chapter as one error; `names`: roles and directives are told, too."""
    try:
        chapter_order.check_source(path, root)
    except PublishError:  # told with the table of contents: it cannot be read
        return
    try:
        is_run = notebook_files.is_notebook(path)
        breaches = chapter_rules.breaches if is_run else chapter_rules.breaches_of_page
        found = list(breaches(path, path.relative_to(root).as_posix(), known))
        found += missing.problems(path, root, names=names, labels=labels)
    except (ValueError, KeyError):  # told with the table of contents: it is no notebook
        return
    if found:
        raise PublishError("\n".join(found))


def _told(check: Callable[[], object]) -> Iterator[str]:
    """Yield what a check raises."""
    try:
        check()
    except (BriefError, PublishError) as problem:
        yield str(problem)


def _ledger() -> dict[str, Any]:
    """Return the claims with their evidence, and the text that makes them, as publishing takes them."""
    review = subject.current().review
    if review is None:
        raise DataError(
            f"data/{CLAIMS}.csv holds claims, but brief/subject.py names no text that makes them; "
            "give its Brief a review, or take the table out"
        )
    told = _of_the_brief("the review of brief/subject.py", review)
    claims, evidence = tables.load(CLAIMS), tables.load(EVIDENCE)
    rules.check(rules.Record(claims, evidence, told))
    entries = earlier.named(ledger.ledger(claims, evidence, told.findings), project.root())
    return {"brief_ledger": entries, "brief_reviewed": told.reviewed}


def verdicts(review: Review) -> dict[str, str]:
    """Return each computed verdict and its figures by the claim's number, and the rules that are broken."""
    record = rules.Record(tables.load(CLAIMS), tables.load(EVIDENCE), review)
    told = {f"verdict of {number}": found.verdict for number, found in review.findings.items()}
    figures = {f"figures of {number}": found.finding for number, found in review.findings.items()}
    broken = {f"rule broken, {no}": problem for no, problem in enumerate(rules.problems(record), 1)}
    return {**told, **figures, **broken}
