"""A stale page is a defect: after any change the book is, byte for byte, the one built from nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import small_project
from PIL import Image

from press.build import current
from press.project import SOURCES

PATIENCE_S = 300
LATE_S = 6
CONTENTS = """format: jb-book
root: chapters/front
parts:
- {caption: One, numbered: true, chapters: [{file: chapters/chart}]}
- {caption: Two, numbered: true, chapters: [{file: chapters/claims, title: Given}]}
- chapters:
"""
TRANSLATIONS = "[{page: chapters/vorn, of: chapters/front, language: de}]"


def _text(project, chapter, old, new):
    small_project.edit(project / "chapters" / f"{chapter}.ipynb", old, new)


def _cell(project):
    _text(project, "chart", "small.treaties()", "small.treaties('renamed')")
    for chapter in ("front", "claims"):
        _text(project, chapter, "fig-treaties", "fig-renamed")


def _table(project):
    table = project / "data" / "us_treaties.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), encoding="utf-8")
    small_project.run(project, "settle")  # a row of a year that is over is gone
    small_project.run(project, "refresh")


def _figure_before(project):
    _text(project, "chart", "small.treaties()", "small.treaties('more')")
    cells = json.loads((project / "chapters" / "chart.ipynb").read_text(encoding="utf-8"))
    cells["cells"].append({**cells["cells"][-1], "id": "once-more", "source": "small.treaties()"})
    (project / "chapters" / "chart.ipynb").write_text(json.dumps(cells), encoding="utf-8")


def _source_and_claim(project):
    _text(project, "chart", "the last is", "{cite}`saltelli2010` has {claim}`C07`, too; the last is")


def _config(project):
    small_project.edit(project / "_config.yml", "title: Strategic Reset", "title: Strategic Reset Again")


def _moved_label(project):
    """Move a label to a chapter that is read before the one in which it stood."""
    _text(project, "front", MOVES, "")
    _text(project, "chart", "{glue:text}`last`.", f"{{glue:text}}`last`.{MOVES}")


def _second_picture(project):
    """Show another picture of the same name, in a chapter that is read before the one with the first."""
    _text(project, "chart", "Words.", "Words.\\n\\n![Another dot](a/dot.png)")


def _contents(old, new):
    return lambda project: small_project.edit(project / "_toc.yml", old, new)


def _file(name, old, new):
    return lambda project: small_project.edit(project / name, old, new)


MOVES = "\\n\\n(moves)=\\n\\n## A part that moves\\n\\nIt stands in one chapter or another."
CHANGES = {
    "a label that moves to a chapter before": _moved_label,
    "a heading that another chapter finds by its words": lambda project: _text(
        project, "chart", "### Plain words", "### Plain words!"
    ),
    "a second picture of the same name": _second_picture,
    "a picture goes": lambda project: _text(project, "front", "![A dot](b/dot.png)", ""),
    "a part of the contents renamed": _contents("caption: One", "caption: Another"),
    "a title that the contents give": _contents("title: Given", "title: Given anew"),
    "a part of the contents that is numbered less deep": _contents("Two, numbered: true", "Two, numbered: 1"),
    "a part of the contents that loses its numbers": _contents("numbered: true, ", ""),
    "a sentence": lambda project: _text(project, "front", "The first sentence", "Another first sentence"),
    "another sentence of the same chapter": lambda project: _text(
        project, "front", "A claim", "Again a claim"
    ),
    "a source and a claim in another chapter": _source_and_claim,
    "a heading that another chapter names": lambda project: _text(
        project, "chart", "A named part", "A part renamed"
    ),
    "a figure before one that another chapter counts": _figure_before,
    "a chapter's title": lambda project: _text(project, "chart", "# A chart", "# A chart by another name"),
    "a cell, so that a figure goes": _cell,
    "a table": _table,
    "a chart module": _file("brief/charts/small.py", "height=240", "height=260"),
    "how drawings are compacted": _file("press/figures/render.py", "d{3,}", "d{4,}"),
    "the style of pages": _file("press/page/theme/static/brief.css", "{", "{--changed:1;"),
    "the template of pages": _file("press/page/theme/layout.html", "</head>", "<!-- new --></head>"),
    "the template of the PDF": _file("press/paper/template/style.typ", "leading = 13.5pt", "leading = 15pt"),
    "the book's title": _config,
    "the bibliography": _file("chapters/references.bib", "Bailey", "Baileys"),
    "the palette": _file("press/look/palette.py", "#0b5c78", "#0b5c79"),
}


pytestmark = pytest.mark.xdist_group("fresh")  # one worker builds them all


@contextmanager
def watched(project):
    """Watch a built project as `make live` does."""
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "brief", "live", "--port", "0"]
    with (project / "live.log").open("w", encoding="utf-8") as log:
        live = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        live.send_signal(signal.SIGINT)
        live.wait(PATIENCE_S)


def _take_sources(project, other):
    """Copy the sources that differ from those of another project."""
    for path in [path for top in SOURCES for path in small_project.files(other / top)]:
        target = project / path.relative_to(other)
        if not target.exists() or target.read_bytes() != path.read_bytes():
            shutil.copyfile(path, target)


def _await_book(project, other):
    """Wait until the book of the same sources as another's is built."""
    _await(project, lambda state: state == _state(other))


