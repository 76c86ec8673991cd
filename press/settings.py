"""Every option of the engine in `_config.yml`, once: its type, default and help, and the check of all keys.

An editor writes an option as `brief_<name>` under `sphinx: config:`. `docs/engine.md` is made from here.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from press import no_effect
from press.configuration import reading, values
from press.configuration.parts import About, Edition, Evaluation, Moved, Searched, Translation
from press.errors import BriefError, PublishError
from press.system import signs

if TYPE_CHECKING:  # what only checks the keys needs no Sphinx
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "brief_"
FILE = "_config.yml"
_HELD = "the title of the book and its options"


_NOTHING = About()


def _option(default: Any, help_text: str, rebuild: str = "") -> Any:
    """Return a field of Settings. `rebuild`: what Sphinx does anew when it changes ("env", "html", "")."""
    return field(default=default, metadata={"help": help_text, "rebuild": rebuild})


@dataclass(frozen=True)
class Settings:
    """The options that an editor may set."""

    about: About = _option(_NOTHING, "What catalogues and search engines are told of the book.", "html")
    appendices: tuple[str, ...] = _option(
        (), "The last pages of `_toc.yml` that are lettered, not numbered, in its order.", "env"
    )
    check: str = _option("", "How a reader can check the book: a sentence for the imprint of the PDF.")
    data: str = _option(
        "", "The folder of the tables and their `datapackage.json`, offered to readers.", "html"
    )
    deck: tuple[str, ...] = _option((), "The names of the figures that the slides show, in their order.")
    documents: tuple[str, ...] = _option(
        ("brief",), "The documents that are set on paper; the commands `book` and `pdf` choose them.", "html"
    )
    ebook_evaluated: Evaluation | None = _option(
        None, "What the EPUB claims of its accessibility; nothing is claimed without it."
    )
    editions: tuple[Edition, ...] = _option((), "The editions published so far, in any order.", "html")
    kicker: str = _option("", "The line over the title on the cover.")
    ledger_page: str = _option(
        "", "The page that holds the ledger of claims, such as `chapters/claims`.", "env"
    )
    moved: tuple[Moved, ...] = _option(
        (), "Pages that the book no longer has: a small page at each address leads its readers on.", "html"
    )
    pdf: str = _option(
        "", "Where the PDF lies in the site, such as `pdf/name.pdf`; empty: none is offered.", "html"
    )
    searched: tuple[Searched, ...] = _option(
        (), "Words that the search knows for what the book calls otherwise, as in another language.", "html"
    )
    translations: tuple[Translation, ...] = _option(
        (),
        "Pages in another language, last in `_toc.yml`: linked both ways with the page that they translate, "
        "and outside the order of the chapters, the brief on paper, and the EPUB.",
        "env",
    )


def options() -> tuple[dataclasses.Field[Any], ...]:
    """Return the options as fields: name, type as written, default, and `metadata["help"]`."""
    return dataclasses.fields(Settings)


def register(app: Sphinx) -> None:
    """Make every option known to Sphinx, and read those with parts into their types."""
    for option in options():
        app.add_config_value(PREFIX + option.name, option.default, option.metadata["rebuild"])
    app.connect("config-inited", _read, priority=100)


def _read(app: Sphinx, config: Config) -> None:
    path = Path(app.confdir) / FILE
    given = _of_sphinx(reading.read(path, _HELD)) if path.is_file() else {}
    if problems := list(values.unknown(given, list(config.values))):
        raise PublishError("\n".join(problems))
    for option in options():
        setattr(config, PREFIX + option.name, _value(option, getattr(config, PREFIX + option.name)))
    if config.html_baseurl:
        config.html_baseurl = config.html_baseurl.rstrip("/") + "/"  # addresses of pages are put behind it


def check(path: Path) -> None:
    """Check a `_config.yml`. Raises BriefError with a sentence for each key or value that is wrong."""
    given = reading.read(path, _HELD)
    if not isinstance(given, Mapping):
        raise BriefError(f"{path.name} holds no keys; it starts with a title, such as `title: My brief`")
    problems = [
        *_unknown(given, jupyter_book_keys(), ""),
        *values.problems(given, path.parent),
        *_wrong(_of_sphinx(given)),
        *no_effect.told(given),
        *(
            f"{path.name}: {place} holds the sign {sign}; {signs.WAY_OUT}"
            for place, sign in signs.places(given)
        ),
        *_missing_files(given, path.parent),
    ]
    if problems:
        raise BriefError("\n".join(problems))


def _missing_files(given: Mapping[str, Any], root: Path) -> Iterator[str]:
    """Yield a sentence for a logo or favicon that is not there."""
    for place in ("logo", "html: favicon"):
        name = no_effect.value(given, place)
        if name and not (root / str(name)).is_file():
            yield f"{FILE}: {place} names {name}, which is not there; name a picture of the project's folder"


def held(root: Path) -> Mapping[str, Any]:
    """Return what `_config.yml` holds, nothing where it is not there; unchecked."""
    import yaml

    path = root / FILE
    found = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found if isinstance(found, Mapping) else {}


def editions(root: Path) -> tuple[Edition, ...]:
    """Return the editions that `_config.yml` lists. Raises BriefError when one lacks its ID or its day."""
    raw = _of_sphinx(held(root)).get(f"{PREFIX}editions", ())
    option = next(one for one in options() if one.name == "editions")
    found: tuple[Edition, ...] = _value(option, raw)
    return found


def translated(root: Path) -> frozenset[str]:
    """Return the pages that `_config.yml` calls translations, as `_toc.yml` names them."""
    raw = _of_sphinx(held(root)).get(f"{PREFIX}translations", ())
    option = next(one for one in options() if one.name == "translations")
    return frozenset(one.page for one in _value(option, raw))


def time_limit(root: Path, usual: int) -> int | None:
    """Return how many seconds a cell may take: of `execute: timeout`, None for -1, which sets no limit."""
    import yaml

    path = root / FILE
    given = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    told = ((given or {}).get("execute") or {}).get("timeout", usual) if isinstance(given, Mapping) else usual
    if not isinstance(told, (int, float)) or isinstance(told, bool):
        return usual
    return None if told < 0 else int(told)


def jupyter_book_keys() -> dict[str, Any]:
    """Return the keys that jupyter-book's configuration knows, nested as they are; values mean nothing."""
    import yaml
    from jupyter_book.config import PATH_JSON_SCHEMA, PATH_YAML_DEFAULT

    known: dict[str, Any] = yaml.safe_load(Path(PATH_YAML_DEFAULT).read_text(encoding="utf-8"))
    schema = json.loads(Path(PATH_JSON_SCHEMA).read_text(encoding="utf-8"))
    for name, described in schema["properties"].items():
        parts = dict.fromkeys(described.get("properties", {}))
        known[name] = {**parts, **(known.get(name) or {})} if parts else known.get(name)
    for name, beside in _READ_BESIDE.items():
        known[name] = {**(known.get(name) or {}), **dict.fromkeys(beside)} or None
    return known


