"""Every fact that a chapter binds stands in its text, and every fact in its text is bound."""

import ast
import itertools
import json
import re
from pathlib import Path

import pytest

from brief.analysis.coefficient import finding
from brief.article import ARTICLE_DAY
from brief.in_browser import again
from brief.korean import page

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
# Names that several chapters bind whole, each to use what it needs of them.
SHARED = {"finding.words()": finding.words, "page.words()": page.words}
TAKEN = "PARAMETERS.take(globals())"
ARTICLE_DAY_TYPED = re.compile(r"2025-11-06|2025, 11, 6\b|\b6 November 2025\b|\bNovember 6, 2025\b")


def sources(path, kind):
    """Return the sources of a notebook's cells of a kind."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == kind]


def used(path):
    """Return the names that a chapter's text shows."""
    return {name for text in sources(path, "markdown") for name in re.findall(r"\{glue:\w+\}`([^`]+)`", text)}


def bound(tree):
    """Return (names, shared): what `bind` calls bind by name, and what they take whole from elsewhere."""
    names, shared = [], set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "bind":
            for keyword in node.keywords:
                if keyword.arg:
                    names.append(keyword.arg)
                elif ast.unparse(keyword.value) in SHARED:
                    shared |= SHARED[ast.unparse(keyword.value)]().keys()
                else:
                    names += comprehended(keyword.value)
    return names, shared


def comprehended(node):
    """Return the keys of `{f"held_{days}": ... for days in (30, 90)}`; all are written out."""
    assert isinstance(node, ast.DictComp), f"bind takes names whole that cannot be read: {ast.unparse(node)}"
    loops = [(ast.unparse(loop.target), ast.literal_eval(loop.iter)) for loop in node.generators]
    keys = ast.unparse(node.key)
    rooms = [[(target, value) for value in values] for target, values in loops]
    found = []
    for chosen in itertools.product(*rooms):
        scope = {}
        for target, value in chosen:
            names = re.findall(r"\w+", target)
            scope.update(zip(names, value if len(names) > 1 else [value], strict=True))
        found.append(eval(keys, {}, scope))
    return found


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_bound_fact_is_used_and_every_used_fact_is_bound_once(path):
    names, shared = bound(ast.parse("\n".join(sources(path, "code"))))
    assert sorted(set(names) - used(path)) == [], "bound and not used"
    assert sorted(used(path) - set(names) - shared) == [], "used and not bound"
    assert sorted({name for name in names if names.count(name) > 1}) == [], "bound twice"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_number_is_computed_directly_below_the_text_that_uses_it_first(path):
    """On the page "How this is computed" then stands under the numbers that it explains."""
    assert misplaced(json.loads(path.read_text(encoding="utf-8"))["cells"]) == []


def misplaced(cells):
    """Return the bound names whose cell does not stand between their first text and the next one."""
    shown = {}
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown":
            for name in re.findall(r"\{glue:\w+\}`([^`]+)`", "".join(cell["source"])):
                shown.setdefault(name, place)
    text, wrong = None, []
    for place, cell in enumerate(cells):
        if cell["cell_type"] == "markdown":
            text = place
        else:
            wrong += [name for name in bound(ast.parse("".join(cell["source"])))[0] if shown[name] != text]
    return wrong


def test_the_check_of_places_finds_a_number_above_its_text_and_one_two_texts_below():
    def cell(kind, source):
        return {"cell_type": kind, "source": [source]}

    text, other = cell("markdown", "We saw {glue:text}`a`."), cell("markdown", "And {glue:text}`a` again.")
    number = cell("code", "bind(a=1)")
    assert misplaced([text, number, other]) == []
    assert misplaced([number, text, other]) == ["a"]
    assert misplaced([text, other, number]) == ["a"]


def test_the_check_reads_names_that_are_made():
    cell = "bind(a=1, **{f'{x}_{year}': 0 for x in ('arms', 'trade') for year in (2015, 2025)})"
    assert bound(ast.parse(cell))[0] == ["a", "arms_2015", "arms_2025", "trade_2015", "trade_2025"]
    with pytest.raises(AssertionError, match="cannot be read: held"):
        bound(ast.parse("bind(**held)"))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_every_name_that_a_chapter_imports_or_sets_is_read(path):
    tree = ast.parse("\n".join(sources(path, "code")))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    queries = " ".join(node.value for node in ast.walk(tree) if isinstance(getattr(node, "value", 0), str))
    given = {node.id for node in names if isinstance(node.ctx, ast.Store)} | imported
    if any(ast.unparse(node) == TAKEN for node in ast.walk(tree)):  # the cell of parameters is read whole
        given -= {ast.unparse(node.target) for node in tree.body if isinstance(node, ast.AnnAssign)}
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)} | set(re.findall(r"@(\w+)", queries))
    assert sorted(name for name in given - read if not name.startswith("_")) == []


def test_the_day_of_the_article_is_typed_in_one_place():
    modules = [path for folder in ("brief", "press") for path in sorted((ROOT / folder).rglob("*.py"))]
    code = {path: path.read_text(encoding="utf-8") for path in modules}
    code |= {path: "\n".join(sources(path, "code")) for path in CHAPTERS}
    typed = {path.name for path, text in code.items() if ARTICLE_DAY_TYPED.search(" ".join(words(text)))}
    assert typed == {"article.py", "again.py"}  # the second stands alone in the reader's browser
    assert ARTICLE_DAY.date() == again.ARTICLE_DAY


def words(code):
    """Return the string constants of some code that are no docstrings, and calls written out."""
    tree = ast.parse(code)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
        elif isinstance(node, ast.Call) and all(isinstance(given, ast.Constant) for given in node.args):
            yield ast.unparse(node)
