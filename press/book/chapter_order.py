"""The chapters of the book in their order: files as `_toc.yml` lists them, documents as Sphinx read them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.core import UnknownLocaleError
from sphinx_external_toc.api import FileItem, GlobItem, UrlItem

from press import settings
from press.configuration import contents as contents_file
from press.configuration.contents import SUFFIXES, matching
from press.configuration.parts import Translation
from press.errors import BriefError, PublishError
from press.run import notebook_files
from press.system import signs, strict_json

if TYPE_CHECKING:  # the files are listed before anything needs Sphinx
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx_external_toc.api import Document, SiteMap


def chapter_files(root: Path) -> list[Path]:
    """Return the notebooks that `_toc.yml` names, in its order: of parts, sections and patterns as well.

    Text notebooks are among them, pages without code are not. Raises PublishError when the file cannot be
    read, or names what is not there, what the book cannot show, or two chapters of one name.
    """
    files = [file for file in page_files(root) if notebook_files.is_notebook(file)]
    places = {file.stem: file for file in files}
    for file in files:
        if (other := places[file.stem]) != file:
            named, twin = file.relative_to(root), other.relative_to(root)
            raise PublishError(f"_toc.yml names {named} and {twin}, two chapters of one name; rename one")
    return files


def page_files(root: Path) -> list[Path]:
    """Return the source of every page that `_toc.yml` names, each once, in its order."""
    from sphinx_external_toc.parsing import parse_toc_yaml

    try:
        found = list(contents_file.problems(root))
    except BriefError as problem:
        raise PublishError(str(problem)) from None
    if found:
        raise PublishError("\n".join(found))
    contents = parse_toc_yaml(root / contents_file.FILE)
    names = dict.fromkeys(_names(contents, contents.root.docname, root))
    files = [_file(root, name) for name in names]
    for file in files:
        check_source(file, root)
        if file.suffix == ".md":
            notebook_files.check_head(file, file.relative_to(root).as_posix())
        if notebook_files.lacks_its_head(file):
            raise PublishError(
                f"{file.relative_to(root)} holds code to run, and its head does not call it a notebook; "
                f"begin it with the lines ---, {notebook_files.HEAD} and ---, or save it as {file.stem}.ipynb"
            )
    return files


def check_source(file: Path, root: Path) -> None:
    """Check that a page can be read, and that its name makes an address. Raises PublishError."""
    named = file.relative_to(root)
    if _NO_ADDRESS.search(named.as_posix()):
        raise PublishError(
            f"_toc.yml names {named}; a blank or one of ?#%&+ in a name breaks addresses: call it "
            f"{_NO_ADDRESS.sub('-', named.as_posix())}, in _toc.yml as well"
        )
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if line := signs.merge_mark(text):
        raise PublishError(f"{named}, line {line}: {signs.MERGED}")
    if file.suffix == ".ipynb":
        try:
            notebook = strict_json.loads(text or "null", nan=True)
        except json.JSONDecodeError as problem:
            raise PublishError(
                f"{named}, line {problem.lineno}: {problem.msg}; a notebook is JSON: save it from Jupyter, "
                "or bring back its last version (git checkout)"
            ) from None
        except strict_json.StandsTwiceError as problem:
            raise PublishError(
                f"{named}: the key {problem} stands twice in one place; keep one, or bring back its last "
                "version (git checkout)"
            ) from None
        if not isinstance(notebook, dict):
            raise PublishError(f"{named}: it holds no notebook; save it from Jupyter")
        if problem_found := _problem_of_cells(notebook):
            raise PublishError(
                f"{named}{problem_found}; save it from Jupyter, or bring back its last version"
            )


def _problem_of_cells(notebook: dict[str, Any]) -> str:
    """Return which cell of a notebook cannot be read, and why; "" when all can."""
    form = notebook.get("nbformat", 4)
    if not isinstance(form, int) or not 3 <= form <= 4:
        return f": its nbformat is {json.dumps(form)}, and only 4 and 3 are read"
    if not isinstance(notebook.get("metadata", {}), dict):
        return ": its metadata are no keys"
    if form == 4 and notebook and "cells" not in notebook:
        return ": it has no cells"
    minor = notebook.get("nbformat_minor", 0)
    if not isinstance(minor, int) or (form == 4 and minor > _LAST_MINOR):
        return f": its nbformat is {form}.{minor}, and none after 4.{_LAST_MINOR} is read"
    for key in ("kernelspec", "mystnb"):
        if not isinstance(notebook.get("metadata", {}).get(key, {}), dict):
            return f": its {key} in the metadata are no keys"
    language = _language(notebook.get("metadata", {}))
    if language not in ("", "python"):
        return f": its kernel runs {language}, and chapters run Python"
    cells = notebook.get("cells", [])
    if not isinstance(cells, list):
        return ": its cells are no list"
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "code", "raw"):
            return f", cell {number}: it is neither text nor code"
        source = cell.get("source", "")
        if not isinstance(source, str) and not (
            isinstance(source, list) and all(isinstance(line, str) for line in source)
        ):
            return f", cell {number}: its source is no text"
        if "source" not in cell and "input" not in cell:  # nbformat 3 calls it so
            return f", cell {number}: it has no source"
        if _HALF.search("".join(source)):
            return f", cell {number}: it holds half of a sign (U+D800 to U+DFFF), which no file can"
        if form == 4 and cell["cell_type"] == "code" and not isinstance(cell.get("outputs"), list):
            return f", cell {number}: it is code without a list of outputs"
        if not isinstance(cell.get("metadata", {}), dict):
            return f", cell {number}: its metadata are no keys"
        tags = cell.get("metadata", {}).get("tags", [])
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            return f', cell {number}: its tags are no list of words, such as ["hide-input"]'
    return ""


def _language(metadata: dict[str, Any]) -> str:
    """Return the language that a notebook's kernel runs, in lower case; "" where nothing is said."""
    kernel = metadata.get("kernelspec")
    return str(kernel.get("language") or "").lower() if isinstance(kernel, dict) else ""


