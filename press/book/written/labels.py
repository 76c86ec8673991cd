"""What the references of a book may name: labels that its texts set, and the figures that its code names.

No code runs. Where a name is put together, whatever fits its fixed parts may be meant: a reference is told
only when nothing that is written could be what it names.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from press.errors import PublishError
from press.run import notebook_files

FIGURE = "fig-"  # what stands before a figure's name in its label
_OFFERED = frozenset(("genindex", "modindex", "py-modindex", "search"))  # by Sphinx
_SET = re.compile(
    r"""^[ \t>]*\((?P<target>[^)\n]+)\)=
    | ^[ \t>]*:?(?:name|label):[ \t]*(?P<option>\S[^\n]*?)[ \t]*$
    | ^[ \t>]*(?:`{3,}|:{3,}|~{3,})\{(?:figure-md|math)\}[ \t]+(?P<behind>\S+)
    | ^[ \t]*\.\.[ ]_(?P<rst>[^:\n]+):
    | \$\$[ \t]*\((?P<formula>[^)\n]+)\)
    | \\label\{(?P<latex>[^}\n]+)\}
    | \{[^}\n]*\#(?P<attribute>[\w:.-]+)[^}\n]*\}
    """,
    re.MULTILINE | re.VERBOSE,
)
_INCLUDED = re.compile(r"\{include\}[ \t]*(\S+)")
_FILLED = re.compile(r"\\\{[^{}]*\\\}|%s|%d")  # in a text that is escaped as a pattern
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # of a figure
_NEAR = 0.85  # how like a label is to one that is meant
_FIXED = 3  # letters that a name put together has to have, to be told from any other
_NOT_OURS = frozenset(("press", "tests", "tools"))


class Labels:
    """The labels that a book may have."""

    def __init__(self, root: Path, pages: Iterable[Path]) -> None:
        self._root, self._pages = root, list(pages)
        self._named = {label for page in self._pages for label in _figures_named(page)}
        self._texts = {*_OFFERED, *(label for page in self._pages for label in _of_page(page))}

    def lacks(self, name: str) -> bool:
        """Tell whether nothing that is written could be what a reference names."""
        label = _plain(name)
        if label in self._texts:
            return False
        figure = label.removeprefix(FIGURE)
        if label.startswith(FIGURE) and self._is_written(figure):
            return False
        literals, patterns = self._code
        if label.startswith(FIGURE) and (
            figure in literals or any(one.fullmatch(figure) for one in patterns)
        ):
            return False
        return label not in self._texts  # where code shows a text that sets it

    def _is_written(self, figure: str) -> bool:
        """Tell whether code holds a figure's name as it is; only code that has its letters is read."""
        codes = (code for code in self._codes if figure in code.lower())
        said = (one for code in codes for one in _said(code) if isinstance(one, ast.Constant))
        return any(_plain(str(one.value)) == figure for one in said)

    def nearest(self, name: str) -> str:
        """Return the label that is most like a name, "" where none is."""
        figures = {FIGURE + one for one in self._code[0] if "-" in one and _NAME.fullmatch(one)}
        figures |= {one for one in self._named if not self.lacks(one)}
        found = difflib.get_close_matches(_plain(name), sorted({*self._texts, *figures}), 1, _NEAR)
        return found[0] if found else ""

    @functools.cached_property
    def _code(self) -> tuple[set[str], list[re.Pattern[str]]]:
        """The texts that code holds, and patterns of those that it puts together."""
        literals: set[str] = set()
        patterns: set[str] = set()
        for code in self._codes:
            for said in _said(code):
                if isinstance(said, ast.Constant):
                    literals.add(_plain(str(said.value)))
                    self._texts |= {*_of_text(str(said.value))}
                pattern = _pattern(said)
                if ".+" in pattern and len(re.findall(r"\w", pattern.replace(".+", ""))) >= _FIXED:
                    patterns.add(pattern)
        return literals, [re.compile(one, re.IGNORECASE) for one in sorted(patterns)]

    @functools.cached_property
    def _codes(self) -> list[str]:
        """The code of the book's chapters and of its own packages."""
        return list(self._all_codes())

    def _all_codes(self) -> Iterator[str]:
        for page in self._pages:
            with contextlib.suppress(PublishError, ValueError, KeyError):  # told elsewhere
                if notebook_files.is_notebook(page):
                    yield from notebook_files.cells_of_code(page)
        packages = {file.parent for file in self._root.glob("*/__init__.py")}
        ours = [one for one in packages if one.name not in _NOT_OURS]
        for file in [*self._root.glob("*.py"), *(file for one in ours for file in one.rglob("*.py"))]:
            yield file.read_text(encoding="utf-8", errors="replace")


def _of_page(page: Path) -> Iterator[str]:
    """Yield the labels that a page sets, in its texts, its cells' settings, and what it includes."""
    try:
        text = notebook_files.text_of(page)
        cells = notebook_files.cells(page) if notebook_files.is_notebook(page) else []
    except (PublishError, ValueError, KeyError):  # told elsewhere
        return
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] != "code"]
    for one in texts or [text]:
        yield from _of_text(one)
        for name in _INCLUDED.findall(one):
            file = page.parent / name
            if file.is_file():
                yield from _of_text(file.read_text(encoding="utf-8", errors="replace"))
    for cell in cells:
        yield from map(_plain, _words(cell.get("metadata")))


def _figures_named(page: Path) -> Iterator[str]:
    """Yield the labels of figures that a page names."""
    with contextlib.suppress(PublishError):  # told elsewhere
        yield from re.findall(rf"[`<]({FIGURE}{_NAME.pattern})[`>]", notebook_files.text_of(page))


def _of_text(text: str) -> Iterator[str]:
    for found in _SET.finditer(text):
        yield _plain(str(found[str(found.lastgroup)]).strip("\"'"))


def _words(value: Any) -> Iterator[str]:
    """Yield every text in a cell's settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def _plain(name: str) -> str:
    """Return a label as Sphinx compares it."""
    return " ".join(name.lower().split())


def _said(code: str) -> Iterator[ast.expr]:
    """Yield the texts that a code holds or puts together, whole ones only."""
    try:
        tree = ast.parse(re.sub(r"(?m)^(\s*)[%!].*$", r"\1pass", code))
    except (SyntaxError, ValueError):  # told elsewhere
        return
    for node in ast.walk(tree):
        is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if isinstance(node, ast.expr) and (is_text or is_sum or isinstance(node, ast.JoinedStr)):
            yield node


def _pattern(said: ast.expr) -> str:
    """Return a pattern of what a text may come to."""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return _FILLED.sub(".+", re.escape(said.value))
    if isinstance(said, ast.JoinedStr):
        return "".join(_pattern(one) for one in said.values)
    if isinstance(said, ast.BinOp) and isinstance(said.op, ast.Add):
        return _pattern(said.left) + _pattern(said.right)
    return ".+"
