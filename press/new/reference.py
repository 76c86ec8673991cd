"""The reference of the engine, `docs/engine.md`: what the code says of itself, between words written by hand.

The words stand in `engine.md.jinja`; options, rooms, nodes, contracts and vocabulary are read from the code.
A test holds file and code together.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2

from press import settings
from press.book import template_rules
from press.claims import entries, vocabulary
from press.errors import BriefError

ENGINE = Path(__file__).resolve().parent.parent
TEMPLATE = Path(__file__).with_name("engine.md.jinja")
FILE = Path("docs") / "engine.md"
WITHOUT = ("press.__main__", "press.new")  # what is no part of a build
_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)\s*(?:#\s*(?P<why>.*))?$")


def bring_up_to_date(root: Path = ENGINE.parent) -> str:
    """Write the reference in the project's docs/; return what to say of it."""
    path, text = root / FILE, document()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return f"{FILE} says what the code says"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"{FILE} was written anew"


def document() -> str:
    """Return the whole reference as Markdown. Raises BriefError when its template is broken."""
    templates = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    try:
        return templates.from_string(TEMPLATE.read_text(encoding="utf-8")).render(_told())
    except (jinja2.TemplateError, UnicodeDecodeError) as problem:
        raise BriefError(template_rules.of_text(TEMPLATE, problem)) from problem


def _told() -> dict[str, object]:
    """Return what the code tells, by the names that the template gives it."""
    return {
        "options": settings.document(),
        "rooms": rooms(),
        "nodes": node_types(),
        "paper": set_on_paper(),
        "figure": figure_contract(),
        "ledger": ledger_contract(),
        "verdicts": verdicts(),
        "tiers": tiers(),
        "stances": ", ".join(f"`{stance}`" for stance in vocabulary.STANCES),
        "subject": subject_contract(),
        "pins": pins(),
    }


def rooms() -> str:
    """Return the engine's rooms and the modules beside them, each with its first sentence."""
    found = sorted(pkgutil.iter_modules([str(ENGINE)]), key=lambda one: (not one.ispkg, one.name))
    named = [(f"`press/{one.name}{'/' if one.ispkg else '.py'}`", f"press.{one.name}") for one in found]
    return _table(("room", "what it is for"), [(name, _purpose(module)) for name, module in named])


def _purpose(name: str) -> str:
    """Return the first paragraph of a module's docstring without importing it."""
    found = importlib.util.find_spec(name)
    source = Path(str(found.origin)).read_text(encoding="utf-8") if found else ""
    head = re.match(r'\s*"""(.*?)"""', source, re.DOTALL)
    return _flat(head[1].partition("\n\n")[0]) if head else ""


def node_types() -> str:
    """Return the engine's own kinds of node in the document tree, with what each stands for."""
    from docutils import nodes

    found = {
        kind.__name__: kind
        for module in _modules()
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, nodes.Node) and kind.__module__ == module.__name__
    }
    rows = [(f"`{name}`", f"`{kind.__module__}`", _flat(_doc(kind))) for name, kind in sorted(found.items())]
    return _table(("node", "module", "what it stands for"), rows)


def set_on_paper() -> str:
    """Return the names of all kinds of node that the PDF knows to set, in a sentence's order."""
    from press.paper import manuscript, writer

    assert manuscript.KINDS  # importing it registers what sets each kind
    return ", ".join(f"`{name}`" for name in sorted({kind.__name__ for kind in writer._RENDERERS}))


def figure_contract() -> str:
    """Return what a chart function hands to `figure`, and what the bundle of a figure holds."""
    from press.figures import bundle, figure, theme

    parts = (bundle.Bundle, bundle.FigureSource, bundle.Specifications, bundle.Drawings)
    made = [_signature(figure.figure), _type(theme.Layout), *map(_type, parts)]
    return "\n\n".join([*made, f"The bundle is a notebook output of type `{bundle.FIGURE_MIME}`."])


def ledger_contract() -> str:
    """Return the types of the ledger: the text under review, its claims, their evidence."""
    kinds = (entries.Reviewed, entries.Review, entries.Finding, entries.Entry, entries.Evidence)
    return "\n\n".join(map(_type, kinds))


def verdicts() -> str:
    """Return the verdicts with their words, ratings and what evidence each needs."""
    rows = [
        (
            f"`{one.code}`",
            one.word,
            "none" if one.rating is None else str(one.rating),
            one.group,
            "; and ".join(" or ".join(sorted(wanted)) for wanted in one.needs) or "any",
            f"{one.colour.name}, {one.colour.light}",
        )
        for one in vocabulary.VERDICTS.values()
    ]
    return _table(("verdict", "word", "rating", "column of results", "evidence it needs", "colour"), rows)


def tiers() -> str:
    """Return the kinds of source, and which of them are weak."""
    rows = [(f"`{one.code}`", one.word, "weak" if one.weak else "") for one in vocabulary.TIERS.values()]
    return _table(("tier", "word", ""), rows)


def subject_contract() -> str:
    """Return what a brief declares of its subject."""
    from press.look import Look
    from press.subject import Brief, Command

    return "\n\n".join(map(_type, (Brief, Command, Look)))


def pins() -> str:
    """Return the engine's direct dependencies with their versions and reasons, as its requirements say."""
    lines = (ENGINE / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return _table(("library", "pinned", "what for"), list(_pinned(lines)))


def _pinned(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    above: list[str] = []  # a reason may stand in lines of its own
    for line in lines:
        found = _PIN.match(line)
        if found:
            yield f"`{found['name']}`", found["version"], found["why"] or " ".join(above)
        above = [*above, line.lstrip("# ")] if line.startswith("#") else []


def _modules() -> Iterator[ModuleType]:
    for one in pkgutil.walk_packages([str(ENGINE)], "press."):
        if not one.name.startswith(WITHOUT):
            yield importlib.import_module(one.name)


def _type(kind: type[Any]) -> str:
    """Return a typed object: its docstring, and its fields with type and default."""
    if dataclasses.is_dataclass(kind):
        fields = [(one.name, str(one.type), _default(one)) for one in dataclasses.fields(kind)]
    else:
        hints = inspect.get_annotations(kind).items()
        fields = [(name, getattr(hint, "__forward_arg__", str(hint)), "") for name, hint in hints]
    rows = [(f"`{name}`", f"`{hint}`".replace("|", "\\|"), default) for name, hint, default in fields]
    return f"**`{kind.__module__}.{kind.__name__}`.** {_flat(_doc(kind))}\n\n" + _table(
        ("field", "type", "default"), rows
    )


def _default(one: dataclasses.Field[Any]) -> str:
    if one.default is not dataclasses.MISSING:
        return f"`{one.default!r}`" if isinstance(one.default, (str, int, type(None), tuple)) else "set"
    return "" if one.default_factory is dataclasses.MISSING else "empty"


def _signature(function: Any) -> str:
    """Return a function: its name with its parameters, and its docstring."""
    names = ", ".join(inspect.signature(function).parameters)
    return f"**`{function.__module__}.{function.__name__}({names})`.** {_flat(_doc(function))}"


def _doc(of: Any) -> str:
    return inspect.getdoc(of) or ""


def _flat(text: str) -> str:
    """Return a docstring's words on one line."""
    return " ".join(text.split())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
