"""Loaded in every kernel: what ordinary libraries show, in the forms that page and paper can set.

A chart of Altair's becomes a figure, a drawing of matplotlib's a vector picture that is the same in each run.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from press.run import limits

REFUSED = "application/vnd.brief.refused+json"


def load_ipython_extension(shell: Any) -> None:
    """Tell IPython how to show them; neither library is loaded here."""
    limits.look_after_cells(shell)
    shows = shell.display_formatter.mimebundle_formatter
    shows.for_type_by_name("altair.vegalite.v6.api", "TopLevelMixin", show_chart)
    drawn = shell.config.InlineBackend
    drawn.figure_formats = {"svg"}
    drawn.print_figure_kwargs = {"bbox_inches": "tight", "metadata": {"Date": None}}
    drawn.rc = {"svg.hashsalt": "brief", "figure.figsize": (7.0, 4.2)}
    for name in [name for name in sys.modules if name.partition(".")[0] == __package__.partition(".")[0]]:
        del sys.modules[name]  # a chapter that uses the engine imports it itself, and is seen doing it


def show_chart(chart: Any, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a chart as the output of a figure; one that cannot be is told when the page is made."""
    from press.figures import plain_chart
    from press.figures.bundle import FIGURE_MIME

    try:
        bundle = plain_chart.bundle_of(chart)
    except Exception as problem:  # of any chart: IPython would show its name and go on
        said = f"the chart cannot be drawn: {problem}"
        return {REFUSED: json.dumps(said), "text/plain": said}, {}
    data = {
        FIGURE_MIME: bundle.json(),
        "image/svg+xml": bundle.svg.titled,
        "text/plain": f"{bundle.headline}. {bundle.alt}",
    }
    return data, {FIGURE_MIME: {"name": bundle.name}, "brief": {"figure": bundle.name}}
