"""Pages that follow others: what a reference tells of another chapter is kept up to date with that chapter.

Sphinx writes anew the chapter whose headings or figures changed, and none that names them: "Figure 3.4" in
another chapter would keep its number, a section its old title. The names of pictures are shared, too: of two
called alike it numbers the one that it meets second.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import FilenameUniqDict

from press.book import shared_trees

_PICTURES = "brief_pictures"  # of the environment: the name of each picture's file in the last build
_TOLD = "brief_labels"  # of the environment: what references told of each label in the last build


def _told(env: BuildEnvironment) -> dict[str, tuple[Any, ...]]:
    """Return what references tell of each label: page, place, title, number as a figure, as a section."""
    titles = env.domaindata["std"]["labels"]
    figures = {
        (page, place): number
        for page, kinds in env.toc_fignumbers.items()
        for places in kinds.values()
        for place, number in places.items()
    }
    found: dict[str, tuple[Any, ...]] = {}
    for label, (page, place) in env.domaindata["std"]["anonlabels"].items():
        section = env.toc_secnumbers.get(page, {}).get(f"#{place}")
        found[label] = (page, place, titles.get(label, ("",))[-1], figures.get((page, place)), section)
    for label, (page, number) in env.domaindata["math"]["objects"].items():
        found[label] = (page, number, figures.get((page, f"equation-{label}")))
    for page, places in slugs(env).items():
        found |= {f"{page}#{slug}": told for slug, told in places.items()}
    return found


def slugs(env: BuildEnvironment) -> dict[str, dict[str, tuple[str, str]]]:
    """Return place and title of each heading that MyST finds by its words, as in `[](page.md#a-heading)`."""
    return {
        page: {slug: (place, title) for slug, (_line, place, title) in known["myst_slugs"].items()}
        for page, known in env.metadata.items()
        if "myst_slugs" in known
    }


def _follow(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages that refer to what moved since the last build."""
    now = _told(env)
    before = vars(env).get(_TOLD, now)
    vars(env)[_TOLD] = now
    moved = {label for label in now.keys() | before.keys() if now.get(label) != before.get(label)}
    return [name for name in sorted(env.found_docs) if moved and not moved.isdisjoint(_named(env, name))]


def _named(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the labels that a page refers to; Sphinx knows most of them in lower case."""
    links = list(shared_trees.tree(env, docname).findall(addnodes.pending_xref))
    named = {str(link["reftarget"]) for link in links}
    named |= {f"{link['reftarget']}#{link.get('reftargetid')}" for link in links}
    return named | {name.lower() for name in named}


def _name_pictures(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name pictures in the order of their files, whichever was read first; name the pages where one moved."""
    named = FilenameUniqDict()
    for file, (pages, _) in sorted(env.images.items()):
        for page in sorted(pages):
            named.add_file(page, file)
    env.images = named
    before, now = vars(env).get(_PICTURES, {}), {file: name for file, (_, name) in named.items()}
    vars(env)[_PICTURES] = now
    moved = [file for file, name in now.items() if before.get(file, name) != name]
    return sorted({page for file in moved for page in named[file][0]})


def _forget_numbers(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Take the numbers of sections back before Sphinx counts: it takes none from a page without one now."""
    for title in env.titles.values():
        title.attributes.pop("secnumber", None)
    for contents in env.tocs.values():
        for link in contents.findall(nodes.reference):
            link.attributes.pop("secnumber", None)
    return []


def setup(app: Sphinx) -> None:
    """Look for what moved when all numbers are known."""
    app.connect("env-get-updated", _forget_numbers, priority=400)
    app.connect("env-get-updated", _follow, priority=700)
    app.connect("env-get-updated", _name_pictures, priority=700)
