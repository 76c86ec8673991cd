"""Where figures come from: which chapter uses which table, what a table covers, how strong its sources are.

Use is read out of the code, not kept by hand: a chapter uses a table when its cells, or the functions
of `brief` that they reach, load it or name it in a figure's `tables`. What a build measures, the tables
that each chapter read (`press/run/reads.py`), cannot be used: the chapter that shows it would have to wait
for all others, and could not run without a build. A test compares the two.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from brief import tables
from brief.analysis.coefficient import indicators
from press.book import chapter_order
from press.tables import datapackage

TIERS = ["primary", "major", "mirror", "repost", "aggregator", "none"]  # from strong to weak


def chapter_files() -> list[Path]:
    """Return the book's notebooks in the order of `_toc.yml`, without translations, which tell the same."""
    return chapter_order.own_chapter_files(datapackage.ROOT)


def editions() -> list[dict[str, str]]:
    """Return `edition`, `date` (ISO) and `summary` of each edition in `_config.yml`, the newest first."""
    config = yaml.safe_load((datapackage.ROOT / "_config.yml").read_text(encoding="utf-8"))
    listed = [
        {key: str(value) for key, value in one.items()}
        for one in config["sphinx"]["config"]["brief_editions"]
    ]
    return sorted(listed, key=lambda one: one["date"], reverse=True)


def what_changed(known: list[dict[str, str]], edition: str) -> str:
    """Return in a sentence or two what an edition changed; `known` are `editions()`.

    Raises ValueError when the edition is not among them.
    """
    places = [one["edition"] for one in known]
    if edition not in places:
        raise ValueError(f"_config.yml: brief_editions has no edition {edition}; add it with a summary")
    place = places.index(edition)
    if place + 1 == len(known):
        return f"Edition {edition} is the first, and there is no earlier one to compare with."
    return f"Edition {edition} follows edition {places[place + 1]}. {known[place]['summary']}"


def uses(chapters: Iterable[Path]) -> pd.DataFrame:
    """Return `chapter` (its file's stem) and `table`, one row a use, in the chapters' order."""
    known = set(tables.names()) | {entry["name"] for entry in datapackage.describe()["resources"]}
    rows = [(path.stem, table) for path in chapters for table in sorted(_chapter_strings(path) & known)]
    return pd.DataFrame(rows, columns=["chapter", "table"])


def methods(chapters: Iterable[Path]) -> pd.DataFrame:
    """Return `module`, `purpose` and `chapters`: what is computed, in its own words, and where."""
    users: dict[str, list[str]] = {}
    for path in chapters:
        for module in sorted(_reached(path)):
            if module.startswith("brief.analysis."):
                users.setdefault(module, []).append(path.stem)
    rows = [
        (
            module.removeprefix("brief.analysis."),
            (ast.get_docstring(_tree(module)) or "").splitlines()[0],
            stems,
        )
        for module, stems in sorted(users.items())
    ]
    return pd.DataFrame(rows, columns=["module", "purpose", "chapters"])


def catalogue(names: Iterable[str]) -> pd.DataFrame:
    """Return one row a table: its source as `datapackage.json` describes it, and its `name`."""
    return pd.DataFrame([vars(tables.source(name)) for name in names])


def coverage(names: Iterable[str]) -> pd.DataFrame:
    """Return for each dated table the unbroken spans of years with values, and years with rows but without.

    Columns `table`, `title`, `first`, `last` (years, both included) and `known` (False where the rows
    of these years hold no value). A table that nothing dates has no rows.
    """
    return pd.concat([_spans(name) for name in names if tables.source(name).dates_rows], ignore_index=True)


