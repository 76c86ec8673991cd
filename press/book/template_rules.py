"""What the engine's templates must be: there, UTF-8, not halfway through a merge, right as Jinja2 reads them.

None is empty, and their tags are balanced. So it is with style sheets, programs of the pages and the files
that set the paper. Whoever changes how a brief looks may break one: it is told by file, line and rule, and
how to take it back.
"""

from __future__ import annotations

import re
import tomllib
import traceback
from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from press import project
from press.book import template_tags
from press.errors import PublishError
from press.system import digests, signs

PRESS = Path(__file__).resolve().parents[1]
FOLDER = "templates"  # the folder of each medium that holds them
THEME = "page/theme"  # the folder of those that Sphinx fills in
PAGES = ("changes", "gallery", "layout", "moved", "not_found", "page", "search")  # the pages of the theme
TAKEN = (f"{THEME}/static", "paper/template")  # folders of files that are taken as they are
_WRITTEN = {".css", ".js", ".typ"}
_OF_SPHINX = ("tobool", "toint", "todim", "slice_index")  # filters that it adds
_NAMED = re.compile(rf'"((?:\w+/)+{FOLDER}/[\w.]+)"')
_BRACE = re.compile(  # what a comment, a text, an address or a sign with a backslash holds is none
    r"""/\*.*?(?:\*/|\Z)|"(?:\\\r?.|[^"\\\n])*"|'(?:\\\r?.|[^'\\\n])*'|url\([^"')]*\)|\\.|[{}]""", re.DOTALL
)
_MOST_TOLD = 5
_TEXT = "<template>"  # what Jinja2 calls one that it got as a text
_READ = {".html", ".xhtml", ".svg", ".xml", ".opf"}  # the others are files that are taken as they are


def environment(**more: object) -> jinja2.Environment:
    """Return how Jinja2 reads and fills in the engine's templates; `more` are further arguments of it."""
    loader = jinja2.FileSystemLoader(PRESS)
    kept = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined, **kept, **more)  # type: ignore[arg-type]


def names(medium: str) -> list[str]:
    """Return the templates of a medium that Jinja2 fills in, by the names that it finds them by."""
    paths = sorted(PRESS.glob(f"{medium}/**/{FOLDER}/*"))
    return [path.relative_to(PRESS).as_posix() for path in paths if path.suffix in _READ]


def told(place: str, line: int, rule: str) -> str:
    """Return a sentence on a file of the engine: file, line (0 when it has none), rule and way out."""
    where = f"{place}, line {line}" if line else place
    return (
        f"{where}: {rule}; mend it, or take the file back (git checkout -- {place}, or the same file of the "
        "engine's release)"
    )


def check() -> None:
    """Raise the first of what is wrong with the engine's templates, as one PublishError."""
    if found := problems():
        raise PublishError("\n".join(found[:_MOST_TOLD]))


def state() -> str:
    """Return a fingerprint of what `check` depends on: the engine's files, and what reads templates."""
    return digests.state(PRESS, ["."], jinja2.__version__)


def problems() -> list[str]:
    """Return what is wrong with the engine's templates, a sentence for each that is not right."""
    reader = environment(extensions=["jinja2.ext.i18n"])  # Sphinx knows its tags
    reader.filters |= dict.fromkeys(_OF_SPHINX, str)
    names = {path.relative_to(PRESS).as_posix(): path for path in PRESS.glob(f"**/{FOLDER}/*")}
    held = {name for name, path in names.items() if path.suffix in _READ}
    wanted = held | _named_by_code() | {f"{THEME}/{page}.html" for page in PAGES}
    found = {name: next(_of_one(name, reader), "") for name in sorted(wanted)}
    gone = [
        told(f"{project.ENGINE}/{folder}", 0, "it is missing, and the engine makes pages or documents of it")
        for folder in TAKEN
        if not (PRESS / folder).is_dir()
    ]
    taken = [path for folder in TAKEN for path in sorted((PRESS / folder).glob("[!.]*.*"))]
    taken = [path for path in taken if path.suffix in _WRITTEN and path.is_file()]
    return [
        problem for problem in (*found.values(), _of_settings(), *gone, *map(_of_taken, taken)) if problem
    ]


def _of_taken(path: Path) -> str:
    """Return what is wrong with a file that is taken as it is; "" if nothing is seen. No program is read."""
    place, content = f"{project.ENGINE}/{path.relative_to(PRESS).as_posix()}", path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        return told(place, content[: problem.start].count(b"\n") + 1, "a letter is not UTF-8")
    if not text.strip():
        return told(place, 0, "it is empty, and the engine makes pages or documents of it")
    if line := signs.merge_mark(text):
        return told(place, line, signs.MERGED)
    if path.suffix == ".css" and (line := _loose_brace(text)):
        return told(place, line, "a brace or a comment has no other end, and a browser drops what follows")
    return ""


def _loose_brace(text: str) -> int:
    """Return the line of a brace or comment of a style sheet that is not closed or opened; 0 if all are."""
    opened: list[int] = []
    loose: list[int] = []
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            opened.pop()
        elif found[0] == "}" or (found[0].startswith("/*") and not found[0].endswith("*/")):
            loose.append(found.start())
    return min((text.count("\n", 0, place) + 1 for place in loose[:1] or opened[-1:]), default=0)


