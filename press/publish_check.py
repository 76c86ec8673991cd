"""What a book lacks before it is published, in sentences: its addresses, the files of its site, its edition.

A site needs no settings of its server: its links are relative, so that it works in a folder of a server, and
it brings the page for addresses that are not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from press import settings
from press.build import manifest
from press.editions import edition_file
from press.errors import PublishError
from press.fetch import record
from press.fetch.staging import rows_of
from press.tables import datapackage

_LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
_LOST = "404.html"  # has links of its own kind
_KEPT = {
    "CITATION.cff": "CITATION.cff",
    "docs/front-page.png": "social/index.png",
}  # of the site, for sources
_SHOWN = 3  # wrong links that are named


class Sources(NamedTuple):
    """What the sources are: whether they differ from the commit, whether the site is built from them."""

    edition: str
    modified: bool
    built: bool
    tags: frozenset[str]


def lacks(root: Path, sources: Sources) -> list[str]:
    """Return a sentence for each thing that is missing, and what to do; none when the book may go out."""
    config = _config(root)
    site = root / "_build" / "html"
    return [
        *_addresses(config),
        *_edition(root, sources),
        *_mirrored(root),
        *_built(site, sources),
        *_copies(root, site),
        *_site(site, config),
    ]


def _config(root: Path) -> Mapping[str, Any]:
    import yaml

    given = yaml.safe_load((root / settings.FILE).read_text(encoding="utf-8"))
    return given if isinstance(given, Mapping) else {}


def _value(config: Mapping[str, Any], *keys: str) -> str:
    found: Any = config
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return str(found or "").strip()


def _addresses(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is amiss with the addresses of the site and of its sources."""
    base = _value(config, "html", "baseurl")
    if not base:
        yield (
            f"{settings.FILE}: html: baseurl is empty; write the address at which the pages will stand, such "
            "as https://example.org/brief/. Without it there is no sitemap, pages name no address of their "
            f"own, and the links of {_LOST} need JavaScript"
        )
    elif urlsplit(base).scheme not in ("http", "https") or not urlsplit(base).netloc:
        yield f"{settings.FILE}: html: baseurl is {base}, which is no web address; it starts with https://"
    url = _value(config, "repository", "url")
    if not url:
        yield (
            f"{settings.FILE}: repository: url is empty; write the address of the sources, so that each page "
            "offers its notebook's history"
        )
    elif not url.startswith("https://"):
        yield f"{settings.FILE}: repository: url is {url}; it starts with https://"
    for key in ("description", "licence"):
        if not _value(config, "sphinx", "config", "brief_about", key):
            yield f"{settings.FILE}: brief_about has no {key}; search engines and catalogues ask for it"


def _edition(root: Path, sources: Sources) -> Iterator[str]:
    """Yield what is amiss with the edition that the tables name."""
    name, tag = sources.edition, f"edition-{sources.edition}"
    if not edition_file.is_id(name):
        yield f'data/datapackage.json says version "{name}", which names no edition, such as 2026.12'
    elif name not in edition_file.known(root):
        yield f"edition {name} has no file of its numbers; make it (make edition ID={name})"
    elif tag not in sources.tags:
        yield f"no commit has the tag {tag}; set it, and push it to publish (git tag {tag})"


def _mirrored(root: Path) -> Iterator[str]:
    """Yield each table whose rows a mirror gave: what is published comes from its sources."""
    kept = root / datapackage.DATA.name / f"{record.TABLE}.csv"
    rows = rows_of(kept) if kept.is_file() else []
    given = {row["table"]: row["address"] for row in rows if record.MIRRORED in row["address"]}
    for table, address in given.items():
        source, _, mirror = address.partition(record.MIRRORED)
        yield (
            f"data/{kept.name}: rows of {table} came from the mirror {mirror}, not from {source}; take both "
            "tables back as they were (git checkout), and fetch without FETCH_VIA"
        )


def _built(site: Path, sources: Sources) -> Iterator[str]:
    """Yield why the site is not the one to publish."""
    if sources.modified:
        yield "the sources differ from the last commit; commit them, so that the pages name what they are of"
    if not (site / "index.html").is_file():
        yield "there is no built book in _build/html; build it (make pdf)"
    elif not sources.built:
        yield "the book in _build is not built from the present sources; build it anew (make pdf)"


def _copies(root: Path, site: Path) -> Iterator[str]:
    """Yield how to mend what the sources keep of the site, where the site has another by now."""
    for name, place in _KEPT.items():
        kept, built = root / name, site / place
        if kept.is_file() and built.is_file() and kept.read_bytes() != built.read_bytes():
            yield f"{name} is of another edition than the site; copy _build/html/{place} over it"


def _site(site: Path, config: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the site lacks."""
    if not (site / "index.html").is_file():
        return
    wanted = [_LOST, ".nojekyll", "editions.xml", _value(config, "sphinx", "config", "brief_pdf")]
    wanted += ["sitemap.xml"] if _value(config, "html", "baseurl") else []
    for name in wanted:
        if name and not (site / name).is_file():
            yield f"_build/html has no {name}; build the book anew (make pdf)"
    try:
        found = manifest.compare_folder(site)
    except PublishError as problem:
        yield str(problem)
    else:
        if not found.is_same:
            yield found.words("_build/html")
    wrong = [told for page in sorted(site.rglob("*.html")) for told in _wrong_links(page, site)]
    yield from wrong[:_SHOWN]
    if len(wrong) > _SHOWN:
        yield f"… and {len(wrong) - _SHOWN} more links that are wrong"


def _wrong_links(page: Path, site: Path) -> Iterator[str]:
    """Yield each link of a page that a folder of a server would break, or that leads to nothing."""
    if page.name == _LOST or "_static" in page.parts:
        return
    here = page.relative_to(site).as_posix()
    for link in dict.fromkeys(_LINK.findall(page.read_text(encoding="utf-8"))):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            continue
        if parts.path.startswith("/"):
            yield f"{here}: the link {link} begins at the server's top; write it relative to the page"
        elif not (page.parent / unquote(parts.path)).exists():
            yield f"{here}: the link {link} leads to nothing in the site; mend it, or build the book anew"
