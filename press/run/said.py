"""What the chapters say, found without a kernel: facts in their text, sentences that are guarded, headlines.

The code of a chapter is run as it stands, in this process, with the two functions that tie the text to the
figures replaced: what is bound is noted, and a sentence that no longer holds is noted in place of an error.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any
from unittest import mock

from press import prose
from press.figures.figure import Figure
from press.run import notebook_files


def by_name(chapters: list[Path]) -> dict[str, str]:
    """Return all that chapters say, by "chapter, name": facts, guarded sentences, headlines.

    A chapter that stops says so under "chapter, stops"; what would come later in it is not known.
    """
    said: dict[str, str] = {}
    for path in chapters:
        found = _Chapter()
        found.run(path)
        said |= {f"{path.stem}, {name}": value for name, value in found.said.items()}
    return said


class _Chapter:
    """Runs the code of one chapter and keeps what it says."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}

    def run(self, path: Path) -> None:
        """Run all cells; what ends the chapter early is noted."""
        scope: dict[str, Any] = {"__name__": "__main__", "display": self._show}
        with mock.patch.multiple(prose, bind=self._bind, require=self._require):
            try:
                for code in notebook_files.cells_of_code(path):
                    self._show(_result(code, scope))
            except Exception as problem:  # whatever new data does to a chapter is told, not raised
                self.said["stops"] = f"{type(problem).__name__}: {problem}"

    def _bind(self, **facts: object) -> None:
        self.said |= {name: str(fact) for name, fact in facts.items()}

    def _require(self, condition: object, sentence: str, _way_out: str = "") -> None:
        self.said[f'"{sentence}"'] = prose.HOLDS if bool(condition) else prose.FAILS

    def _show(self, *shown: object) -> None:
        for one in shown:
            if isinstance(one, Figure):
                self.said[f"headline of {one.name}"] = one.headline


def _result(code: str, scope: dict[str, Any]) -> object:
    """Run a cell and return the value of its last line when that is an expression."""
    tree = ast.parse(code)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "<cell>", "exec"), scope)
        return None
    tree.body.pop()
    exec(compile(tree, "<cell>", "exec"), scope)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), scope)