def _await(project, fits):
    """Wait until the book of sources whose state fits is built."""
    end = time.monotonic() + PATIENCE_S
    while not fits(_state(project)):
        assert time.monotonic() < end, (project / "live.log").read_text(encoding="utf-8")
        time.sleep(0.1)


def _state(project):
    return current.built_state(project / "_build")


@pytest.fixture(scope="module")
def stale(small_book, tmp_path_factory):
    """Return, for each change, what builds after it left different from a clean build.

    The builds are those of `make book` and, of a second project with the same changes, of `make live`.
    """
    folder = tmp_path_factory.mktemp("fresh")
    project = small_project.copy(small_book, folder / "project")
    small_project.cite(project, "saltelli2010")
    _text(
        project,
        "chart",
        "{glue:text}`last`.",
        "{glue:text}`last`.\\n\\n(named)=\\n## A named part\\n\\nWords.\\n\\n### Plain words\\n\\nMore.",
    )
    _text(
        project,
        "claims",
        "All of them.",
        "All of them, as {numref}`fig-treaties` and {ref}`named` tell. [](chart.ipynb#plain-words)",
    )
    _text(project, "front", "A claim", f"![A dot](b/dot.png){MOVES}\\n\\nA claim")
    for place, colour in (("a", "red"), ("b", "blue")):
        (project / "chapters" / place).mkdir()
        Image.new("RGB", (8, 8), colour).save(project / "chapters" / place / "dot.png")
    (project / "_toc.yml").write_text(CONTENTS, encoding="utf-8")
    small_project.add(
        project, "vorn", [("markdown", "# Vorn\n\nSiehe {doc}`chart`, {ref}`named` und {doc}`claims`.")]
    )
    config = project / "_config.yml"
    small_project.edit(config, "brief_translations: []", f"brief_translations: {TRANSLATIONS}")
    small_project.edit(config, "    numfig: true", "    numfig: true\n    myst_heading_anchors: 3")
    small_project.edit(config, "brief_appendices: [chapters/claims]", "brief_appendices: []")
    small_project.run(project)
    second = shutil.copytree(project, folder / "watched")
    waiting = {}
    with ThreadPoolExecutor(1) as beside, watched(second):
        for place, (what, change) in enumerate(CHANGES.items()):
            change(project)
            _take_sources(second, project)
            small_project.run(project)
            _await_book(second, project)
            clean = small_project.sources(project, folder / f"clean-{place}")
            kept = [_kept(one, folder / f"{one.name}-{place}") for one in (project, second)]
            waiting[what] = beside.submit(_compare, kept, clean)
    return {what: comparison.result() for what, comparison in waiting.items()}


def _kept(project, target):
    """Keep what is built now."""
    for kind in small_project.BUILT:
        shutil.copytree(project / "_build" / kind, target / "_build" / kind)
    return target


def _compare(kept, clean):
    small_project.run(clean)
    return [small_project.differences(one, clean) for one in kept]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_leaves_nothing_stale(stale, what):
    built, watched_build = stale[what]
    assert built == [], "make book"
    assert watched_build == [], "make live"


def test_a_chapter_saved_while_the_paper_still_gets_ready_is_set_as_it_is(small_book, tmp_path):
    project = small_project.copy(small_book, tmp_path / "project")
    read = "self._book = manuscript.read(builder)"
    small_project.edit(project / "press/paper/ahead.py", read, f"__import__('time').sleep({LATE_S}); {read}")
    small_project.run(project)
    with watched(project):
        for place, (old, new) in enumerate(
            (("The first sentence", "Another sentence"), ("Another sentence", "A third sentence"))
        ):
            time.sleep(LATE_S / 2)  # pages are ready to be read, and the paper is not
            _text(project, "front", old, new)
            clean = small_project.sources(project, tmp_path / f"clean-{place}")
            small_project.run(clean)
            _await_book(project, clean)
    assert small_project.differences(project, clean) == []
