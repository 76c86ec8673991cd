"""The rules of the house for chapters, seen without running them: each breach with cell, line and way out."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from press.book.bibliography import cited_keys
from press.run import notebook_files
from press.system import signs

MOST_LINES = 12  # of a cell of code: what is longer belongs under test, in the project's package
FOLDING = frozenset({"hide-input", "remove-input", "remove-cell", "hide-cell"})

TAGS = (  # those for which something is done
    *sorted(FOLDING),
    *("hide-output", "remove-output", "remove-stdout", "remove-stderr", "raises-exception", "skip-execution"),
    *("full-width", "margin", "scroll-output", "own-sheets", "parameters", "injected-parameters"),
)

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What a text may type: dates, names that contain figures, references.
LITERALS = (
    r"```.*?```|~~~.*?~~~",  # code
    r"\{[a-z:]+\}`[^`]*`|`[^`]*`",  # roles (bound numbers, claims, citations) and code
    r"\]\([^)]*\)|<https?:[^>]*>|\[\^[^\]]*\]:?|^\([a-z0-9-]+\)=$",  # links, footnotes, targets
    r"\$\$.*?\$\$|\$[^$\n]*\$",  # mathematics
    rf"\b\d{{1,2}}(?:(?:[-–]| and )\d{{1,2}})? {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b",  # days
    r"\bedition 20\d\d\.\d\d\b",
    r"\b(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?s?\b",  # years
    r"\b[A-Za-z]+-\d+[A-Za-z]*(?:-\d+)?\b|\b[A-Z]+\d+[A-Z]*\b",  # names, such as PDF/UA-1 and B12
    r"\bArticle \d+\b|\bSection \d+\b|\bResolutions? \d+\b|\bno\. \d+\b",
    r"\b(?:Python|CC BY|version|level) \d+(?:\.\d+)*\b",
    r"^\s*\d+\. ",  # numbered lists
)
_VALUE = r"""\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+)"""
_TAG = re.compile(rf"<[A-Za-z][\w-]*(?:\s+[\w:-]+(?:{_VALUE})?)*\s*/?>")
_UNREAD = re.compile(  # attributes that no reader sees or hears
    rf"\s(?:datetime|width|height|src|srcset|href|class|id|style|colspan|rowspan|span|start|viewBox){_VALUE}",
    re.IGNORECASE,
)
_BARE_ROLE = re.compile(r"(?<![{\w:])(?:glue:text|glue|claim|cite|numref|doc|ref)`[^`\n]+`")
_ROLE = re.compile(r"\{(glue:text|glue|claim|cite(?::[a-z]+)?)\}`([^`]+)`")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})", re.MULTILINE)


class Known(NamedTuple):
    """What the texts of all chapters may name: claims and works, None where that is not known.

    `literals` are patterns of typed numbers.
    """

    claims: Collection[str] | None = None
    works: Collection[str] | None = None
    literals: Sequence[str] = ()


def breaches(path: Path, named: str, known: Known) -> Iterator[str]:
    """Yield a sentence for each rule that a notebook breaks; `named` is what the sentences call it."""
    cells = list(enumerate(notebook_files.cells(path), 1))
    bound, is_open = _bound(_text(cell) for _, cell in cells if cell["cell_type"] == "code")
    for number, cell in cells:
        where = f"{named}, cell {number}"
        if cell["cell_type"] == "code":
            yield from _of_code(cell, where)
        elif cell["cell_type"] == "markdown":
            yield from _of_text(_text(cell), where, known)
            for line, kind, name in _roles(_text(cell)):
                if kind.startswith("glue") and name.partition(":")[0] not in bound and not is_open:
                    yield f"{where}, line {line}: no cell binds {name}{_near(name, bound)}"


def typed_numbers(text: str, literals: Sequence[str] = ()) -> list[str]:
    """Return the figures of a Markdown text that are neither dates, names nor bound."""
    text = _TAG.sub(lambda tag: _UNREAD.sub(_blank, tag[0]), text)
    for literal in (*LITERALS, *literals):
        text = re.sub(literal, _blank, text, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"[^\s]*\d[^\s]*(?: [^\s]+)?", text)


def of_title(title: object) -> tuple[str, ...]:
    """Return the patterns that let a text type the title of its book, its signs escaped or not."""
    if not isinstance(title, str) or not title.strip():
        return ()
    return ("".join(rf"\\?{re.escape(sign)}" for sign in title.strip()),)


def _blank(found: re.Match[str]) -> str:
    return " " + "\n" * found[0].count("\n")


def _text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _of_code(cell: dict[str, Any], where: str) -> Iterator[str]:
    """Yield what is wrong with a cell of code."""
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield (
            f"{where}: outputs are left in it; take them out: "
            f".venv/bin/python -m nbconvert --clear-output --inplace {where.partition(',')[0]}"
        )
    given = cell["metadata"].get("tags", [])
    tags = [tag for tag in given if isinstance(tag, str)] if isinstance(given, list) else []
    meant = [(tag, near) for tag in tags if tag not in TAGS and (near := _near_tag(tag))]
    for tag, near in meant:
        yield f"{where}: nothing is done for the tag {tag}; did you mean {near}?"
    lines = len(_text(cell).splitlines())
    if lines > MOST_LINES:
        yield f"{where}: {lines} lines; a cell has at most {MOST_LINES}: move what it does to the package"
    if not FOLDING & {*tags, *(near for _, near in meant)}:
        yield f"{where}: its code is not folded; tag it hide-input or remove-input"
    try:
        ast.parse(re.sub(r"(?m)^(\s*)[%!].*$", r"\1pass", _text(cell)))
    except SyntaxError as problem:
        yield f"{where}, line {problem.lineno}: {problem.msg}; mend the code"


def _near_tag(tag: str) -> str:
    """Return the tag that is meant by one that is none, "" for a tag of one's own."""
    return next(iter(difflib.get_close_matches(tag.lower().replace("_", "-"), TAGS, 1, 0.8)), "")


