"""A stale page is a defect: after any change the book is, byte for byte, the one built from nothing."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
import small_project


def _text(project, chapter, old, new):
    small_project.edit(project / "chapters" / f"{chapter}.ipynb", old, new)


def _cell(project):
    _text(project, "chart", "small.treaties()", "small.treaties('renamed')")
    _text(project, "front", "fig-treaties", "fig-renamed")


def _table(project):
    table = project / "data" / "us_treaties.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), encoding="utf-8")
    small_project.run(project, "refresh")


def _config(project):
    small_project.edit(project / "_config.yml", "title: Strategic Reset", "title: Strategic Reset Again")


def _file(name, old, new):
    return lambda project: small_project.edit(project / name, old, new)


CHANGES = {
    "a sentence": lambda project: _text(project, "front", "The first sentence", "Another first sentence"),
    "a chapter's title": lambda project: _text(project, "chart", "# A chart", "# A chart by another name"),
    "a cell, so that a figure goes": _cell,
    "a table": _table,
    "a chart module": _file("brief/charts/small.py", "height=240", "height=260"),
    "how drawings are compacted": _file("brief/charts/render.py", "d{3,}", "d{4,}"),
    "the style of pages": _file("brief/publish/page/theme/static/brief.css", "{", "{--changed:1;"),
    "the template of pages": _file("brief/publish/page/theme/layout.html", "</head>", "<!-- new --></head>"),
    "the template of the PDF": _file(
        "brief/publish/paper/template/style.typ", "leading = 14pt", "leading = 15pt"
    ),
    "the book's title": _config,
    "the bibliography": _file("chapters/references.bib", "Bailey", "Baileys"),
    "the palette": _file("brief/design/palette.py", "#0b5c78", "#0b5c79"),
}


pytestmark = pytest.mark.xdist_group("fresh")  # one worker builds them all


@pytest.fixture(scope="module")
def stale(tmp_path_factory):
    """Return, for each change, the files that a build after it left different from a clean build."""
    folder = tmp_path_factory.mktemp("fresh")
    project = small_project.write(folder / "project")
    small_project.run(project)
    waiting = {}
    with ThreadPoolExecutor(1) as beside:
        for place, (what, change) in enumerate(CHANGES.items()):
            change(project)
            small_project.run(project)
            clean = small_project.sources(project, folder / f"clean-{place}")
            for kind in small_project.BUILT:
                shutil.copytree(project / "_build" / kind, folder / f"kept-{place}" / "_build" / kind)
            waiting[what] = beside.submit(_compare, folder / f"kept-{place}", clean)
    return {what: comparison.result() for what, comparison in waiting.items()}


def _compare(kept, clean):
    small_project.run(clean)
    return small_project.differences(kept, clean)


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_leaves_nothing_stale(stale, what):
    assert stale[what] == []