def _of_settings() -> str:
    """Return what is wrong with the settings of the theme, which Sphinx reads; "" if nothing."""
    path = PRESS / THEME / "theme.toml"
    place = f"{project.ENGINE}/{THEME}/{path.name}"
    try:
        inherits = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]["inherit"]
    except OSError:
        return told(place, 0, "it is no file that can be read, and the engine makes pages by it")
    except UnicodeDecodeError:
        return told(place, 0, "a letter is not UTF-8")
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"at line (\d+)", str(problem))
        return told(place, int(found[1]) if found else 0, f"it is no TOML: {problem}")
    except (KeyError, TypeError):
        return told(place, 0, "it does not say what the theme inherits")
    return "" if isinstance(inherits, str) else told(place, 0, "what the theme inherits is no name")


def _named_by_code() -> set[str]:
    """Return the templates that the engine's code names."""
    return {name for path in PRESS.rglob("*.py") for name in _NAMED.findall(path.read_text(encoding="utf-8"))}


def _of_one(name: str, reader: jinja2.Environment) -> Iterator[str]:
    """Yield what is wrong with a template."""
    place = f"{project.ENGINE}/{name}"
    if (PRESS / name).is_dir():
        yield told(place, 0, "it is a folder, and the engine reads a file there")
        return
    if not (PRESS / name).is_file():
        yield told(place, 0, "it is missing, and the engine makes pages or documents of it")
        return
    content = (PRESS / name).read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        yield told(place, content[: problem.start].count(b"\n") + 1, "a letter is not UTF-8")
        return
    if line := signs.merge_mark(text):
        yield told(place, line, signs.MERGED)
    try:
        tree = reader.parse(text)
    except jinja2.TemplateSyntaxError as problem:
        yield told(place, problem.lineno, _plain(problem))
        return
    for line, rule in (*_unknown(tree, reader, (PRESS / name).parent), *_of_content(name, text, tree)):
        yield told(place, line, rule)


def _of_content(name: str, text: str, tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the line and the rule of what is amiss in a template that Jinja2 reads: no content, or tags."""
    if Path(name).suffix not in _READ:
        return
    if all(map(_is_blank, tree.body)):
        yield 0, "it is empty, and the engine makes pages or documents of it"
    elif problem := template_tags.unbalanced(name, text):
        yield problem


def _is_blank(part: nodes.Node) -> bool:
    """Tell whether a part of a template gives nothing but line ends and spaces."""
    return isinstance(part, nodes.Output) and all(
        isinstance(piece, nodes.TemplateData) and not piece.data.strip() for piece in part.nodes
    )


def _unknown(tree: nodes.Template, reader: jinja2.Environment, folder: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the rule of each filter, test and template that is named and is not there."""
    for one in tree.find_all(nodes.Filter):
        if one.name not in reader.filters:
            yield one.lineno, f"there is no filter {one.name}"
    for test in tree.find_all(nodes.Test):
        if test.name not in reader.tests:
            yield test.lineno, f"there is no test {test.name}"
    for name in meta.find_referenced_templates(tree):
        if name and not (PRESS / name).is_file() and not (folder / name).is_file():
            yield 0, f"it takes in {project.ENGINE}/{name}, which is missing"


def of_filling_in(name: str, problem: Exception, values: dict[str, object]) -> str:
    """Return in sentences why a template could not be filled in; "" where the engine's code stopped.

    It is filled in again with its lines as they are, for those that Jinja2 counts are joined.
    """
    if found := problems():
        return "\n".join(found)
    place, _ = stopped_at(problem)
    if not place:
        return ""
    line = 0
    try:
        environment().get_template(name).render(values)
    except Exception as again:
        place, line = stopped_at(again)
    return told(place, line, _plain(problem)) if place else ""


def of_theme(problem: BaseException | None) -> str:
    """Return in a sentence why Sphinx could not fill in a page of the theme; "" where that is not why."""
    if not isinstance(problem, Exception):
        return ""
    place, line = stopped_at(problem)
    return told(place, line, _plain(problem)) if place else ""


def of_text(path: Path, problem: Exception) -> str:
    """Return in a sentence why a file of the engine that Jinja2 fills in as plain text is broken."""
    line = getattr(problem, "lineno", 0)
    if isinstance(problem, UnicodeDecodeError):
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
    frames = traceback.extract_tb(problem.__traceback__)
    line = line or max((one.lineno or 0 for one in frames if one.filename == _TEXT), default=0)
    return told(f"{project.ENGINE}/{path.relative_to(PRESS)}", line, _plain(problem))


def stopped_at(problem: Exception) -> tuple[str, int]:
    """Return the template and the line that stopped; ("", 0) where a function that it called did."""
    places = [(Path(one.filename), one.lineno or 0) for one in traceback.extract_tb(problem.__traceback__)]
    own = [one for one in places if one[0].is_relative_to(PRESS)]
    if not own or own[-1][0].parent.name not in (FOLDER, Path(THEME).name):
        return "", 0
    return f"{project.ENGINE}/{own[-1][0].relative_to(PRESS)}", own[-1][1]


def _plain(problem: Exception) -> str:
    """Return what Jinja2 or Python says, as the middle of a sentence."""
    said = " ".join(str(problem).split()).rstrip(".")
    return said if isinstance(problem, jinja2.TemplateError) else f"{type(problem).__name__}: {said}"