def breaches_of_page(path: Path, named: str, known: Known) -> Iterator[str]:
    """Yield what is wrong with a page without code: all that is asked of texts but that numbers be bound."""
    yield from _of_words(notebook_files.text_of(path), named, known)


def _of_text(text: str, where: str, known: Known) -> Iterator[str]:
    """Yield what is wrong with a cell of text."""
    for number in dict.fromkeys(typed_numbers(text, known.literals)):
        place = next((line for line, said in enumerate(text.splitlines(), 1) if number in said), 1)
        yield (
            f'{where}, line {place}: the number "{number}" is typed; bind it in a cell, '
            "bind(name=number(…)), and write {glue:text}`name`"
        )
    yield from _of_words(text, where, known)


def _of_words(text: str, where: str, known: Known) -> Iterator[str]:
    """Yield what is wrong with the signs, roles and fences of a text."""
    for line, words in enumerate(text.splitlines(), 1):
        if sign := signs.unseen(words):
            yield f"{where}, line {line}: the text holds the sign {sign}; {signs.WAY_OUT}"
    for found in _BARE_ROLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        role, _, rest = found[0].partition("`")
        yield f"{where}, line {line}: the role {role} has no braces; write {{{role}}}`{rest}"
    yield from _unclosed(text, where)
    for line, kind, names in _roles(text):
        wanted = known.claims if kind == "claim" else known.works if kind.startswith("cite") else None
        for name in cited_keys(names) if wanted is not None else ():
            if wanted is not None and name not in wanted:
                table = "data/claims.csv" if kind == "claim" else "the bibliography"
                yield f"{where}, line {line}: {name} is not in {table}{_near(name, wanted)}"


def _unclosed(text: str, where: str) -> Iterator[str]:
    """Yield a sentence for a fence that is opened and never closed."""
    opened: list[tuple[str, int]] = []
    for found in _FENCE.finditer(text):
        rest = text[found.end() :].partition("\n")[0].strip()
        if opened and not rest and found[1][0] == opened[-1][0][0] and len(found[1]) >= len(opened[-1][0]):
            opened.pop()
        elif rest or not opened:
            opened.append((found[1], text.count("\n", 0, found.start(1)) + 1))
    for fence, line in opened[:1]:
        yield f"{where}, line {line}: the fence {fence} is not closed; write {fence} on a line after it"


def _roles(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, role, content) of the roles that name something."""
    for found in _ROLE.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[1], found[2]


def _bound(codes: Iterator[str]) -> tuple[set[str], bool]:
    """Return the names that cells bind, and whether some may be bound that cannot be seen."""
    names: set[str] = set()
    is_open = False
    for code in codes:
        try:
            tree = ast.parse(re.sub(r"(?m)^(\s*)[%!].*$", r"\1pass", code))
        except SyntaxError:
            return names, True
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if called == "bind":
                names |= {key.arg for key in call.keywords if key.arg}
                is_open = is_open or any(key.arg is None for key in call.keywords)
            elif called == "glue" and call.args:
                first = call.args[0]
                is_open = is_open or not isinstance(first, ast.Constant)
                names |= {str(first.value)} if isinstance(first, ast.Constant) else set()
    return names, is_open


def _near(word: str, known: Collection[str]) -> str:
    found = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else "; add it, or mend the name"
