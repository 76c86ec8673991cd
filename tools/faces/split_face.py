r"""Split the faces of the pages in two: the letters that nearly every page has, and those that few have.

A browser asks for a part when a page has a letter of it (`unicode-range` in `brief.css`).

python tools/faces/split_face.py press/look/fonts
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = "pages"
COMMON = {*map(chr, range(0x20, 0x7F)), *"\u00a0\u00ad\u2009\u200b§¶°·×–—‘’“”…−→↑↓‹›½±éöü"}
KEPT = ["kern", "liga"]  # no letter of the common ones has an accent of its own to place


def split(face: Path, folder: Path) -> None:
    """Write the two parts of a face, common letters and others, with its names and licence."""
    with TTFont(face, lazy=True) as whole:
        letters = {chr(number) for number in whole.getBestCmap()}
    for part, wanted, features in (("common", COMMON, KEPT), ("other", letters - COMMON, ["*"])):
        options = subset.Options(
            flavor="woff2",
            hinting=False,
            layout_features=features,
            name_IDs=["*"],
            notdef_outline=True,
            recalc_timestamp=False,
        )
        with TTFont(face, recalcTimestamp=False) as font:
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=[ord(letter) for letter in wanted & letters])
            cutter.subset(font)
            font.flavor = "woff2"
            font.save(folder / f"{face.stem}-{part}.woff2")


def ranges(letters: set[str]) -> str:
    """Return letters as the value of `unicode-range`."""
    found: list[list[int]] = []
    for number in sorted(map(ord, letters)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"U+{one:X}" if one == last else f"U+{one:X}-{last:X}" for one, last in found)


def main(fonts: Path) -> None:
    """Split each face of a folder; print what the style sheet says of both parts."""
    (fonts / FOLDER).mkdir(exist_ok=True)
    others: set[str] = set()
    for face in sorted(fonts.glob("*.woff2")):
        split(face, fonts / FOLDER)
        with TTFont(face, lazy=True) as whole:
            others |= {chr(number) for number in whole.getBestCmap()} - COMMON
    print(f"common: {ranges(COMMON)}\nother:  {ranges(others)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