_LAST_MINOR = 5  # of nbformat 4
_HALF = re.compile("[\ud800-\udfff]")
_NO_ADDRESS = re.compile(r"[\s?#%&+]+")


def _names(contents: SiteMap, name: str, root: Path) -> Iterator[str]:
    """Yield a document and those below it, in reading order."""
    yield name
    document = contents.get(name)
    for tree in document.subtrees if document is not None else ():
        for item in tree.items:
            if isinstance(item, FileItem):
                yield from _names(contents, str(item), root)
            elif isinstance(item, GlobItem):
                for found in matching(root, str(item)):
                    yield from _names(contents, found, root)


def _file(root: Path, name: str) -> Path:
    """Return the source of a document, which `_toc.yml` may name with its suffix or without."""
    named = [root / name] if name.endswith(SUFFIXES) else []
    files = [*named, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]
    return next(file for file in files if file.is_file())


def own_chapter_files(root: Path) -> list[Path]:
    """Return the notebooks in the book's own language, in the order of `_toc.yml`. Raises PublishError."""
    others = settings.translated(root)
    return [
        file
        for file in chapter_files(root)
        if file.relative_to(root).with_suffix("").as_posix() not in others
    ]


def chapter_names(app: Sphinx) -> list[str]:
    """Return the documents of the book in reading order, the root first, without those in other languages."""
    relations = app.env.collect_relations()
    found, docname = [], app.config.root_doc
    while docname is not None:
        found.append(docname)
        docname = relations.get(docname, (None, None, None))[2]
    return [name for name in found if translation_of(app.config, name) is None]


def translation_of(config: Config, docname: str) -> Translation | None:
    """Return what a page translates, and into which language; None for a page in the book's own."""
    return next((one for one in config.brief_translations if one.page == docname), None)


def language_of(config: Config, docname: str) -> str:
    """Return the language of a page, as a code."""
    other = translation_of(config, docname)
    return other.language if other is not None else config.language or "en"


