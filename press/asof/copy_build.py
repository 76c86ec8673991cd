"""Inside a copy of the project whose tables are cut: run its chapters, leave out, list, build."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import yaml

from press import checks, subject, tables
from press.asof import claims_then, days, sentences
from press.asof.chapters_then import LATER, Chapter, LeftOut, Then
from press.asof.making import LIST, NOTES
from press.book import chapter_order
from press.build import build, identity
from press.build.steps import Steps
from press.claims import ledger
from press.configuration.parts import BuiltEdition
from press.run import fork_server, kernels, notebook_files, notebooks, stale
from press.run.stale import Conditions
from press.system import scratch

_ENTRY = re.compile(r"^@\w+\{\s*([^,\s]+)\s*,.*?^\}\n?", re.MULTILINE | re.DOTALL)
_NOT_THEN = ("brief_moved", "brief_ebook_evaluated")  # options that tell of the book's own later life


def book(root: Path, day: str, conditions: Callable[[], Conditions]) -> None:
    """Build the book of the copy in `root`, as of `day` (ISO); write what was left out beside it.

    `conditions` returns what the runs depend on, when the copy is as it is to be run. Raises PublishError.
    """
    notes = json.loads((root / NOTES).read_text(encoding="utf-8"))
    identity.pin_time(int(datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp()))
    steps = Steps()
    with steps.step("ledger", f"asking which claims what was known on {day} carries"):
        then = Then(day, claims_then.cut(root / "data", notes["computed"], day), _cut_works(root, day))
        then.words_later = subject.current().words_later()
        then.text_is_later = (
            told := subject.current().review
        ) is not None and told().reviewed.published > day
    then.has_claims = checks.CLAIMS in tables.names() and not tables.load(checks.CLAIMS).empty
    _cut_settings(root / "_config.yml", then)
    files = chapter_order.chapter_files(root)
    with steps.step("execute", f"running {len(files)} chapters"):
        ran = _run(files, conditions())
    _leave_out(root, dict(zip(files, ran, strict=True)), then)
    options = {**_settings(day, then, notes["commit"]), "brief_variant": then.words}
    build.book(root, conditions(), lambda: options, paper=notes["paper"], steps=steps)
    _write_list(root / "_build" / LIST, notes["cut"], then)


def _settings(day: str, then: Then, commit: str) -> dict[str, Any]:
    """Return what the book tells the extension: its edition, and its ledger where there is one."""
    reach = tables.data_reach()
    edition = BuiltEdition(tables.package_version(), commit, day, "" if days.later(reach, day) else reach)
    review = subject.current().review
    if review is None or not then.has_claims:
        return {"brief_edition": edition}
    told = review()
    claims, evidence = tables.load(checks.CLAIMS), tables.load(checks.EVIDENCE)
    entries = ledger.ledger(claims, evidence, told.findings)
    return {"brief_edition": edition, "brief_ledger": entries, "brief_reviewed": told.reviewed}


def _run(files: list[Path], conditions: Conditions) -> list[nbformat.NotebookNode]:
    """Return the chapters executed; a cell that fails does not stop one."""
    read = [notebook_files.read(file) for file in files]
    stale.start(conditions.root / "_build" / stale.RESULTS, conditions)
    kernels.resolve_types()
    with (
        scratch.folder() as folder,
        ThreadPoolExecutor(3) as threads,
        kernels.drawing_process(folder, threads),
    ):
        runs = [
            threads.submit(
                notebooks.execute, notebook, file, conditions.root, folder / f"{place}", goes_on=True
            )
            for place, (file, notebook) in enumerate(zip(files, read, strict=True))
        ]
        for run in runs:
            run.result()
    fork_server.stop()
    return read


def _leave_out(root: Path, ran: dict[Path, nbformat.NotebookNode], then: Then) -> None:
    """Write the chapters without what was not known, in the place of their sources."""
    chapters = [Chapter(file.stem, notebook, then) for file, notebook in ran.items()]
    for chapter in chapters:
        chapter.take_out_results()  # of all, since one may speak of another's figure
    for file, chapter in zip(ran, chapters, strict=True):
        chapter.take_out_text()
        file.unlink()
        nbformat.write(chapter.notebook, file.with_suffix(".ipynb"))  # type: ignore[no-untyped-call]
    for file in set(chapter_order.page_files(root)) - {file.with_suffix(".ipynb") for file in ran}:
        text, reasons = sentences.kept(file.read_text("utf-8"), then.why)
        file.write_text(text, encoding="utf-8")
        then.lost += [LeftOut(file.stem, "", "sentence", reason) for reason in reasons]


def _cut_works(root: Path, day: str) -> frozenset[str]:
    """Take works that are dated later out of the bibliographies and return them; of others, such lines."""
    gone: set[str] = set()

    def known(found: re.Match[str]) -> str:
        """Return what of a work was known on the day, "" for one that came later."""
        year = re.search(r"year\s*=\s*[{\"](\d{4})", found[0])
        if (year and year[1] > day[:4]) or days.later(
            " ".join(re.findall(r"(?m)^\s*(?:url|date)\s*=.*$", found[0])), day
        ):
            gone.add(found[1])
            return ""
        return "".join(line for line in found[0].splitlines(keepends=True) if not days.later(line, day))

    for file in (root / "chapters").rglob("*.bib"):
        file.write_text(_ENTRY.sub(known, file.read_text(encoding="utf-8")), encoding="utf-8")
    return frozenset(gone)


def _cut_settings(file: Path, then: Then) -> None:
    """Leave in the settings what was known on a day."""
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    for option in [*_NOT_THEN, *([] if then.has_claims else ["brief_ledger_page"])]:
        settings.get("sphinx", {}).get("config", {}).pop(option, None)
    known = _known(settings, then.day)
    own = known.get("sphinx", {}).get("config", {})
    if "brief_editions" in own:
        summary = "What was dated up to that day, and no more."
        own["brief_editions"] += [{"edition": then.day, "date": then.day, "summary": summary}]
    file.write_text(yaml.safe_dump(known, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _known(value: Any, day: str) -> Any:
    """Return a value of the settings without what names a later day: sentences, entries of a list."""
    if isinstance(value, dict):
        return {name: _known(one, day) for name, one in value.items()}
    if isinstance(value, list):
        return [
            _known(one, day) for one in value if not days.later(yaml.safe_dump(one, allow_unicode=True), day)
        ]
    return days.known(value, day) if isinstance(value, str) else value


def _write_list(file: Path, cut: dict[str, int], then: Then) -> None:
    """Write all that was left out: rows by table, claims, and by chapter what it shows and says."""
    rows = [LeftOut("", "", f"{count} rows of the table {name}", LATER) for name, count in cut.items()]
    claims = [LeftOut("", "", f"claim {number}", why) for number, why in then.claims.items()]
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["chapter", "section", "what", "why"])
        for one in [*rows, *claims, *then.lost]:
            section = "" if days.later(one.section, then.day) else one.section
            writer.writerow([one.chapter, section, one.what, one.why])
