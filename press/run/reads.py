"""What a chapter reads while it runs, and whether any of it has changed since.

Inside the kernel an audit hook (PEP 578) writes down each file of the project that is opened or
imported and each folder that is listed. A library can name a finer input than a file with
`sys.audit("publish.input", name)`, such as one entry of a description that every chapter opens.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

EVENT = "publish.input"
_LISTING = "list:"
_LENGTH = 24  # of a fingerprint, in hexadecimal digits
_SKIPPED = ("_build", ".venv", ".git", ".ipynb_checkpoints")


def watch(root: str, log: str) -> None:
    """Write the inputs of this process to `log`, a line each, from now on. Called in the kernel."""
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    prefix, seen = root.rstrip("/") + "/", set()

    def hook(event: str, details: tuple[object, ...]) -> None:
        """Note what Python is about to open or list."""
        if event == "open" or event == "os.listdir" or event == "os.scandir":
            path = details[0]
            if not isinstance(path, (str, Path)):
                return
            name = _inside(os.path.abspath(path), prefix)  # noqa: PTH100 (resolve() would open files)
            if name and event != "open":
                importing = sys._getframe(1).f_code.co_filename.startswith("<frozen importlib")
                name = "" if importing else _LISTING + name  # a search for modules is not a use of the folder
        elif event == EVENT:
            name = str(details[0])
        else:
            return
        if name and name not in seen:
            seen.add(name)
            os.write(target, f"{name}\n".encode())

    sys.addaudithook(hook)


def _inside(path: str, prefix: str) -> str:
    """Return the path from the project's root, "" for what is outside; a compiled module is its source."""
    if not path.startswith(prefix):
        return ""
    name = path[len(prefix) :]
    if name.split("/", 1)[0] in _SKIPPED:
        return ""
    folder, _, file = name.rpartition("/")
    if folder.endswith("__pycache__"):
        return f"{folder.removesuffix('__pycache__')}{file.split('.', 1)[0]}.py"
    return name


def names(log: Path) -> list[str]:
    """Return the inputs written to a log, sorted; the hook's own half-written states do not count."""
    return sorted(set(log.read_text(encoding="utf-8").split("\n")) - {""})


def fingerprints(
    root: Path, inputs: list[str], special: Callable[[str], str | None], seen: Mapping[str, bytes]
) -> dict[str, str]:
    """Return a fingerprint for each input.

    `special` gives those that are not plain files (else None), `seen` the SHA-256 of files that were read
    before; any other file is read now.
    """
    return {name: special(name) or _fingerprint(root, name, seen) for name in inputs}


def _fingerprint(root: Path, name: str, seen: Mapping[str, bytes]) -> str:
    if name.startswith(_LISTING):
        folder = root / name.removeprefix(_LISTING)
        found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        return digest(json.dumps([entry for entry in found if not entry.startswith((".", "__"))]).encode())
    path = root / name
    if path.suffix == ".ipynb" and path.is_file():
        return code_of(path)
    if name in seen:
        return seen[name].hex()[:_LENGTH]
    return digest(path.read_bytes()) if path.is_file() else "missing"


def code_of(notebook: Path) -> str:
    """Return the fingerprint of a notebook's code cells: its words do not count.

    Their metadata and the notebook's kernel do, by which the cache tells results apart, too.
    """
    from press.run import notebook_files  # kernels load this module, and need nothing of notebooks

    text = notebook_files.text_of(notebook)
    known_by = [notebook_files.code(text, notebook), notebook_files.beside_code(text)]
    return digest(json.dumps(known_by, sort_keys=True, default=str).encode())


def digest(content: bytes) -> str:
    """Return a short hash of bytes."""
    return hashlib.sha256(content).hexdigest()[:_LENGTH]
