"""The order of the bibliography: by name, an institution among the persons."""

from __future__ import annotations

import functools
from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.author_year_title import SortingStyle

NAME = "names"  # what `bibtex_default_style` of _config.yml names


class NamesSorting(SortingStyle):  # type: ignore[misc]
    """Sort by author, year and title; braces that keep an institution's name whole do not count."""

    def person_key(self, person: Any) -> str:
        """Return the key of one name, without its braces."""
        return str(super().person_key(person)).translate(str.maketrans("", "", "{}"))


class NamesStyle(PlainStyle):  # type: ignore[misc]
    """The plain style of BibTeX in the order of names."""

    default_sorting_style = NAME


@functools.cache
def plain() -> NamesStyle:
    """Return the style, made without a look at the description of every installed package."""
    return NamesStyle(label_style=LabelStyle, name_style=NameStyle, sorting_style=NamesSorting)


def setup() -> None:
    """Make the style known to the bibliography under its name."""
    register_plugin("pybtex.style.sorting", NAME, NamesSorting)
    register_plugin("pybtex.style.formatting", NAME, NamesStyle)