def tiers(names: Iterable[str] = ("evidence", "events", "forecast_outcomes")) -> pd.DataFrame:
    """Return `table`, `tier` and `rows`: how strong the sources of the hand-made tables are."""
    counts = [tables.load(name)["source_tier"].value_counts().reindex(TIERS, fill_value=0) for name in names]
    frames = [
        pd.DataFrame({"table": tables.source(name).title, "tier": TIERS, "rows": count.to_numpy()})
        for name, count in zip(names, counts, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)


def graded() -> list[str]:
    """Return the tables that say of every row how strong its source is, the longest first."""
    rows = {name: len(table) for name in tables.names() if "source_tier" in (table := tables.load(name))}
    return sorted(rows, key=lambda name: -rows[name])


def corrections(table: pd.DataFrame) -> pd.DataFrame:
    """Return the corrections by table and reason: how many values, and the largest change in per cent."""
    used, found = (
        pd.to_numeric(table[column], errors="coerce") for column in ("value_used", "value_in_source")
    )
    change = (100 * (used / found - 1)).abs()
    grouped = table.assign(change=change).groupby(["table", "reason"], sort=False, as_index=False)
    return grouped.agg(values=("row", "size"), largest_change_pct=("change", "max"))


def _spans(name: str) -> pd.DataFrame:
    table, source = tables.load(name), tables.source(name)
    dates = table[source.dates_rows]
    years = (dates.dt.year if pd.api.types.is_datetime64_any_dtype(dates) else dates).astype("Int64")
    held = pd.Series(True, index=table.index)
    if not pd.api.types.is_datetime64_any_dtype(dates):  # a yearly series: a row may hold no value
        held = table.select_dtypes("number").drop(columns=[source.dates_rows]).notna().any(axis=1)
    known = held.groupby(years).any()
    runs = (known.ne(known.shift()) | known.index.to_series().diff().ne(1)).cumsum()
    spans = [(run.index[0], run.index[-1], bool(run.iloc[0])) for _, run in known.groupby(runs)]
    found = pd.DataFrame(spans, columns=["first", "last", "known"])
    return found.assign(table=name, title=source.title)


def _chapter_strings(path: Path) -> set[str]:
    tree = ast.parse(_code(path))
    named = set(_table_names(tree, tree))
    for module, function in _calls(tree, tree):
        named |= _function_tables(module, function)
    if "indicators" in named:  # that table names the tables that its indicators are computed from
        computed = [one for one in indicators.described() if one.status != "left out"]
        named |= set(indicators.source_tables(computed))
    return named


def _code(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _reached(path: Path) -> set[str]:
    """Return the modules of `brief` that a chapter's cells import, and those that these import."""
    wanted, seen = list(_imports(ast.parse(_code(path))).values()), set()
    while wanted:
        module = wanted.pop()
        name = module if _file(module).exists() else module.rpartition(".")[0]
        if name not in seen and _file(name).exists():
            seen.add(name)
            wanted += _imports(_tree(name)).values()
    return seen


@cache
def _function_tables(module: str, function: str) -> frozenset[str]:
    """Return the tables that a function names, or that the functions it calls name."""
    if not _file(module).exists():
        return frozenset()
    tree = _tree(module)
    wanted = [function]
    seen: set[str] = set()
    named: set[str] = set()
    while wanted:
        name = wanted.pop()
        node = next((node for node in tree.body if getattr(node, "name", None) == name), None)
        seen.add(name)
        if node is None:
            passed_on = _imports(tree).get(name)  # a module that only passes another's function on
            named |= _function_tables(*passed_on.rpartition(".")[::2]) if passed_on else set()
            continue
        named |= _table_names(node, tree)
        wanted += [word for word in _names(node) if word not in seen]
        for other, called in _calls(node, tree):
            if other != module:
                named |= _function_tables(other, called)
    return frozenset(named)


@cache
def _table_names(node: ast.AST, tree: ast.AST) -> frozenset[str]:
    """Return the strings in a figure's `tables=` or in a call of `load`, or in what these take of `tree`."""
    named = set()
    for part in _parts(node):
        if isinstance(part, ast.keyword) and part.arg == "tables":
            named |= _strings(part.value)
        if isinstance(part, (ast.Call, ast.GeneratorExp, ast.ListComp, ast.DictComp)) and _loads(part):
            named |= _strings(part) | _assigned(_names(part), node) | _assigned(_names(part), tree)
            named |= _constants(_calls(part, tree))
    return frozenset(named)


def _constants(used: frozenset[tuple[str, str]]) -> set[str]:
    """Return the strings that modules of the project assign to words, as in `verdicts.NEEDED`."""
    known = [(module, word) for module, word in used if _file(module).exists()]
    return {text for module, word in known for text in _assigned(frozenset([word]), _tree(module))}


def _assigned(words: frozenset[str], tree: ast.AST) -> set[str]:
    """Return the strings that a tree assigns to these words: `NAMES = ("talks", "macro")`."""
    return {
        text
        for node in _assignments(tree)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if getattr(target, "id", "") in words
        for text in _strings(node.value)
    }


@cache
def _assignments(tree: ast.AST) -> list[ast.Assign | ast.AugAssign]:
    return [node for node in _parts(tree) if isinstance(node, ast.Assign | ast.AugAssign)]


def _loads(node: ast.AST) -> bool:
    """Return whether a call is a `load`, or a comprehension loads what it runs over."""
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in ("load", "geometry")
    return any(isinstance(part, ast.Call) and _loads(part) for part in _parts(node))


def _strings(node: ast.AST) -> set[str]:
    return {
        part.value for part in _parts(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


@cache
def _names(node: ast.AST) -> frozenset[str]:
    return frozenset(part.id for part in _parts(node) if isinstance(part, ast.Name))


@cache
def _calls(node: ast.AST, tree: ast.AST) -> frozenset[tuple[str, str]]:
    """Return (module, function) of what a node uses of the project: `charts.troops`, or a `troops`."""
    imports, used = _imports(tree), set()
    for part in _parts(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id in imports:
            used.add((imports[part.value.id], part.attr))
        if isinstance(part, ast.Name) and part.id in imports:
            module, _, function = imports[part.id].rpartition(".")
            used.add((module, function))
    return frozenset(used)


@cache
def _imports(tree: ast.AST) -> dict[str, str]:
    """Return what each imported word stands for: {"charts": "brief.charts.history.troops"}."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in _parts(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("brief", "press")
        for alias in node.names
    }


def _file(module: str) -> Path:
    path = datapackage.ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def _parts(node: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(node))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_file(module).read_text(encoding="utf-8"))
