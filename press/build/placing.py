"""Put finished folders where readers find them: each at once, so that a stopped build leaves a whole one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from press.system import folders


def put_in_place(
    draft: Path, build: Path, names: Iterable[str], made: Mapping[str, str], there: Mapping[str, str]
) -> None:
    """Mirror folders of the finished draft to `build`; a file that did not change is linked, not copied.

    `made` holds the sum of each file of the draft, `there` of each in `build`, as `digests.listing` gives
    them. All are copied before the first is put in place.
    """
    same = {path for path, digest in made.items() if there.get(path) == digest}
    ready = [(build / f"{name}.new", build / name) for name in names]
    for new, place in ready:
        shutil.rmtree(new, ignore_errors=True)
        _mirror(draft / place.name, new, place, same)
    for new, place in ready:
        _replace(place, new)
    for new, _place in ready:
        shutil.rmtree(new, ignore_errors=True)


def _mirror(source: Path, target: Path, last: Path, same: set[str]) -> None:
    """Copy a folder; a file that is the same in `last` is linked from there."""
    for folder, _, files in os.walk(source):
        inside = folder[len(str(source)) :]
        Path(f"{target}{inside}").mkdir(parents=True)
        for name in files:
            path = f"{inside}/{name}"
            is_same = f"{source.name}{path}" in same
            if not (is_same and _linked(f"{last}{path}", f"{target}{path}")):
                shutil.copy2(f"{source}{path}", f"{target}{path}")


def _linked(old: str, new: str) -> bool:
    """Link a file; False where that cannot be, as on some network shares."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _replace(place: Path, new: Path) -> None:
    """Put a folder in the place of another; `new` is the old one then, or gone."""
    if place.exists():
        aside = _aside(place)
        shutil.rmtree(aside, ignore_errors=True)
        folders.exchange(new, place, aside)
    else:
        new.rename(place)


def set_aside(draft: Path, build: Path, name: str, aside: Path) -> list[str]:
    """Keep in the folder `aside` what the last build made in folder `name` and this one does not make.

    Nothing that was made is deleted by a build that makes less, and nothing old lies beside what is new.
    Return the names of the files; what was set aside before stays, but where a newer one has its name.
    """
    place = build / name
    made = [path for path in sorted(place.rglob("*")) if path.is_file()] if place.is_dir() else []
    inside = [path.relative_to(place) for path in made]
    only_there = [path for path in inside if not (draft / name / path).exists()]
    if only_there and (aside.is_symlink() or aside.is_file()):
        aside.unlink()  # what it leads to is not the build's
    for path in only_there:
        target = aside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if not _linked(str(place / path), str(target)):
            shutil.copy2(place / path, target)
    return [path.as_posix() for path in only_there]


def drop(aside: Path) -> None:
    """Drop what was set aside: it was made anew."""
    if aside.is_symlink() or aside.is_file():
        aside.unlink()
    shutil.rmtree(aside, ignore_errors=True)


def bring_back(build: Path, names: Iterable[str]) -> None:
    """Put the last good folder back where a build was stopped between taking it away and the new one."""
    for name in names:
        folders.bring_back(_aside(build / name), build / name)


def _aside(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")
