"""Figures in the document tree: from a notebook's output to a numbered, labelled node.

A notebook output of type FIGURE_MIME becomes a `chart_figure` node that Sphinx numbers and that
`{numref}` finds as `fig-<name>`. The writers of the page and of the paper both read its bundle.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from myst_nb.core import render
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from press.book.appendices import written
from press.book.claims import verdict_strip
from press.book.content import outputs
from press.book.shared_trees import AHEAD
from press.claims.strip import STRIP_MIME
from press.errors import PublishError
from press.figures import bundle as figure_bundle
from press.figures.bundle import FIGURE_MIME, Bundle
from press.system import signs

OUTPUT_HIDING = frozenset({"hide-output", "hide-cell"})  # tags of cells


class chart_figure(nodes.General, nodes.Element):
    """One chart with its words, numbers, sources, specification and drawings (`bundle`).

    One that is `folded` shows its number and headline, and the rest when asked: its cell has the tag
    "hide-output" or "hide-cell".
    The tree holds where the bundle lies, not the bundle: Sphinx reads a whole tree again for every
    reference to a figure in it.
    """

    @property
    def bundle(self) -> Bundle:
        """The figure as its notebook gave it."""
        return read(self["stored"])

    @property
    def is_stored(self) -> bool:
        """Whether the bundle lies where the tree says."""
        return Path(self["stored"]).is_file()


@functools.lru_cache(maxsize=256)
def read(path: str) -> Bundle:
    """Return a stored figure."""
    return figure_bundle.read(Path(path).read_text(encoding="utf-8"))


class FigureOutput:
    """MyST-NB's hook: reads our figures, and the strip of verdicts, out of a notebook's outputs.

    MyST-NB finds it in every book of an environment that has the engine installed; in a book that does not
    load the engine it does nothing.
    """

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Node] | None:
        """Return a figure's node, nothing for its other forms, None for what is not ours."""
        if not _loads_the_engine(renderer.renderer.sphinx_env):
            return None
        if data.mime_type == STRIP_MIME and not inline:
            return [verdict_strip.node(data.content)]
        if "brief" in data.output_metadata and data.mime_type != FIGURE_MIME:
            return []
        if data.mime_type != FIGURE_MIME:
            return outputs.read(data, inline)
        if inline:
            return None
        folded = not OUTPUT_HIDING.isdisjoint(data.cell_metadata.get("tags", ()))
        return [_node(renderer.renderer.document, data.content, folded)]


def _loads_the_engine(env: Any) -> bool:
    """Tell whether a book has this engine among its extensions; plain docutils has no environment."""
    return env is not None and "press.extension" in env.app.extensions


class OneFold(SphinxTransform):
    """Fold a figure in its own frame, under its headline, and not in MyST-NB's box for hidden outputs."""

    default_priority = 15

    def apply(self, **_: Any) -> None:
        """Take the mark of MyST-NB from cells whose outputs are figures only."""
        for cell in self.document.findall(nodes.container):
            if cell.get("hide_mode") in _HIDES_OUTPUT and _gives_figures_only(cell):
                cell["hide_mode"] = _HIDES_OUTPUT[cell["hide_mode"]]


_HIDES_OUTPUT = {"output": "", "input+output": "input", "all": "input"}  # what stays hidden by MyST-NB


def _gives_figures_only(cell: nodes.container) -> bool:
    """Tell whether all that a cell shows are figures; what it binds shows nothing."""
    shown = [output for output in cell.children[-1].children if output.children] if cell.children else []
    return bool(shown) and all(next(iter(output.findall(chart_figure)), None) for output in shown)


def _node(document: nodes.document, content: str, folded: bool) -> chart_figure:
    """Return the node of a figure, its bundle stored beside the trees under the hash of its bytes."""
    try:
        bundle = figure_bundle.read(content)
    except figure_bundle.IncompleteFigure as problem:
        raise PublishError(f"{document['source']}: {problem}") from None
    _check_letters(bundle, document["source"])
    document.settings.env.events.emit("brief-figure", bundle)
    label = f"fig-{bundle.name}"
    # The words are for the search, which reads every tree.
    node = chart_figure(
        stored=_store(document, content),
        names=[label],
        headline=bundle.headline,
        alt=bundle.alt,
        folded=folded,
    )
    document.note_explicit_target(node)
    return node


def _check_letters(bundle: Bundle, source: str) -> None:
    """Raise PublishError for words of a figure with a sign that a reader does not see."""
    cells = [*bundle.columns, *(cell for row in bundle.rows for cell in row)]
    words = " ".join(map(str, [bundle.headline, bundle.subtitle, bundle.alt, bundle.note, *cells]))
    if sign := signs.unseen(words):
        raise PublishError(f"{source}: the figure {bundle.name} holds the sign {sign}; {signs.WAY_OUT}")


def _store(document: nodes.document, content: str) -> str:
    folder = Path(document.settings.env.doctreedir) / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content.encode()).hexdigest()[:32]}.json"
    if not path.exists():
        path.write_text(content, encoding="utf-8")
    return str(path)


def headline(node: nodes.Node) -> str:
    """Return the words that a reference by name shows."""
    return str(cast(chart_figure, node)["headline"])


def figure_number(builder: Any, docname: str, node: nodes.Element) -> str:
    """Return the number that Sphinx gave the figure in this book, such as "3.2"."""
    numbers = builder.env.toc_fignumbers.get(docname, {}).get("figure", {})
    number = next((numbers[name] for name in node["ids"] if name in numbers), ())
    return written(number)


def _get_ready(app: Sphinx) -> None:
    """Have MyST-NB look through the installed packages for what shows outputs."""
    render.load_renderer(app.config.nb_render_plugin)
    render.load_mime_renders()


def setup(app: Sphinx) -> None:
    """Make the node known to Sphinx, numbered like a figure."""
    app.connect(AHEAD, _get_ready)
    app.add_event("brief-figure")  # a figure was read: its bundle
    app.add_node(verdict_strip.verdict_strip)
    app.add_enumerable_node(chart_figure, "figure", headline)
    app.add_transform(OneFold)
