"""The order of the bibliography: by name, an institution among the persons."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.author_year_title import SortingStyle

from press import plain

if TYPE_CHECKING:  # the rules of a bibliography need no Sphinx
    from sphinx.application import Sphinx

NAME = "names"  # what `bibtex_default_style` and `bibtex_reference_style` of _config.yml name
_SET: dict[str, Any] = {}  # entries as they are printed, by label and content


class NamesSorting(SortingStyle):  # type: ignore[misc]
    """Sort by author, year and title; braces that keep an institution's name whole do not count."""

    def person_key(self, person: Any) -> str:
        """Return the key of one name, without its braces."""
        return str(super().person_key(person)).translate(str.maketrans("", "", "{}"))


class NamesStyle(PlainStyle):  # type: ignore[misc]
    """The plain style of BibTeX in the order of names."""

    default_sorting_style = NamesSorting  # classes: names are looked for in every installed package
    default_label_style = LabelStyle
    default_name_style = NameStyle

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Return an entry as the bibliography prints it; what says the same is set once."""
        if bib_data is not None:
            return super().format_entry(label, entry, bib_data)
        said = _said(label, entry)
        if said not in _SET:
            _SET[said] = super().format_entry(label, entry)
        return _SET[said]


def _said(label: str, entry: Any) -> str:
    """Return all that an entry's print rests on."""
    return f"{label} {entry.key} {entry!r}"


@functools.cache
def plain_style() -> NamesStyle:
    """Return the style, made without a look at the description of every installed package."""
    return NamesStyle()


def _remember(app: Sphinx) -> None:
    """Take what the last build printed: it was kept with all that an entry's print rests on."""
    from sphinx.environment import CONFIG_OK

    cited: Any = app.env.domains.get("cite")  # a book may have no bibliography
    if cited is None or plain.is_on() or app.env.config_status != CONFIG_OK:
        return
    for one in cited.citations:
        shown_by = cited.bibliographies.get(one.bibliography_key)
        if shown_by is not None and shown_by.style == NAME:
            _SET[_said(one.formatted_entry.label, one.entry)] = one.formatted_entry


def setup(app: Sphinx) -> None:
    """Make the styles known to the bibliography under their name."""
    from sphinxcontrib.bibtex.plugin import register_plugin as register_citing

    from press.book.bibliography.referencing import NamesReferences

    app.connect("builder-inited", _remember)
    register_plugin("pybtex.style.sorting", NAME, NamesSorting)
    register_plugin("pybtex.style.formatting", NAME, NamesStyle)
    register_citing("sphinxcontrib.bibtex.style.referencing", NAME, NamesReferences)
    register_plugin("pybtex.backends", "plaintext", PlainText, force=True)  # as installed, without a search
