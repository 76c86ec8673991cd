"""Chapters with code as files: notebooks in JSON, and text notebooks in MyST Markdown.

A text notebook says so in its head (`file_format: mystnb`, or Jupytext's format "myst") and has its code in
fences of the kind {code-cell}. MyST-NB reads both; the code has to be known before that is loaded.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from press.errors import PublishError
from press.system import strict_json

if TYPE_CHECKING:  # stale chapters are found before anything heavy is loaded
    from nbformat import NotebookNode

HEAD = "file_format: mystnb"
SUFFIX = ".ipynb"
_SETTINGS = ("file_format", "kernelspec", "jupytext", "myst", "mystnb", "language_info", "substitutions")
_SETTING = re.compile(rf"^(?:{'|'.join(_SETTINGS)})[ \t]*:", re.MULTILINE)
_CELL = "{code-cell}"
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$")
_OPTIONS = re.compile(r"Code cell \d+ at line (\d+) could not be read: .*?msg='([^']*)'")
_NO_TAGS = re.compile(r"^[ \t]*:?tags:[ \t]*([^\[\s][^\n]*)?$", re.MULTILINE)
_LOADED = re.compile(r"^[ \t]*:?load:[ \t]*(\S+)[ \t]*$", re.MULTILINE)


def text_of(path: Path) -> str:
    """Return a chapter's text without the mark that some editors write at the start of a file (BOM).

    Raises PublishError when the file is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PublishError(
            f"{path.name}: byte {problem.start + 1} is no UTF-8; save the file in that encoding"
        ) from None


def is_notebook(path: Path) -> bool:
    """Tell whether a file is a chapter that is run: a notebook, or Markdown that calls itself one."""
    return path.suffix == SUFFIX or (path.suffix == ".md" and _says_its_format(text_of(path)))


def lacks_its_head(path: Path) -> bool:
    """Tell whether a file is Markdown with code to run whose head does not call it a notebook."""
    if path.suffix != ".md":
        return False
    text = text_of(path)
    holds_code = "kernelspec:" in _head(text) or next(_bodies(text), None) is not None
    return holds_code and not _says_its_format(text)


def check_head(path: Path, named: str) -> None:
    """Check the settings at the head of a Markdown file. Raises PublishError that calls it `named`.

    A head that cannot be read would be taken for one that says nothing, and its code for words.
    """
    text = text_of(path)
    if not text.startswith("---"):
        return
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() in ("---", "...")), 0)
    if not end:
        if _SETTING.search(text):
            raise PublishError(
                f"{named}, line 1: its head has no end; write --- on a line after its settings"
            )
        return  # a line across the page
    head = _settings(lines[1:end], named)
    for key in head:
        near = difflib.get_close_matches(str(key), _SETTINGS, 1, 0.8)
        if near and key not in _SETTINGS:
            line = next(number for number, line in enumerate(lines, 1) if line.startswith(str(key)))
            raise PublishError(f"{named}, line {line}: nobody reads {key} in a head; did you mean {near[0]}?")


