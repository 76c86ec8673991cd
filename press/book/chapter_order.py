"""The chapters of the book in their order: files as `_toc.yml` lists them, documents as Sphinx read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from sphinx_external_toc.api import FileItem, GlobItem

from press.errors import PublishError

if TYPE_CHECKING:  # the files are listed before anything needs Sphinx
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx_external_toc.api import SiteMap


SUFFIXES = (".ipynb", ".md", ".rst")


def chapter_files(root: Path) -> list[Path]:
    """Return the notebooks that `_toc.yml` names, in its order: of parts, sections and patterns as well.

    Pages without code (Markdown) are no notebooks. Raises PublishError when the file cannot be read, or
    names what is not there, what the book cannot show, or two chapters of one name.
    """
    files = [file for file in page_files(root) if file.suffix == ".ipynb"]
    places = {file.name: file for file in files}
    for file in files:
        if (other := places[file.name]) != file:
            named, twin = file.relative_to(root), other.relative_to(root)
            raise PublishError(f"_toc.yml names {named} and {twin}, two chapters of one name; rename one")
    return files


def page_files(root: Path) -> list[Path]:
    """Return the source of every page that `_toc.yml` names, each once, in its order."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

    try:
        contents = parse_toc_yaml(root / "_toc.yml")
    except (MalformedError, yaml.YAMLError, OSError) as problem:
        raise PublishError(
            f"_toc.yml: {' '.join(str(problem).split())}; mend the table of contents"
        ) from None
    names = dict.fromkeys(_names(contents, contents.root.docname, root))
    files = [_file(root, name) for name in names]
    for file in files:
        _check_source(file, root)
        if file.suffix == ".md" and _has_code(file):
            raise PublishError(
                f"{file.relative_to(root)} holds code to run; save it as {file.stem}.ipynb "
                f"(jupytext --to ipynb {file.name}) and name that in _toc.yml"
            )
    return files


def _check_source(file: Path, root: Path) -> None:
    """Check that a page can be read, and that its name makes an address. Raises PublishError."""
    named = file.relative_to(root)
    if _NO_ADDRESS.search(named.as_posix()):
        raise PublishError(
            f"_toc.yml names {named}; a blank or one of ?#%&+ in a name breaks addresses: call it "
            f"{_NO_ADDRESS.sub('-', named.as_posix())}, in _toc.yml as well"
        )
    text = file.read_text(encoding="utf-8", errors="replace")
    if found := _MERGE_MARK.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise PublishError(
            f"{named}, line {line}: a mark of a merge stands in it; choose one of the two versions and take "
            "the marks <<<<<<<, ======= and >>>>>>> out"
        )
    if file.suffix == ".ipynb":
        try:
            is_notebook = isinstance(json.loads(text or "null"), dict)
        except json.JSONDecodeError as problem:
            raise PublishError(
                f"{named}, line {problem.lineno}: {problem.msg}; a notebook is JSON: save it from Jupyter, "
                "or bring back its last version (git checkout)"
            ) from None
        if not is_notebook:
            raise PublishError(f"{named}: it holds no notebook; save it from Jupyter")


_NO_ADDRESS = re.compile(r"[\s?#%&+]+")
_MERGE_MARK = re.compile(r"^\s*\"?(?:<{7} |>{7} )", re.MULTILINE)


def _has_code(file: Path) -> bool:
    """Tell whether a Markdown file is a text notebook: it has cells, or its head names a kernel."""
    text = file.read_text(encoding="utf-8")
    head = text.split("\n---", 1)[0] if text.startswith("---") else ""
    return "kernelspec:" in head or "{code-cell}" in text


def _names(contents: SiteMap, name: str, root: Path) -> Iterator[str]:
    """Yield a document and those below it, in reading order."""
    yield name
    document = contents.get(name)
    for tree in document.subtrees if document is not None else ():
        for item in tree.items:
            if isinstance(item, FileItem):
                yield from _names(contents, str(item), root)
            elif isinstance(item, GlobItem):
                for found in _matching(root, str(item)):
                    yield from _names(contents, found, root)
            else:
                raise PublishError(
                    f"_toc.yml: the url {item.url} leads out of the book, and its contents show pages only; "
                    "take it out and link to it from a page"
                )


def _matching(root: Path, pattern: str) -> list[str]:
    """Return the documents that a pattern of `_toc.yml` names, in the order of their names."""
    files = [file for suffix in SUFFIXES for file in root.glob(pattern + suffix)]
    return sorted({file.relative_to(root).with_suffix("").as_posix() for file in files})


def _file(root: Path, name: str) -> Path:
    """Return the source of a document, which `_toc.yml` may name with its suffix or without."""
    named = [root / name] if name.endswith(SUFFIXES) else []
    for file in [*named, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]:
        if file.is_file():
            return file
    raise PublishError(
        f"_toc.yml names {name}, and there is no {name}{SUFFIXES[0]} or {name}{SUFFIXES[1]}; "
        "add the chapter or take it out of the list"
    )


def chapter_names(app: Sphinx) -> list[str]:
    """Return the documents of the book in reading order, the root first."""
    relations = app.env.collect_relations()
    found, docname = [], app.config.root_doc
    while docname is not None:
        found.append(docname)
        docname = relations.get(docname, (None, None, None))[2]
    return found


def title_in_contents(env: BuildEnvironment, docname: str) -> str:
    """Return what the contents call a document: the title that `_toc.yml` gives it, else its own."""
    site_map = getattr(env, "external_site_map", None)
    named = site_map.get(docname) if site_map is not None else None
    given = named.title if named is not None else None
    return str(given or env.titles[docname].astext())
