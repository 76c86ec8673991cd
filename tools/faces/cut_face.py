r"""Cut a font down to the letters of another one: how `NotoSansKR-Bold.ttf` was made, byte for byte.

python tools/faces/cut_face.py NotoSansKR_700Bold.ttf press/look/fonts/NotoSansKR-Regular.ttf \
    NotoSansKR-Bold.ttf
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


def cut(whole: Path, like: Path, target: Path) -> None:
    """Write a font with the letters that another has, its names and licence kept, without hints."""
    with TTFont(like, lazy=True) as other:
        signs = set(other.getBestCmap())
    options = subset.Options(
        recalc_timestamp=False, hinting=False, notdef_outline=True, name_IDs=["*"], layout_features=[]
    )
    with TTFont(whole, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=signs)
        cutter.subset(font)
        font.save(target)


if __name__ == "__main__":
    cut(*map(Path, sys.argv[1:4]))
