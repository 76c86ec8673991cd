"""The charts' common look, as a Vega-Lite configuration, and the few shapes that many charts use."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from press.look import PAPER, SANS

Choice = TypeVar("Choice")


class Layout(NamedTuple):
    """How wide a drawing is (pixels), whether it is for phones, and whether for one of several panels."""

    width: int
    narrow: bool
    panel: bool = False

    def pick(self, wide: Choice, narrow: Choice, panel: Choice | None = None) -> Choice:
        """Return the first value on a wide drawing, the second on a narrow one, the third in a panel.

        A panel is narrow too: without a third value it takes the second.
        """
        if self.panel and panel is not None:
            return panel
        return narrow if self.narrow else wide


WIDE = Layout(width=700, narrow=False)
NARROW = Layout(width=340, narrow=True)
PANEL = Layout(width=340, narrow=True, panel=True)  # one step of a figure, beside the others

INK, MUTED, GRID, LINE = (PAPER[name].light for name in ("ink", "muted", "grid", "line"))

# No label is cut off: one that is too long is mended in its chart. To ask each takes a fifth of the drawing.
_UNCUT = {"labelLimit": 0, "titleLimit": 0}
CONFIG = {
    "background": "transparent",
    "font": SANS,
    "padding": {"left": 2, "right": 2, "top": 4, "bottom": 2},
    "autosize": {"type": "fit-x", "contains": "padding"},
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 400,
        "labelColor": MUTED,
        "titleColor": MUTED,
        "gridColor": GRID,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelPadding": 5,
        "titlePadding": 8,
        "tickSize": 4,
        **_UNCUT,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False},
    "axisQuantitative": {"tickCount": 5},
    "legend": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelColor": INK,
        "titleColor": INK,
        "orient": "top",
        "symbolSize": 90,
        **_UNCUT,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": 600, "labelColor": INK, "title": None, **_UNCUT},
    "title": {
        "anchor": "start",
        "frame": "group",
        "fontSize": 18,
        "fontWeight": 600,
        "color": INK,
        "subtitleColor": MUTED,
        "subtitleFontSize": 13,
        "offset": 14,
    },
    "line": {"strokeWidth": 2.2},
    "bar": {"discreteBandSize": {"band": 0.78}},
    "text": {"fontSize": 13, "color": INK},
    "point": {"size": 60, "filled": True},
    "rule": {"color": LINE},
}
