"""Old editions, each rebuilt from its tag with its own environment, for the folder `editions/` of the site.

What was built of a tag is kept and used again while the tag names the same commit. Each page of an old
edition says what it is and leads to the newest edition's page of the same name.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from press.editions import edition_file
from press.errors import PublishError
from press.system import digests, records

KEPT = "archive"  # in `_build`: what was built of each tag
_RECORD, _MANIFEST = ".built_from.json", "manifest.json"
_BODY = re.compile(r"<body\b[^>]*>")
_ANY_OWNER = ("-c", "safe.directory=*")
_OWN = ("AS_OF", "FETCH_VIA", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV")  # not the old edition's


@dataclass(frozen=True)
class Archive:
    """The project in `root`, whose book is of the edition `present`; `tell` prints what is under way."""

    root: Path
    present: str
    tell: Callable[[str], None] = lambda _said: None

    def make(self, names: Sequence[str] = ()) -> list[str]:
        """Put the named old editions, all on file without names, into the built site; return those that are.

        Raises PublishError when there is no built site, for a name that is no old edition, and, when all
        others are in place, for those that have no tag or cannot be built.
        """
        site = self.root / "_build" / "html"
        if not (site / "index.html").is_file():
            raise PublishError("there is no built book in _build/html; build it first (make book)")
        old = [name for name in edition_file.known(self.root) if name != self.present]
        if unknown := [name for name in names if name not in old]:
            raise PublishError(
                f"{unknown[0]} is no old edition on file; there are {', '.join(old) or 'none'}"
            )
        placed, lacking = [], []
        for name in names or old:
            try:
                _place(self._built(name), site, name)
                placed.append(name)
            except PublishError as problem:
                lacking.append(str(problem))
        _write_list(site, placed, self.present)
        if lacking:
            raise PublishError("\n".join(lacking))
        return placed

    def _built(self, name: str) -> Path:
        """Return the folder with an old edition's pages, built anew when its tag names another commit."""
        commit = self._commit(f"edition-{name}")
        kept = self.root / "_build" / KEPT / name
        if records.read(kept / _RECORD) == {"commit": commit} and (kept / "html" / "index.html").is_file():
            self.tell(f"{name} is built from its tag already")
            return kept / "html"
        self.tell(f"{name}: building the commit {commit[:9]} of its tag, in an environment of its own")
        work = self.root / "_build" / KEPT / f".{name}"
        self._remove(work)
        self._git("worktree", "add", "--detach", "--force", str(work), commit)
        try:
            _make_book(work, name)
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(parents=True)
            shutil.move(work / "_build" / "html", kept / "html")
            records.write(kept / _RECORD, {"commit": commit})
        finally:
            self._remove(work)
        return kept / "html"

    def _commit(self, tag: str) -> str:
        try:
            return self._git("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}^{{commit}}")
        except PublishError:
            raise PublishError(
                f"no commit has the tag {tag}; set it on the commit that the edition was published from "
                f"(git tag {tag} COMMIT), or fetch it (git fetch --tags)"
            ) from None

    def _remove(self, work: Path) -> None:
        """Remove a worktree, also one that a stopped run left."""
        shutil.rmtree(work, ignore_errors=True)
        self._git("worktree", "prune")

    def _git(self, *order: str) -> str:
        command = ["git", *_ANY_OWNER, "-C", str(self.root), *order]
        try:
            return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError) as problem:
            said = getattr(problem, "stderr", "") or str(problem)
            raise PublishError(f"git {order[0]}: {' '.join(said.split())}") from None


def _make_book(work: Path, name: str) -> None:
    """Build the book of a worktree as its own commit does. Raises PublishError."""
    environment = {key: value for key, value in os.environ.items() if key not in _OWN}
    done = subprocess.run(
        ["make", "book"], cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode or not (work / "_build" / "html" / "index.html").is_file():
        said = " ".join((done.stderr or done.stdout).split()[-60:])
        raise PublishError(f"edition {name} cannot be built from its tag: {said}")


def _place(built: Path, site: Path, name: str) -> None:
    """Copy an old edition into the site, with a line on each page that says what it is."""
    target, draft = site / edition_file.FOLDER / name, built.parent / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(built, draft)
    for page in draft.rglob("*.html"):
        if "_static" not in page.parts:
            _mark(page, page.relative_to(draft), site, name)
    _write_manifest(draft, name)
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    draft.rename(target)


def _write_manifest(draft: Path, name: str) -> None:
    """Name the pages' sums as they are marked now; an edition from before there was a manifest gets one."""
    manifest = draft / _MANIFEST
    known = manifest.is_file()
    content = json.loads(manifest.read_text("utf-8")) if known else {"built_from": {"edition": name}}
    sums = digests.listing(draft, ["."])
    content["files"] = dict(sorted((file, one) for file, one in sums.items() if file != _MANIFEST))
    manifest.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _mark(page: Path, inside: Path, site: Path, name: str) -> None:
    """Have a page of an old edition say so, and lead to the newest page of its name, or else to the first."""
    newer = inside if (site / inside).is_file() else Path("index.html")
    way = "../" * (len(inside.parts) + 1)
    said = Markup(
        '<p role="note">Edition {}, as it was published. <a href="{}{}">The newest edition</a></p>'
    ).format(name, way, newer.as_posix())
    text = page.read_text(encoding="utf-8")
    found = _BODY.search(text)
    end = found.end() if found else 0
    page.write_text(f"{text[:end]}\n{said}{text[end:]}", encoding="utf-8")


def _write_list(site: Path, placed: Sequence[str], present: str) -> None:
    """Write the page that leads to every edition in the site."""
    folder = site / edition_file.FOLDER
    folder.mkdir(exist_ok=True)
    names = sorted(placed, key=edition_file.order, reverse=True)
    items = [Markup('<li><a href="../index.html">Edition {}</a>, the newest</li>').format(present)]
    items += [Markup('<li><a href="{0}/index.html">Edition {0}</a></li>').format(name) for name in names]
    head = '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Editions</title></head>\n'
    body = "\n".join(map(str, items))
    text = f"{head}<body>\n<main>\n<h1>Editions</h1>\n<ul>\n{body}\n</ul>\n</main>\n</body>\n</html>\n"
    (folder / "index.html").write_text(text, encoding="utf-8")
