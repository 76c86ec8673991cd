"""The chapters keep the rules of the house: no outputs, thin cells, no typed numbers, every table used."""

import ast
import json
import re
from pathlib import Path

import pytest

from press.tables import datapackage

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
MOST_LINES = 12

# What a text may type: dates, names that contain figures, references.
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
LITERALS = [
    r"```.*?```|~~~.*?~~~",  # code
    r"\{[a-z:]+\}`[^`]*`|`[^`]*`",  # roles (bound numbers, claims, citations) and code
    r"\]\([^)]*\)|<https?:[^>]*>|\[\^[^\]]*\]:?|^\([a-z0-9-]+\)=$",  # links, footnotes, targets
    r"\$\$.*?\$\$|\$[^$\n]*\$",  # mathematics
    rf"\b\d{{1,2}}(?:(?:[-–]| and )\d{{1,2}})? {MONTH}\b|\b{MONTH} \d{{1,2}}\b",  # days
    r"\bedition 20\d\d\.\d\d\b",
    r"\b(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?s?\b",  # years
    r"\b[A-Za-z]+-\d+[A-Za-z]*(?:-\d+)?\b|\b[A-Z]+\d+[A-Z]*\b",  # names: Hwasong-17, PDF/UA-1, C41
    r"\b38th parallel\b|\bArticle \d+\b|\bSection \d+\b|\bResolutions? \d+\b|\bno\. \d+\b",
    r"\b(?:Python|CC BY|version|level) \d+(?:\.\d+)*\b",
    r"^\s*\d+\. ",  # numbered lists
]


def cells(path, kind):
    """Return (number, text) of a notebook's cells of a kind."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [
        (number, "".join(cell["source"]))
        for number, cell in enumerate(notebook["cells"], 1)
        if cell["cell_type"] == kind
    ]


def typed_numbers(text):
    """Return the figures of a Markdown text that are neither dates, names nor bound."""
    for literal in LITERALS:
        text = re.sub(literal, " ", text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"[^\s]*\d[^\s]*(?: [^\s]+)?", text)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_no_number_is_typed_in_the_text(path):
    found = {number: typed_numbers(text) for number, text in cells(path, "markdown")}
    assert not any(found.values()), {number: typed for number, typed in found.items() if typed}


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Exports fell to 18 % of the total", ["18 %"]),
        ("On 6 November 2025 a Hwasong-17 flew {glue:text}`far` km", []),
        ("It grew 3.5 times from 1998–2024", ["3.5 times"]),
    ],
)
def test_the_check_tells_a_typed_number_from_a_date_and_a_name(text, typed):
    assert typed_numbers(text) == typed


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_clean_with_thin_cells(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
            assert len(cell["source"]) <= MOST_LINES, "".join(cell["source"])
            assert {"hide-input", "remove-input", "remove-cell"} & set(cell["metadata"].get("tags", []))


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
