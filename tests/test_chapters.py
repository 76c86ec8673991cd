"""The chapters keep the rules of the house; every table is used, every work cited."""

import ast
import json
import re
from pathlib import Path

import pytest

from brief import tables
from press import subject
from press.book import chapter_rules
from press.book.chapter_rules import Known
from press.tables import datapackage

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


def cells(path, kind):
    """Return (number, text) of a notebook's cells of a kind."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [
        (number, "".join(cell["source"]))
        for number, cell in enumerate(notebook["cells"], 1)
        if cell["cell_type"] == kind
    ]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_rule_of_the_house_is_broken(path):
    """No typed number, no outputs, thin folded cells, every name bound: what `make check FAST=1` tells."""
    claims = tables.load("claims")["claim_id"]
    works = re.findall(r"^@\w+\{(\w+),", (ROOT / "chapters" / "references.bib").read_text(), re.MULTILINE)
    known = Known(set(claims), works, subject.current().literals)
    assert list(chapter_rules.breaches(path, path.name, known)) == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Exports fell to 18 % of the total", ["18 %"]),
        ("On 6 November 2025 a Hwasong-17 flew {glue:text}`far` km", []),
        ("It grew 3.5 times from 1998–2024", ["3.5 times"]),
        ('It was on <time datetime="2025-11-06">that day</time>', []),
        ('<img src="map2.png" width="300" alt="12 bases">', ['alt="12 bases">']),
        ("<img width=400 HEIGHT='300' src=map2.png>", []),
        ('<span aria-label="56 men">some</span>', ['aria-label="56 men">some</span>']),
        ('Set x="12" and y > 3', ['x="12" and', "3"]),
        ('It is a<b and x="5"> here', ['x="5"> here']),
    ],
)
def test_the_check_tells_a_typed_number_from_a_date_and_a_name(text, typed):
    assert chapter_rules.typed_numbers(text) == typed


def test_the_title_of_the_book_may_be_typed():
    own = chapter_rules.of_title("Who counts: 50% & $5 *a*")
    for title in ("Who counts: 50% & $5 *a*", "Who counts: 50% & \\$5 \\*a\\*"):
        assert chapter_rules.typed_numbers(f"# {title}\n\nIt grew 3.5 times", own) == ["3.5 times"]
    assert chapter_rules.of_title(None) == chapter_rules.of_title(" ") == ()


def test_every_table_is_used_by_some_chapter():
    used = set()
    for path in CHAPTERS:
        code = "\n".join(text for _, text in cells(path, "code"))
        used |= set(re.findall(r'"([a-z0-9_]+)"', code))
        for module in imported(code):
            used |= strings(module)
    unused = set(datapackage.table_names()) - used
    assert not unused, f"no chapter uses {sorted(unused)}"


def imported(code, seen=None):
    """Return the files of the project that a chapter's code imports, and those that they import."""
    seen = set() if seen is None else seen
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("brief", "press")):
            for name in [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]:
                path = ROOT / name.replace(".", "/")
                file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
                if file.exists() and file not in seen:
                    seen.add(file)
                    imported(file.read_text(encoding="utf-8"), seen)
    return seen


def strings(module):
    """Return the string constants of a module."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_work_in_the_bibliography_is_cited_and_every_cited_work_is_there():
    bibliography = (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8")
    listed = set(re.findall(r"^@\w+\{(\w+),", bibliography, flags=re.MULTILINE))
    texts = "\n".join(text for path in CHAPTERS for _, text in cells(path, "markdown"))
    cited = {key for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", texts) for key in keys.split(",")}
    assert cited == listed


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (("markdown", "Exports fell\nto 18 % of it"), 'cell 1, line 2: the number "18 %" is typed'),
        (("markdown", "It is {glue:text}`shar`"), "cell 1, line 1: no cell binds shar; did you mean share?"),
        (("markdown", "A claim {claim}`C119`"), "C119 is not in data/claims.csv; did you mean C11?"),
        (("markdown", "So {cite}`kim`"), "kim is not in the bibliography"),
        (
            ("markdown", "It is glue:text`share`"),
            "has no braces; write {glue:text}`share`",
        ),
        (("markdown", "\n```{note}\nwords"), "cell 1, line 2: the fence ``` is not closed"),
        (("code", "x = ("), "cell 1, line 1: '(' was never closed"),
        (("code", "\n" * 13), "13 lines; a cell has at most 12"),
        (("left", "1"), "outputs are left in it; take them out"),
        (("bare", "1"), "tag it hide-input or remove-input"),
    ],
)
def test_a_breach_is_told_with_its_place_and_way_out(tmp_path, cell, told):
    kind, text = cell
    made = code_cell(text, ["hide-input"] if kind != "bare" else [], [1] if kind == "left" else [])
    made |= {"cell_type": "markdown"} if kind == "markdown" else {}
    binding = code_cell("bind(share=1)", ["hide-input"], [])
    file = tmp_path / "x.ipynb"
    file.write_text(json.dumps({"cells": [made, binding]}), encoding="utf-8")
    (found,) = chapter_rules.breaches(file, "chapters/x.ipynb", Known({"C11"}, {"lee"}))
    assert found.startswith("chapters/x.ipynb, cell 1") and told in found


def code_cell(text, tags, outputs):
    """Return a cell of code."""
    return {"cell_type": "code", "source": text, "metadata": {"tags": tags}, "outputs": outputs}