# Keys that jupyter-book reads and its own schema does not name.
_READ_BESIDE: dict[str, tuple[str, ...]] = {
    "project": (),
    "parse": ("myst_substitutions",),
    "html": ("google_analytics_id", "navbar_footer_text"),
}


def near(word: str, known: Sequence[str]) -> str:
    """Return ", did you mean X?" for the known word that is nearest, or which there are."""
    found = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {found[0]}?" if found else f"; there are {', '.join(sorted(known))}"


def document() -> str:
    """Return the options as a Markdown table: name, type, default, meaning."""
    rows = [
        f"| `{PREFIX}{one.name}` | {_type_words(one)} | `{_default_words(one)}` | "
        f"{one.metadata['help']}{_keys_words(one.name)} |"
        for one in options()
    ]
    return "\n".join(["| option | type | default | meaning |", "|---|---|---|---|", *rows]) + "\n"


def _keys_words(name: str) -> str:
    """Return which keys an option holds, and which of them it needs."""
    if name not in _PARTS:
        return ""
    keys = [
        f"`{part.name}`{' (required)' if part.default is MISSING else ''}"
        for part in dataclasses.fields(_PARTS[name])
    ]
    return f" Keys: {', '.join(keys)}."


_PARTS: dict[str, type[Any]] = {
    "about": About,
    "editions": Edition,
    "ebook_evaluated": Evaluation,
    "moved": Moved,
    "searched": Searched,
    "translations": Translation,
}
_LISTS = ("appendices", "deck", "documents", "editions", "moved", "searched", "translations")


