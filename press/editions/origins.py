"""Where a value of a chapter comes from: the tables that were read for it, the code that computed it.

A value depends on the statement that made it, and on all that made the names which that statement uses. The
fingerprint of its code leaves out imports and comments, so that moving a module changes no method.
"""

from __future__ import annotations

import ast
import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press import project

Noted = tuple[str, float]  # a number as printed, and its value


@dataclass(frozen=True)
class Origin:
    """What a value rests on: tables by name, numbers put into words on the way, code and modules."""

    tables: frozenset[str] = frozenset()
    noted: frozenset[Noted] = frozenset()
    code: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()

    def and_of(self, others: Iterable[Origin]) -> Origin:
        """Return this origin with those of other values."""
        every = [self, *others]
        return Origin(
            frozenset().union(*(one.tables for one in every)),
            frozenset().union(*(one.noted for one in every)),
            frozenset().union(*(one.code for one in every)),
            frozenset().union(*(one.modules for one in every)),
        )

    def code_fingerprint(self, root: Path) -> str:
        """Return a fingerprint of the code: the statements, and the project's modules that they reach."""
        reached = {_module_code(root, module) for module in _closure(root, self.modules)}
        return hashlib.sha256("\n".join(sorted(self.code | reached)).encode()).hexdigest()[:12]


def used(node: ast.AST) -> set[str]:
    """Return the names that a piece of code takes."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def made(statement: ast.stmt) -> set[str]:
    """Return the names that a statement makes, or changes a part of."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    names = {
        part.id
        for part in ast.walk(statement)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }
    targets = (
        part
        for part in ast.walk(statement)
        if isinstance(part, (ast.Subscript, ast.Attribute)) and isinstance(part.ctx, ast.Store)
    )
    return names | {name for target in targets for name in used(target.value)}


def split(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Yield `a, b = x, y` as two statements, where neither needs the other; any other one as it is."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        yield statement
        return
    target, value = statement.targets[0], statement.value
    pairs = (
        isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts)
    )
    if (
        not pairs
        or used(target) & used(value)
        or any(isinstance(one, ast.Starred) for one in ast.walk(statement))
    ):
        yield statement
        return
    assert isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
    for one, its in zip(target.elts, value.elts, strict=True):
        yield ast.copy_location(ast.Assign([one], its), statement)


def imported(statement: ast.stmt) -> Iterator[tuple[str, str]]:
    """Yield each name that a statement imports from the project's own package, with its dotted address."""
    if isinstance(statement, ast.ImportFrom) and (statement.module or "").split(".")[0] == project.SUBJECT:
        for alias in statement.names:
            yield alias.asname or alias.name, f"{statement.module}.{alias.name}"


def digest(node: ast.AST) -> str:
    """Return a fingerprint of a piece of code, without imports, comments and the words of documentation."""
    return hashlib.sha256(ast.dump(_bare(node)).encode()).hexdigest()[:12]


def _bare(node: ast.AST) -> ast.AST:
    for part in ast.walk(node):
        body: Any = getattr(part, "body", None)
        if isinstance(body, list):
            part.body = [one for one in body if not _says_nothing(one)]  # type: ignore[attr-defined]
    return node


def _says_nothing(statement: ast.stmt) -> bool:
    """Tell whether a statement computes nothing: an import, or words of documentation."""
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return True
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _file(root: Path, module: str) -> Path | None:
    """Return the file of a module, or of the one that holds what a dotted address names."""
    for name in (module, module.rpartition(".")[0]):
        path = root / name.replace(".", "/")
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if name and file.is_file():
                return file
    return None


@functools.cache
def _imports(root: Path, module: str) -> frozenset[str]:
    file = _file(root, module)
    if file is None:
        return frozenset()
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return frozenset(address for node in nodes if isinstance(node, ast.stmt) for _, address in imported(node))


@functools.cache
def _module_code(root: Path, module: str) -> str:
    file = _file(root, module)
    return digest(ast.parse(file.read_text(encoding="utf-8"))) if file else ""


@functools.cache
def _closure(root: Path, modules: frozenset[str]) -> frozenset[str]:
    """Return modules with all that they import of the project's own package."""
    wanted, found = list(modules), set()
    while wanted:
        module = wanted.pop()
        if module not in found:
            found.add(module)
            wanted += _imports(root, module)
    return frozenset(found)
