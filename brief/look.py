"""The look of this brief: a colour for each actor, and the two strands of its mark.

Lightness differs between actors, so that they stay apart in greyscale.
"""

from __future__ import annotations

from press.look import Colour, Look

ACTORS = {
    "USA": Colour("usa", "#1d4f91", "#7db1f5"),
    "KOR": Colour("kor", "#0c8075", "#4fd0bd"),
    "CHN": Colour("chn", "#c23b22", "#ff8f79"),
    "PRK": Colour("prk", "#5b2a66", "#cf9fe0"),
    "RUS": Colour("rus", "#8a6a10", "#dcbb4e"),
    "JPN": Colour("jpn", "#b3487a", "#f29ac0"),
    "UN": Colour("un", "#4a7fb0", "#9cc7ea"),
}

LOOK = Look(actors=ACTORS, strands=(ACTORS["USA"], ACTORS["KOR"]))
