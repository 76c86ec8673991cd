"""The order of the bibliography: by name, an institution among the persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.sorting.author_year_title import SortingStyle

from press.system import signs

NAME = "names"  # what `bibtex_default_style` of _config.yml names


_FIELD = re.compile(r"^\s*(\w+)\s*=")
_AS_IT_IS = ("url", "doi", "eprint", "file")  # fields that are addresses, not TeX
_COMMENT = re.compile(r"(?<!\\)%")


def problems(path: Path, root: Path) -> Iterator[str]:
    """Yield a sentence for each line of a bibliography of which a reader would not see all.

    TeX takes a per cent sign for the start of a comment: of a title with "17% less" only "17" would stand.
    """
    where, field = path.relative_to(root).as_posix(), ""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        found = _FIELD.match(line)
        field = found[1].lower() if found else field
        if sign := signs.unseen(line):
            yield f"{where}, line {number}: the text holds the sign {sign}; {signs.WAY_OUT}"
        if found and field not in _AS_IT_IS and _COMMENT.search(line):
            yield f"{where}, line {number}: in the {field}, what follows % is a comment of TeX; write \\%"


class NamesSorting(SortingStyle):  # type: ignore[misc]
    """Sort by author, year and title; braces that keep an institution's name whole do not count."""

    def person_key(self, person: Any) -> str:
        """Return the key of one name, without its braces."""
        return str(super().person_key(person)).translate(str.maketrans("", "", "{}"))


class NamesStyle(PlainStyle):  # type: ignore[misc]
    """The plain style of BibTeX in the order of names."""

    default_sorting_style = NAME


def setup() -> None:
    """Make the style known to the bibliography under its name."""
    register_plugin("pybtex.style.sorting", NAME, NamesSorting)
    register_plugin("pybtex.style.formatting", NAME, NamesStyle)
