"""How to cite the book and its figures: in words, as BibTeX, as RIS, as CITATION.cff."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx.config import Config

from press.configuration.parts import About
from press.figures.bundle import Bundle, FigureSource

_LATEX = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})


@dataclass(frozen=True)
class Work:
    """What a citation says: of the book, or of one figure in it (`part` then names its place)."""

    key: str
    title: str
    author: str
    date: str
    edition: str
    address: str
    book: str = ""
    part: str = ""
    sources: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year of publication, or "n.d." when no date is known."""
        return self.date[:4] or "n.d."


def book(config: Config) -> Work:
    """Return the whole book as a work."""
    edition = config.brief_edition
    title = str(config.html_title)
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return Work(
        key="-".join(filter(None, (slug, edition.edition))),
        title=title,
        author=str(config.author),
        date=published(config),
        edition=edition.edition,
        address=config.html_baseurl,
    )


def figure(config: Config, bundle: Bundle, number: str, address: str) -> Work:
    """Return one figure as a work; `address` is its place in the site."""
    whole = book(config)
    sources = dict.fromkeys(source.citation or source.short_source for source in bundle.sources)
    return Work(
        key=f"{whole.key}-{bundle.name}",
        title=bundle.headline,
        author=whole.author,
        date=whole.date,
        edition=whole.edition,
        address=address if whole.address else "",
        book=whole.title,
        part=f"Figure {number}",
        sources=tuple(sources),
    )


def credited(bundle: Bundle) -> list[FigureSource]:
    """Return the sources that stand under a figure: each short source once."""
    return list({source.short_source: source for source in bundle.sources}.values())


def published(config: Config) -> str:
    """Return the day (ISO) of this edition as `brief_editions` lists it, or ""."""
    own = config.brief_edition.edition
    return next((one.date for one in config.brief_editions if one.edition == own), "")


def words(work: Work) -> str:
    """Return the citation as a sentence for a reference list."""
    title = f"“{work.title}”, {work.part}. In {work.book}" if work.part else work.title
    edition = f", edition {work.edition}" if work.edition else ""
    address = f" {work.address}" if work.address else ""
    return f"{work.author} ({work.year}). {title}{edition}.{address}"


def bibtex(work: Work) -> str:
    """Return the citation as a BibTeX entry."""
    kind = "misc" if work.part else "techreport"
    fields = {
        "author": f"{{{work.author.translate(_LATEX)}}}",
        "title": f"{{{work.title.translate(_LATEX)}}}",
        "year": work.year,
        ("howpublished" if work.part else "institution"): _latex(_place(work) if work.part else work.author),
        # BibTeX's styles pass over the edition of a report, and print its type with its number
        "type": "Edition" if work.edition and not work.part else "",
        "number": "" if work.part else work.edition,
        "url": work.address,
        "note": _latex("Data: " + " ".join(work.sources)) if work.sources else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{work.key},\n{lines}\n}}\n"


def ris(work: Work) -> str:
    """Return the citation as an RIS record."""
    lines = [
        ("TY", "FIGURE" if work.part else "RPRT"),
        ("TI", work.title),
        ("AU", work.author),
        ("PB", "" if work.part else work.author),
        ("PY", work.year),
        ("DA", work.date.replace("-", "/")),
        ("T2", work.book),
        ("ET", work.edition),
        ("M1", work.part),
        ("UR", work.address),
        *(("N1", f"Data: {source}") for source in work.sources),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def cff(work: Work, about: About) -> str:
    """Return CITATION.cff (format 1.2.0), which repositories and reference managers read."""
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite the brief as below; each figure also carries its own citation.",
        "type: software",
        f"title: {_quoted(work.title)}",
        f"abstract: {_quoted(about.description)}" if about.description else "",
        "authors:",
        f"  - name: {_quoted(work.author)}",
        f"version: {_quoted(work.edition)}" if work.edition else "",
        f"date-released: {_quoted(work.date)}" if work.date else "",
        f"license: {about.licence}" if about.licence else "",
        f"url: {_quoted(work.address)}" if work.address else "",
    ]
    keywords = [f"  - {_quoted(word)}" for word in about.keywords]
    lines += ["keywords:", *keywords] if keywords else []
    lines += ["preferred-citation:", "  type: report", *(f"  {line}" for line in _preferred(work))]
    return "\n".join(filter(None, lines)) + "\n"


def _preferred(work: Work) -> list[str]:
    named = ["authors:", f"  - name: {_quoted(work.author)}"]
    year = [f"year: {work.year}"] if work.year.isdigit() else []
    more = (("version", work.edition), ("date-released", work.date), ("url", work.address))
    told = [f"{key}: {_quoted(value)}" for key, value in more if value]
    institution = ["institution:", f"  name: {_quoted(work.author)}"]
    return [f"title: {_quoted(work.title)}", *named, *year, *institution, *told]


def _place(work: Work) -> str:
    return f"{work.part} in {work.book}" + (f", edition {work.edition}" if work.edition else "")


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
