"""The manifest of a built book: the SHA-256 sum of every file, and what it was built from.

Whoever has a copy, in a folder or on a site, can tell whether it is the book that was built, and a build of
the same commit gives the same sums.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.configuration.parts import BuiltEdition
from press.errors import PublishError
from press.system import digests

if TYPE_CHECKING:  # only a copy on a site is asked over the network
    import httpx

FILE = "manifest.json"
INPUTS = ("requirements.lock", "data/datapackage.json", "_config.yml", "_toc.yml")  # whose sums it tells


@dataclass(frozen=True)
class Comparison:
    """How a copy differs from its manifest: files that lack, that differ, and that it does not name."""

    files: int
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the copy holds every file as it was built; others beside them change none."""
        return not (self.missing or self.changed)

    def words(self, place: str) -> str:
        """Return the finding as a sentence, with the first files of each kind."""
        told = [
            f"{len(files)} {what}: {', '.join(files[:5])}{' …' if len(files) > 5 else ''}"
            for what, files in (
                ("missing", self.missing),
                ("not as built", self.changed),
                ("not in the manifest", self.strange),
            )
            if files
        ]
        if self.is_same:
            return "; ".join([f"{place} holds the {self.files} files of its manifest, each as built", *told])
        return f"{place} is not the book that was built: {'; '.join(told)}"


def write(site: Path, root: Path, edition: BuiltEdition, files: Mapping[str, str]) -> str:
    """Write the manifest of the finished pages and documents in `site`, built from the sources in `root`.

    `files` holds the sum of each file by its path in `site`. Return the manifest's own sum.
    """
    sums = {name: file.hex() for name, file in digests.take(root, INPUTS).items()}
    built = {"edition": edition.edition, "commit": edition.commit, "modified": edition.modified}
    content = {
        "built_from": {**built, "inputs": sums},
        "files": {name: files[name] for name in sorted(files) if name != FILE},
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (site / FILE).write_text(text, encoding="utf-8", newline="")
    return digests.text(text)


def sums(site: Path) -> dict[str, str]:
    """Return the sum of each file by its name, as a built site tells them; none where it tells none."""
    try:
        return _files((site / FILE).read_text(encoding="utf-8"), str(site / FILE))
    except (OSError, UnicodeDecodeError, PublishError):
        return {}


def compare_folder(folder: Path) -> Comparison:
    """Return how a copy in a folder differs from its manifest. Raises PublishError without a sound one."""
    place = folder / FILE
    try:
        named = _files(place.read_text(encoding="utf-8"), str(place))
    except (OSError, UnicodeDecodeError) as problem:
        raise PublishError(f"{place} cannot be read ({problem}); name the folder that holds {FILE}") from None
    there = digests.listing(folder, ["."])
    return Comparison(
        len(named),
        missing=tuple(sorted(named.keys() - there.keys())),
        changed=tuple(sorted(name for name in named.keys() & there.keys() if named[name] != there[name])),
        strange=tuple(sorted(_strange(there.keys() - named.keys() - {FILE}))),
    )


def _strange(names: set[str]) -> set[str]:
    """Return the files that nothing names; an old edition, a folder with its own manifest, names its own."""
    others = {name.removesuffix(FILE) for name in names if name.endswith(f"/{FILE}")}
    tops = {Path(other).parent.as_posix() for other in others}
    mine = {name for name in names if not any(name.startswith(other) for other in others)}
    return mine - {f"{top}/index.html" for top in tops}  # the list of them


def compare_site(address: str) -> Comparison:
    """Return how a published copy differs from its manifest; files beside those it names cannot be seen.

    Raises PublishError without a sound manifest, or when the site does not answer.
    """
    import httpx

    with httpx.Client(follow_redirects=True, timeout=30) as client:
        try:
            return _compare_site(address.rstrip("/"), lambda url: _content(client.get(url)))
        except httpx.InvalidURL as problem:
            raise PublishError(
                f"{address} is no address of a site ({problem}); write it as https://…"
            ) from None
        except httpx.HTTPError as problem:
            raise PublishError(f"{address} does not answer ({problem}); try again later") from None


def _content(answer: httpx.Response) -> bytes | None:
    return answer.content if answer.status_code == HTTPStatus.OK else None


def _compare_site(top: str, ask: Callable[[str], bytes | None]) -> Comparison:
    content = ask(f"{top}/{FILE}")
    if content is None:
        raise PublishError(f"{top}/{FILE} is not there; name the address of the book's front page")
    named = _files(content.decode("utf-8", "replace"), f"{top}/{FILE}")
    missing, changed = [], []
    for name, expected in named.items():
        found = ask(f"{top}/{name}")
        if found is None:
            missing.append(name)
        elif hashlib.sha256(found).hexdigest() != expected:
            changed.append(name)
    return Comparison(len(named), tuple(missing), tuple(changed))


def _files(text: str, place: str) -> dict[str, str]:
    """Return the sums that a manifest names."""
    try:
        content: Any = json.loads(text)
        files = content["files"]
        if not (isinstance(files, dict) and all(isinstance(one, str) for one in files.values())):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise PublishError(
            f"{place} is no manifest of a book; build the book anew, or copy it whole"
        ) from None
    return dict(files)