def _settings(lines: list[str], named: str) -> dict[str, Any]:
    """Return the settings of a head. Raises PublishError when it cannot be read, or holds no keys."""
    try:
        head = yaml.safe_load("\n".join(lines)) or {}
    except (yaml.YAMLError, ValueError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        said = getattr(problem, "problem", None) or " ".join(str(problem).split())
        raise PublishError(
            f"{named}, line {line}: {said}; the head, between the lines ---, has to be valid YAML"
        ) from None
    if not isinstance(head, dict):
        raise PublishError(f"{named}, line 1: its head holds no keys; write one a line, such as {HEAD}")
    return head


def code(text: str, path: Path | None = None) -> list[str]:
    """Return the code of a chapter's cells, given as its file holds it.

    That of a text notebook stands with its options; a file that an option loads into a cell stands after
    them, where `path` tells in which folder it lies.
    """
    if not _is_json(text):
        return [body + _loaded(body, path) for body in _bodies(text)]
    notebook = strict_json.loads(text, nan=True)
    old = [cell for sheet in notebook.get("worksheets", []) for cell in sheet["cells"]]  # of nbformat 3
    found: list[dict[str, Any]] = notebook.get("cells", old)
    return [
        "".join(cell.get("source", cell.get("input", ""))) for cell in found if cell["cell_type"] == "code"
    ]


def beside_code(text: str) -> list[Any]:
    """Return the kernel that a chapter names and the metadata of its code cells.

    The options of a text notebook's cells stand in their code.
    """
    if not _is_json(text):
        return [_head_of(text).get("kernelspec")]
    notebook = strict_json.loads(text, nan=True)
    metadata = notebook.get("metadata")
    found = [cell.get("metadata") for cell in notebook.get("cells", []) if cell["cell_type"] == "code"]
    return [metadata.get("kernelspec") if isinstance(metadata, dict) else None, *found]


def has_run(path: Path) -> bool:
    """Tell whether a notebook's metadata say that it is not to be run (`mystnb`, `execution_mode`: off)."""
    text = text_of(path)
    if not _is_json(text) or '"execution_mode"' not in text:
        return False
    metadata = strict_json.loads(text, nan=True).get("metadata", {})
    return bool(metadata.get("mystnb", {}).get("execution_mode") == "off")


def cells(path: Path) -> list[dict[str, Any]]:
    """Return a chapter's cells as its file holds them. Raises ValueError, KeyError or PublishError."""
    text = text_of(path)
    if path.suffix == SUFFIX and not text.strip():
        raise ValueError(f"{path.name} is empty")
    if not _is_json(text):
        code(text, path)  # refuses a file that cannot be loaded
        return list(_from_text(text, path)["cells"])
    found: list[dict[str, Any]] = strict_json.loads(text, nan=True)["cells"]
    return found


def cells_of_code(path: Path) -> Iterator[str]:
    """Yield the code of each cell without options, as a kernel would be given it. Raises as `cells` does."""
    for cell in cells(path):
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


def read(path: Path) -> NotebookNode:
    """Return a chapter's notebook, as MyST-NB reads it. Raises PublishError when its cells cannot be read."""
    import nbformat

    text = text_of(path)
    if not _is_json(text):
        return _from_text(text, path)
    return nbformat.reads(text, as_version=4)  # type: ignore[no-any-return, no-untyped-call]


def _is_json(text: str) -> bool:
    """Tell whether a file's text is a notebook as Jupyter saves it, rather than Markdown."""
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def _head(text: str) -> str:
    """Return the settings at the head of a Markdown file, "" where there are none."""
    return text[3:].split("\n---", 1)[0] if text.startswith("---") else ""


def _head_of(text: str) -> dict[str, Any]:
    """Return the settings at the head of a Markdown file, none where they cannot be read."""
    try:
        head = yaml.safe_load(_head(text))
    except (yaml.YAMLError, ValueError):
        return {}
    return head if isinstance(head, dict) else {}


def _says_its_format(text: str) -> bool:
    head = _head_of(text)
    jupytext = head.get("jupytext")
    written = jupytext.get("text_representation") if isinstance(jupytext, dict) else None
    named = written.get("format_name") if isinstance(written, dict) else None
    return head.get("file_format") == "mystnb" or named == "myst"


def _bodies(text: str) -> Iterator[str]:
    """Yield what stands in each fence of code to run; one inside another fence is an example, not a cell."""
    fence, inside, body = "", False, [""]
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line.rstrip("\r\n"))
        if not fence:
            if found:
                fence, inside, body = found[1], found[2].startswith(_CELL), []
        elif found and not found[2].strip() and found[1].startswith(fence):
            if inside:
                yield "".join(body)
            fence = ""
        else:
            body.append(line)
    if fence and inside:  # Markdown closes an open fence at the end of the file
        yield "".join(body)


def _loaded(body: str, path: Path | None) -> str:
    """Return the content of the file that a cell's option `load` names, "" without the option.

    Raises PublishError for a file that is not there, or not in the chapter's folder or below.
    """
    found = _LOADED.search(body)
    if path is None or found is None:
        return ""
    file = (path.parent / found[1]).resolve()
    if not file.is_relative_to(path.parent.resolve()) or not file.is_file():
        raise PublishError(
            f"{path.name}: a cell loads {found[1]}, which is no file in the chapter's folder; put it there, "
            "or write its code into the cell"
        )
    return text_of(file)


def _from_text(text: str, path: Path) -> NotebookNode:
    from myst_nb.core.read import MystMetadataParsingError, read_myst_markdown_notebook
    from nbformat import ValidationError

    try:
        return read_myst_markdown_notebook(text, path=path)  # type: ignore[no-any-return]
    except (MystMetadataParsingError, yaml.YAMLError, ValueError, TypeError, KeyError) as problem:
        said = " ".join(str(problem).split())
    except ValidationError as problem:
        said = problem.message
    if found := _OPTIONS.search(said):
        raise PublishError(
            f"{path.name}, line {found[1]}: the options of this cell cannot be read ({found[2]}); write each "
            "as :name: value, a list as [one, two]"
        )
    if found := _NO_TAGS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        tags = (found[1] or "hide-input").strip()
        raise PublishError(f"{path.name}, line {line}: the tags of a cell are a list; write :tags: [{tags}]")
    raise PublishError(f"{path.name}: {said}; mend the head of the file or of the cell")
