"""`_toc.yml`: what it may hold, and a sentence with the line for each thing that it may not.

The library that reads it for the build tells the first fault only, in words of its own, and passes over some.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from press.configuration import reading

FILE = "_toc.yml"
HOLDS = "the pages of the book in their order"
SUFFIXES = (".ipynb", ".md", ".rst")

_TEXT, _FLAG, _WHOLE = ("str",), ("bool",), ("int",)
_OPTIONS = {  # of a list of pages: what each takes
    "caption": _TEXT,
    "hidden": _FLAG,
    "maxdepth": _WHOLE,
    "numbered": ("bool", "int"),
    "reversed": _FLAG,
    "titlesonly": _FLAG,
    "style": ("str", "seq"),
    "restart_numbering": _FLAG,
}
_IN_WORDS = {"str": "a text", "bool": "true or false", "int": "a whole number", "seq": "a list"}
_FORMATS = {"jb-book": ("parts", "chapters"), "jb-article": ("subtrees", "sections")}
_KINDS = {"file": ("title", "options", "sections", "subtrees"), "glob": (), "url": ("title",)}
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


@dataclass
class _Reading:
    """A table of contents while it is read: the folder of the project, and the line of each page so far."""

    root: Path
    pages: dict[str, int] = field(default_factory=dict)


def problems(root: Path) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong. Raises BriefError when the file cannot be read."""
    reading.read(root / FILE, HOLDS)  # tells what is no YAML, and a key that stands twice
    top = yaml.compose((root / FILE).read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    if not isinstance(top, yaml.MappingNode):
        yield f"{FILE} holds no keys; it begins with format: jb-book, and root with the first page"
        return
    given = _keys(top)
    form = given["format"].value if "format" in given else ""
    if form not in _FORMATS:
        near = difflib.get_close_matches(str(form), _FORMATS, 1)
        said = f"the format {form} is not known" if form else "it does not name its format"
        yield _at(top, f"{said}; write format: {near[0] if near else 'jb-book'}")
        return
    yield from _of_page(_Reading(root), top, "root", _FORMATS[form])


def _of_page(read: _Reading, node: yaml.MappingNode, name: str, lists: tuple[str, str]) -> Iterator[str]:
    """Yield what is wrong with a page and those below it; `name` is the key that names its file."""
    given, (parts, items) = _keys(node), lists
    beside = ("format", "defaults", "meta") if name == "root" else ()
    yield from _unknown(node, (name, "title", "options", *beside, parts, items))
    if name not in given:
        yield _at(node, f"it has no {name}; name the first page with it")
    else:
        yield from _of_file(read, given[name], name)
    yield from _of_title(given)
    for key in ("options", "defaults"):
        if key in given:
            yield from _of_options(given[key], key)
    if parts in given and items in given:
        yield _at(given[items], f"{items} stand beside {parts}; move them into one of the {parts}")
    elif items in given:
        yield from _of_items(read, given[items], items)
    elif parts in given:
        yield from _of_parts(read, given[parts], parts, items)


def _of_parts(read: _Reading, node: yaml.Node, name: str, items: str) -> Iterator[str]:
    """Yield what is wrong with a list of parts."""
    for part in _entries(node):
        if not isinstance(part, yaml.MappingNode) or items not in _keys(part):
            yield _at(part, f"an entry of {name} has no {items}; list its pages under {items}")
        else:
            yield from _unknown(part, (items, *_OPTIONS))
            yield from _of_values(part)
            yield from _of_items(read, _keys(part)[items], items)
    yield from _no_list(node, name)


def _of_items(read: _Reading, node: yaml.Node, name: str) -> Iterator[str]:
    """Yield what is wrong with a list of pages."""
    for item in _entries(node):
        kinds = sorted(_KINDS.keys() & _keys(item).keys()) if isinstance(item, yaml.MappingNode) else []
        if not isinstance(item, yaml.MappingNode):
            shown = item.value if isinstance(item, yaml.ScalarNode) and item.value else "chapters/name"
            yield _at(item, f"an entry of {name} is no page; write - file: {shown}")
        elif len(kinds) != 1:
            yield from _of_kinds(item, kinds, name)
        elif kinds[0] == "file":
            yield from _of_page(read, item, "file", ("subtrees", "sections"))
        elif kinds[0] == "glob":
            yield from _of_pattern(read, item)
        else:
            yield from _of_link(item)
    yield from _no_list(node, name)


def _of_kinds(item: yaml.MappingNode, kinds: Collection[str], name: str) -> Iterator[str]:
    if kinds:
        yield _at(item, f"an entry of {name} has both {' and '.join(kinds)}; make two entries of it")
        return
    yield from _unknown(item, ("file", "glob", "url", "title"))
    if not _keys(item).keys() - {"title"}:
        yield _at(item, f"an entry of {name} names no page; add file: chapters/name")


def _of_file(read: _Reading, node: yaml.Node, key: str) -> Iterator[str]:
    """Yield what is wrong with the name of a page."""
    name = node.value if _tag(node) == "str" else ""
    if not name:
        yield _at(node, f"{key} names no page; write the file's path, such as chapters/name")
    elif name.startswith("/") or ".." in name.split("/") or "\\" in name:
        yield _at(node, f"{key} is {name}; write a path inside the project, with /, such as chapters/name")
    elif not any((read.root / file).is_file() for file in _sources(name)):
        yield _at(
            node,
            f"it names {name}, and there is no {_without_suffix(name)}.ipynb or .md"
            f"; {_near_file(read.root, name)}add the chapter or take it out of the list",
        )
    else:
        yield from _once(read, name, node)


def _of_pattern(read: _Reading, item: yaml.MappingNode) -> Iterator[str]:
    """Yield what is wrong with a pattern of pages."""
    node = _keys(item)["glob"]
    yield from _unknown(item, ("glob",))
    if _tag(node) != "str" or not node.value or node.value.startswith("/") or ".." in node.value.split("/"):
        yield _at(node, "glob is no pattern of the project's files; write one, such as chapters/more/*")
    elif not (found := matching(read.root, node.value)):
        yield _at(node, f"no page fits the pattern {node.value}; mend it, or take it out")
    else:
        for name in found:
            yield from _once(read, name, node)


def _of_link(item: yaml.MappingNode) -> Iterator[str]:
    """Yield what is wrong with a link out of the book."""
    given = _keys(item)
    yield from _unknown(item, ("url", "title"))
    yield from _of_title(given)
    if _tag(given["url"]) != "str" or not _ADDRESS.fullmatch(given["url"].value):
        yield _at(
            given["url"],
            f"the url {given['url'].value} is no web address; begin it with https://, write a blank in it as "
            "%20, and name a page of the book as a file",
        )


def _of_title(given: Mapping[str, yaml.Node]) -> Iterator[str]:
    title = given.get("title")
    if title is not None and (_tag(title) != "str" or not title.value.strip()):
        yield _at(title, "the title is no text; write one, in quotes if it is a number, or take it out")


def _of_options(node: yaml.Node, name: str) -> Iterator[str]:
    """Yield what is wrong with the options of a list of pages."""
    if not isinstance(node, yaml.MappingNode):
        yield _at(node, f"{name} holds keys, such as {{numbered: true}}; write it so")
        return
    yield from _unknown(node, _OPTIONS)
    yield from _of_values(node)


def _of_values(node: yaml.MappingNode) -> Iterator[str]:
    for key, value in _keys(node).items():
        wanted = _OPTIONS.get(key)
        wrong = wanted is not None and _tag(value) not in wanted
        if wrong or (key in ("numbered", "maxdepth") and value.value.startswith("-")):
            words = " or ".join(_IN_WORDS[kind] for kind in wanted or ())
            quotes = ", in quotes if it is a number" if wanted == _TEXT else ""
            yield _at(value, f"{key} is not what it takes; write {words}{quotes}")


def _no_list(node: yaml.Node, name: str) -> Iterator[str]:
    if not isinstance(node, yaml.SequenceNode):
        yield _at(node, f"{name} is no list; begin each of its entries with -")
    elif not node.value:
        yield _at(node, f"{name} is empty; list its entries, or take it out")


def _unknown(node: yaml.MappingNode, known: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each key that would be passed over, or that the library does not take."""
    for key, _ in node.value:
        if key.value not in known:
            near = difflib.get_close_matches(str(key.value), known, 1, 0.7)
            way = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            yield _at(key, f"there is no key {key.value} here; {way}")


def _once(read: _Reading, name: str, node: yaml.Node) -> Iterator[str]:
    page = _without_suffix(name)
    if page in read.pages:
        yield _at(
            node,
            f"{page} stands in line {read.pages[page]} already; a page has one place in the book: take one "
            "of the two out",
        )
    read.pages.setdefault(page, _line(node))


def matching(root: Path, pattern: str) -> list[str]:
    """Return the documents that a pattern names, in the order of their names."""
    files = [file for suffix in SUFFIXES for file in root.glob(pattern + suffix)]
    return sorted({file.relative_to(root).with_suffix("").as_posix() for file in files})


def _sources(name: str) -> list[str]:
    """Return the files that a name of a page may stand for."""
    return [*([name] if name.endswith(SUFFIXES) else []), *(f"{name}{suffix}" for suffix in SUFFIXES)]


def _near_file(root: Path, name: str) -> str:
    """Return "did you mean X? If not, " for the nearest name of a page in the folder, "" without one."""
    folder = (root / name).parent
    there = [path for path in folder.glob("*") if path.suffix in SUFFIXES] if folder.is_dir() else []
    names = {_without_suffix(path.relative_to(root).as_posix()) for path in there}
    by_letters = {one.lower(): one for one in sorted(names)}
    near = difflib.get_close_matches(_without_suffix(name).lower(), by_letters, 1)
    return f"did you mean {by_letters[near[0]]}? If not, " if near else ""


def _without_suffix(name: str) -> str:
    return name.rpartition(".")[0] if name.endswith(SUFFIXES) else name


def _keys(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value}


def _entries(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _tag(node: yaml.Node) -> str:
    return str(node.tag).rpartition(":")[2]


def _at(node: yaml.Node, said: str) -> str:
    return f"{FILE}, line {_line(node)}: {said}"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