def own_name(language: str) -> str:
    """Return what a language is called in itself, such as "English"."""
    return str(Locale.parse(language, sep="-").get_display_name(language))


def translated_names(app: Sphinx) -> list[str]:
    """Return the pages in other languages. Raises PublishError for one that is not there."""
    for one in app.config.brief_translations:
        _check_translation(one, app.env.found_docs)
    return [one.page for one in app.config.brief_translations]


def in_languages(config: Config, docname: str) -> dict[str, str]:
    """Return the page and its translations by language, the book's own first; empty where there are none."""
    here = translation_of(config, docname)
    original = here.of if here is not None else docname
    others = {one.language: one.page for one in config.brief_translations if one.of == original}
    return {config.language or "en": original, **others} if others else {}


def _check_translation(one: Translation, pages: Collection[str]) -> None:
    place = f"_config.yml: brief_translations: {one.page}"
    for named in (one.page, one.of):
        if named not in pages:
            raise PublishError(f"{place} names {named}, which is no page{settings.near(named, list(pages))}")
    if one.page == one.of:
        raise PublishError(f"{place} translates itself; `of` names the page in the book's own language")
    try:
        Locale.parse(one.language, sep="-")
    except (ValueError, UnknownLocaleError):
        raise PublishError(
            f"{place}: no language is called {one.language}; write a code such as ko"
        ) from None


def links_after(env: BuildEnvironment) -> dict[str, list[UrlItem]]:
    """Return the links out of the book that the contents list, by the page that they follow."""
    site_map = getattr(env, "external_site_map", None)
    found: dict[str, list[UrlItem]] = {}
    if site_map is not None:
        _collect_links(site_map, site_map.root.docname, found, [env.config.root_doc])
    return found


def _collect_links(contents: SiteMap, name: str, found: dict[str, list[UrlItem]], read: list[str]) -> None:
    """Note each link under the page read last before it; `read` holds that page's name alone."""
    document = contents.get(name)
    for tree in document.subtrees if document is not None else ():
        for item in tree.items:
            if isinstance(item, UrlItem):
                found.setdefault(read[0], []).append(item)
            else:
                read[0] = (
                    Path(str(item)).with_suffix("").as_posix() if str(item).endswith(SUFFIXES) else str(item)
                )
                _collect_links(contents, str(item), found, read)


def called(link: UrlItem) -> str:
    """Return what the contents call a link out of the book: its title, else its address in short."""
    return str(link.title or link.url.partition("://")[2].rstrip("/"))


def parts(env: BuildEnvironment) -> dict[str, str]:
    """Return the captions of the parts of the contents, by the page that each begins with."""
    site_map = getattr(env, "external_site_map", None)
    found: dict[str, str] = {}
    for document in site_map.values() if site_map is not None else ():
        for tree in document.subtrees if document is not None else ():
            if tree.caption and (first := next(_pages(tree.items, Path(env.srcdir)), "")):
                found[first] = tree.caption
    return found


def _pages(items: Sequence[FileItem | GlobItem | UrlItem], root: Path) -> Iterator[str]:
    """Yield the documents that a list of the contents names itself."""
    for item in items:
        if isinstance(item, GlobItem):
            yield from matching(root, str(item))
        elif isinstance(item, FileItem):
            yield Path(item).with_suffix("").as_posix() if item.endswith(SUFFIXES) else str(item)


def title_in_contents(env: BuildEnvironment, docname: str) -> str:
    """Return what the contents call a document: the title that `_toc.yml` gives it, else its own."""
    return given_title(env, docname) or env.titles[docname].astext()


def given_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title that `_toc.yml` gives a document, "" without one."""
    named = in_contents(getattr(env, "external_site_map", None), docname)
    return str(named.title or "") if named is not None else ""


def in_contents(contents: SiteMap | None, docname: str) -> Document | None:
    """Return what `_toc.yml` says of a document, which it may name with its file's ending, or None."""
    if contents is None:
        return None
    names = (docname, *(f"{docname}{suffix}" for suffix in SUFFIXES))
    return next((contents[name] for name in names if name in contents), None)