def _value(option: dataclasses.Field[Any], raw: Any) -> Any:
    """Return an option's value in its type. Raises BriefError when it cannot be that."""
    if raw == option.default or dataclasses.is_dataclass(raw):
        return raw
    problem = next(_problems(option, raw), None)
    if problem is not None:
        raise BriefError(problem)
    if option.name in _LISTS:
        return tuple(_part(option.name, one) if option.name in _PARTS else str(one) for one in raw)
    return _part(option.name, raw) if option.name in _PARTS else str(raw)


def _part(name: str, raw: Any) -> Any:
    if dataclasses.is_dataclass(raw):
        return raw
    parts = {
        key: tuple(map(str, value)) if isinstance(value, list) else str(value) for key, value in raw.items()
    }
    return _PARTS[name](**parts)


def _of_sphinx(configuration: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = configuration.get("sphinx") or {}
    held = inner.get("config") if isinstance(inner, Mapping) else None
    return held if isinstance(held, Mapping) else {}


def _unknown(given: Mapping[str, Any], known: Mapping[str, Any], where: str) -> Iterator[str]:
    """Yield a sentence for every key of `_config.yml` that jupyter-book does not know."""
    for key, value in given.items():
        place = f"{where}{key}"
        if key not in known:
            yield f"{FILE}: there is no key {place}{near(str(key), list(known))}"
        elif isinstance(known[key], Mapping) and known[key] and place != "sphinx":
            if isinstance(value, Mapping):
                yield from _unknown(value, known[key], f"{place}: ")
            elif value is not None:
                example = next(iter(known[key]))
                yield f"{FILE}: {place} is {json.dumps(value, default=str)}; it holds keys, such as {example}"


def _wrong(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every option of the engine that is not one, or whose value is of another type."""
    names = {PREFIX + option.name: option for option in options()}
    for key, value in given.items():
        if key in names:
            yield from _problems(names[key], value)
        elif str(key).startswith(PREFIX):
            yield f"{FILE}: there is no option {key}{near(str(key), list(names))}"


def _problems(option: dataclasses.Field[Any], raw: Any) -> Iterator[str]:
    """Yield what is wrong with an option's value."""
    place = f"{FILE}: {PREFIX}{option.name}"
    if option.name in _LISTS:
        if not isinstance(raw, (list, tuple)):
            yield f"{place} is {json.dumps(raw, default=str)}; write a list, such as [{option.name}]"
            return
        for one in raw if option.name in _PARTS else ():
            yield from _wrong_part(place, _PARTS[option.name], one)
    elif option.name in _PARTS:
        yield from _wrong_part(place, _PARTS[option.name], raw)
    elif not isinstance(raw, str):
        yield f"{place} is {json.dumps(raw, default=str)}; write a text"


def _wrong_part(place: str, kind: type[Any], raw: Any) -> Iterator[str]:
    if dataclasses.is_dataclass(raw):
        return
    parts = {part.name: part for part in dataclasses.fields(kind)}
    if not isinstance(raw, Mapping):
        yield f"{place} is {json.dumps(raw, default=str)}; it holds {', '.join(parts)}"
        return
    for key in raw:
        if key not in parts:
            yield f"{place}: there is no key {key}{near(str(key), list(parts))}"
    for name, part in parts.items():
        if part.default is MISSING and not raw.get(name):
            yield f"{place}: {name} is missing; every one has {', '.join(parts)}"


def _type_words(option: dataclasses.Field[Any]) -> str:
    if option.name in _LISTS:
        return "list of keys" if option.name in _PARTS else "list of texts"
    return "keys" if option.name in _PARTS else "text"


def _default_words(option: dataclasses.Field[Any]) -> str:
    if option.name in _LISTS:
        return "[" + ", ".join(cast(tuple[str, ...], option.default)) + "]"
    return "none" if option.name in _PARTS else '""'
