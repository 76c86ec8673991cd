"""Makes a small, complete brief in a new folder: from a template, with a copy of the engine.

The template holds files by the names that they get; `.jinja` keeps what is no notebook or table from tools
that would take it for code of this project. In a notebook or another JSON file each text is filled in by
itself, so that a title never breaks the file.
"""

from __future__ import annotations

import datetime
import json
import re
import shlex
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from press import prose
from press.book import template_rules
from press.errors import BriefError

ENGINE = Path(__file__).resolve().parent.parent
TEMPLATE = Path(__file__).with_name("template")
ENDING = ".jinja"
# What every brief has from the one that it was made with: file there, file here.
CARRIED = {
    "tools/setup.sh": "tools/setup.sh",
    "tools/setup.py": "tools/setup.py",
    "docs/new-brief.md": "docs/new-brief.md",
    "docs/engine.md": "docs/engine.md",
    "press/requirements.lock": "requirements.lock",
}
_SKIPPED = shutil.ignore_patterns("__pycache__", ".mypy_cache", ".ruff_cache")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>$#|~])")
_LONGEST = 120  # characters of a title: what a cover holds


def make(folder: Path | None, title: str, today: datetime.date | None = None) -> Path:
    """Make a brief with a title in a folder that does not exist or is empty; return the folder.

    It is made aside and put in place whole. Raises BriefError when the folder or the title will not do.
    """
    title = checked_title(title)
    target = _free(folder)
    values = values_of(title, today or datetime.date.today())
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as aside:
            made = Path(aside) / "brief"
            _write(made, values)
            if target.exists():
                target.rmdir()
            made.rename(target)
    except OSError as problem:
        raise BriefError(
            f"{folder} cannot be made: {problem.strerror or problem}; name a folder where you may write"
        ) from None
    return target


def said(folder: Path) -> str:
    """Return what to tell once a brief was made: where it is, and what comes next."""
    return (
        f"made     {folder}: chapters, a table, a chart, three claims, tests, and the engine\n"
        f"next     cd {shlex.quote(str(folder))} && make book\n"
        f"then     docs/new-brief.md in that folder leads to a brief of your own"
    )


def checked_title(title: str) -> str:
    """Return a title without blanks around it. Raises BriefError when there is none, or it is no line."""
    title = title.strip()
    if not title:
        raise BriefError('a brief has a title; give it one: make new DIR=../my-brief TITLE="My brief"')
    if len(title) > _LONGEST or any(unicodedata.category(sign).startswith("C") for sign in title):
        raise BriefError(
            f'the title "{title[:40]}…" is no single line of {_LONGEST} characters at most; shorten it'
        )
    return title


def slug(title: str) -> str:
    """Return a title as a file name: small letters, digits and hyphens; "brief" where none is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "brief"


def values_of(title: str, today: datetime.date) -> dict[str, str]:
    """Return what the template names: title, slug, day (ISO), month in words, year, edition."""
    return {
        "title": title,
        "slug": slug(title),
        "day": today.isoformat(),
        "month": prose.month(today),
        "year": str(today.year),
        "edition": f"{today:%Y.%m}",
    }


def _free(folder: Path | None) -> Path:
    """Return a folder that can be made. Raises BriefError when it is not free."""
    if folder is None:
        raise BriefError('name the folder of the new brief: make new DIR=../my-brief TITLE="My brief"')
    try:
        target = folder.expanduser().resolve()
        is_taken = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except (
        RuntimeError,
        ValueError,
        OSError,
    ) as problem:  # no such home, a sign no name has, a ring of links
        raise BriefError(f"{folder} names no folder: {problem}; name one beside this project") from None
    if target.is_relative_to(ENGINE):
        raise BriefError(f"{folder} lies inside the engine; name a folder beside this project")
    if is_taken:
        raise BriefError(f"{folder} exists and is not empty; name a folder that does not exist yet")
    return target


def _write(folder: Path, values: Mapping[str, str]) -> None:
    """Write the template, filled in, then the engine and what else each brief carries."""
    for source in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        target = folder / _name(source.relative_to(TEMPLATE).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(source, values), encoding="utf-8")
    shutil.copytree(ENGINE, folder / "press", ignore=_SKIPPED)
    for there, here in CARRIED.items():
        _carry(ENGINE.parent / there, folder / here)


def _carry(source: Path, target: Path) -> None:
    if not source.exists():
        name = source.relative_to(ENGINE.parent)
        raise BriefError(f"{name} is missing; a new brief gets a copy of it: bring it back")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _name(name: str) -> str:
    """Return the name that a file of the template gets."""
    name = name.removesuffix(ENDING)
    return ".gitignore" if name == "gitignore" else name


def filled(source: Path, values: Mapping[str, str]) -> str:
    """Return a file of the template with the values set in. Raises BriefError when it is broken."""
    try:
        text = source.read_text(encoding="utf-8")
        if source.suffix not in (".ipynb", ".json"):
            return _render(text, values)
        return json.dumps(_each(json.loads(text), values), indent=1, ensure_ascii=False) + "\n"
    except (jinja2.TemplateError, ValueError) as problem:
        raise BriefError(template_rules.of_text(source, problem)) from problem


def _each(value: Any, values: Mapping[str, str]) -> Any:
    """Return a JSON value with every text in it filled in; in a Markdown cell, as Markdown."""
    if isinstance(value, str):
        return _render(value, values) if "{{ " in value else value
    if isinstance(value, list):
        return [_each(one, values) for one in value]
    if isinstance(value, dict):
        text_cell = value.get("cell_type") == "markdown"
        inner = {**values, "title": markdown(values["title"])} if text_cell else values
        return {key: _each(one, inner) for key, one in value.items()}
    return value


def _render(text: str, values: Mapping[str, str]) -> str:
    return _templates().from_string(text).render(values)


def _templates() -> jinja2.Environment:
    """Return Jinja for plain text: nothing is escaped but what a file asks for; an unknown name stops it."""
    made = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    made.filters.update(quoted=quoted, markdown=markdown)
    return made


def quoted(text: str) -> str:
    """Return a text as JSON and YAML quote it."""
    return json.dumps(text, ensure_ascii=False)


def markdown(text: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)
