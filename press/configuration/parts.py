"""What a setting of several keys is: an edition, what catalogues are told, a page that moved, and so on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BuiltEdition:
    """What a build is of: the edition of the tables, the commit, and how far the tables reach.

    `data_date` is a day (ISO), for files and metadata; `data_reach` says in words what reaches how far,
    where tables differ, and stands on pages in place of the day.
    """

    edition: str = ""
    commit: str = ""
    data_date: str = ""
    data_reach: str = ""
    modified: bool = False  # the sources differ from the commit

    @property
    def source(self) -> str:
        """What it was built from, as files and imprints tell it; "" without a commit."""
        return f"modified after {self.commit}" if self.modified and self.commit else self.commit


@dataclass(frozen=True)
class Edition:
    """An edition that was published: its name, its day (ISO), and what is new in it."""

    edition: str
    date: str
    summary: str = ""


@dataclass(frozen=True)
class About:
    """What catalogues and search engines are told of the book."""

    description: str = ""
    licence: str = ""
    licence_address: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """An evaluation of the EPUB's accessibility: the standard that it met, its day (ISO), what is amiss."""

    conforms_to: str
    date: str
    gaps: str = ""


@dataclass(frozen=True)
class Moved:
    """A page that is gone: its address, such as `chapters/method`, what became of it, where readers go on.

    `note` is a sentence; `to` is a page of the book or an address that starts with https://.
    """

    page: str
    title: str
    note: str
    to: str


@dataclass(frozen=True)
class Translation:
    """A page that says in another language what a page of the book says.

    `page` and `of` are named as in `_toc.yml`; `language` is a code such as "ko". `kicker` and `called`
    ("Summary") are in that language, for the sheets that a translated front page is set on.
    """

    language: str
    page: str
    of: str
    kicker: str = ""
    called: str = ""


@dataclass(frozen=True)
class Searched:
    """A word that readers look for and the book spells otherwise: a section that `finds` it has it too."""

    word: str
    finds: str
