"""What chapters name and is not there: roles, directives, pictures, files, documents. No build needed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from press.book.written import known_names
from press.book.written.labels import Labels
from press.book.written.pieces import Piece, pieces
from press.run import notebook_files

_SUFFIXES = (".ipynb", ".md", ".rst", ".txt")
_REFERENCES = frozenset({"ref", "numref", "eq"})
_BOUND = frozenset({"glue", "glue:any", "glue:md", "glue:text"})
_SHOWN = frozenset({"image", "figure"})
_READ = frozenset({"include", "literalinclude"})
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
_TITLED = re.compile(r"^.*<([^<>]+)>$", re.DOTALL)


def names_are_known(settings: Mapping[str, Any]) -> bool:
    """Tell whether a book with such settings loads no extension that may add roles and directives."""
    sphinx = settings.get("sphinx") or {}
    loaded = (sphinx.get("config") or {}).get("extensions") or ()
    more = [*(sphinx.get("extra_extensions") or ()), *(sphinx.get("local_extensions") or ())]
    return not more and set(loaded) <= known_names.EXTENSIONS


def problems(path: Path, root: Path, *, names: bool, labels: Labels | None = None) -> Iterator[str]:
    """Yield a sentence for each thing that a chapter names and that is not there.

    `names` says whether roles and directives that are not listed are told, `labels` what references may
    name; without it they are let pass. Raises as `notebook_files.cells` does.
    """
    named = path.relative_to(root).as_posix()
    is_run = notebook_files.is_notebook(path)
    if not is_run:
        texts = [(named, notebook_files.text_of(path))]
    else:
        cells = enumerate(notebook_files.cells(path), 1)
        texts = [
            (f"{named}, cell {number}", "".join(cell["source"]))
            for number, cell in cells
            if cell["cell_type"] == "markdown"
        ]
    for where, text in texts:
        for piece in pieces(text):
            said = (names and _unknown(piece)) or _not_there(piece, path.parent, root)
            said = said or _no_label(piece, labels) or ("" if is_run else _unbound(piece))
            if said:
                yield f"{where}, line {piece.line}: {said}"


def _unknown(piece: Piece) -> str:
    """Return what to say of a role or directive that nobody knows, or ""."""
    known = {"role": known_names.ROLES, "directive": known_names.DIRECTIVES}.get(piece.kind)
    if known is None or piece.name in known or piece.name.startswith(known_names.FAMILIES):
        return ""
    near = _nearest(piece.name, known)
    way_out = f"did you mean {near}?" if near else "take it out, or load the extension that adds it"
    return f"there is no {piece.kind} {piece.name}; {way_out}"


def _no_label(piece: Piece, labels: Labels | None) -> str:
    """Return what to say of a reference to what no chapter has, or ""."""
    if labels is None or piece.kind != "role" or piece.name not in _REFERENCES:
        return ""
    titled = _TITLED.match(piece.holds)
    name = titled[1] if titled else piece.holds
    if name.startswith("!") or not labels.lacks(name):
        return ""
    near = labels.nearest(name)
    way_out = f"did you mean {near}?" if near else "name one that a chapter has, or take the reference out"
    return f"there is no figure, formula or label {name}; {way_out}"


def _unbound(piece: Piece) -> str:
    """Return what to say of a bound number on a page without code, which binds none, or ""."""
    if piece.kind != "role" or piece.name not in _BOUND or "::" in piece.holds:
        return ""
    name = piece.holds.partition(":")[0]
    return f"no cell binds {name}, for the page holds no code; make it a notebook, or write the words out"


def _not_there(piece: Piece, folder: Path, root: Path) -> str:
    """Return what to say of a file that a piece names and that is not there, or ""."""
    is_directive, is_role = piece.kind == "directive", piece.kind == "role"
    if piece.kind == "picture" or (is_directive and piece.name in _SHOWN):
        name = piece.name if piece.kind == "picture" else piece.holds
        return _file("picture", name, folder, root)
    if is_directive and piece.name in _READ:
        return _file("included file", piece.holds, folder, root)
    if is_role and piece.name in ("doc", "download"):
        titled = _TITLED.match(piece.holds)
        name = titled[1] if titled else piece.holds
        return _document(name, folder, root) if piece.name == "doc" else _file("file", name, folder, root)
    if piece.kind == "link" and Path(piece.name.partition("#")[0]).suffix in _SUFFIXES:
        return _file("document", piece.name.partition("#")[0], folder, root)
    return ""


def _file(what: str, name: str, folder: Path, root: Path) -> str:
    """Return what to say when a file is not there; a picture may be named for each medium (`chart.*`)."""
    if not name or _ADDRESS.match(name) or "{" in name:
        return ""
    place = _place(name, folder, root)
    if place.is_file() or (name.endswith(".*") and any(place.parent.glob(place.name))):
        return ""
    there = [one.name for one in place.parent.glob("*") if one.is_file()] if place.parent.is_dir() else []
    return f"the {what} {name} is not there{_way_out(place.name, there)}"


def _document(name: str, folder: Path, root: Path) -> str:
    place = _place(name, folder, root)
    if any(place.with_name(place.name + suffix).is_file() for suffix in _SUFFIXES):
        return ""
    there = [one.stem for suffix in _SUFFIXES for one in place.parent.glob(f"*{suffix}")]
    return f"the document {name} is not there{_way_out(place.name, there)}"


def _place(name: str, folder: Path, root: Path) -> Path:
    return root / name.lstrip("/") if name.startswith("/") else folder / name


def _way_out(name: str, there: Collection[str]) -> str:
    near = _nearest(name, there)
    return f"; did you mean {near}?" if near else "; put it there, or mend its name"


def _nearest(name: str, known: Collection[str]) -> str:
    return next(iter(difflib.get_close_matches(name, sorted(known), 1)), "")
