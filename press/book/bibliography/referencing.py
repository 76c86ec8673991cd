"""How a citation in the text is written, where it is a link."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinxcontrib.bibtex.style.referencing import PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle


@dataclass
class NamesReferences(AuthorYearReferenceStyle):
    """Author and year, with "et al." upright as style guides have it: a page may need no italic face then."""

    person: PersonStyle = field(default_factory=lambda: PersonStyle(other=" et al."))
