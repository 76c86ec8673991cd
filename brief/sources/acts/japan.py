"""Launches in the reports of Japan's Ministry of Defense: its feed names them, each is a PDF.

Pages of the site answer 403 to programs, the feed and the PDFs do not. Only a follow-up report carries one.
Digits are full-width, "at least" and "several" stand in place of counts, and short flights are not reported.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from press.errors import FetchError

FEED = "https://www.mod.go.jp/j/rss/news.xml"
SITE = "https://www.mod.go.jp"
DELAY = 2.0
SUBJECT = ("北朝鮮", "ミサイル", "続報")  # what the title of a follow-up report says
REIWA = 2018  # its first year is 2019
_PATH = re.compile(r"/j/press/news/(\d{4})/(\d{2})/(\d{2})[a-z]\.pdf$")
_ITEM = re.compile("[①-⑳]")
_ERA = re.compile(r"令和(\d+|元)年(\d+)月(\d+)日")
_TIME = re.compile(r"(\d{1,2})時(\d{1,2})分")
_COUNT = re.compile(r"(少なくとも)?(\d+)発の")
_SEVERAL = re.compile("複数")
_APOGEE = re.compile(r"最高高度[^0-9。]{0,8}約?([\d,]+)km")
_DISTANCE = re.compile(r"約?([\d,]+)km(?:程度|以上)?(?:を超えて)?飛翔")
_DISTANCE_TOLD = re.compile(r"飛翔距離は約?([\d,]+)km")


@dataclass(frozen=True)
class Report:
    """One report: day, times (Japan), missiles in words, greatest distance and apogee in km, if told."""

    day: str
    times: tuple[str, ...]
    number: str
    distance: float | None
    apogee: float | None
    address: str


def addresses(feed: bytes) -> list[str]:
    """Return where the follow-up reports on launches are, as the feed names them."""
    try:
        root = ElementTree.fromstring(feed)
    except ElementTree.ParseError as problem:
        raise FetchError(f"{FEED} is not sound XML ({problem}); fetch it again") from None
    items = [item for item in root.iter() if item.tag.rpartition("}")[2] == "item"]
    if not items:
        raise FetchError(f"{FEED} names no report, where dozens are; see whether the feed moved")
    return sorted({_pdf(_text(item, "link")) for item in items if _is_launch(_text(item, "title"))})


def _text(item: ElementTree.Element, name: str) -> str:
    return next((part.text or "" for part in item if part.tag.rpartition("}")[2] == name), "").strip()


def _is_launch(title: str) -> bool:
    plain = unicodedata.normalize("NFKC", title)
    return all(word in plain for word in SUBJECT)


def _pdf(link: str) -> str:
    path = re.sub(r"\.html?$", ".pdf", link)
    return path if path.startswith("http") else SITE + path


def words(pdf: bytes, where: str) -> str:
    """Return the text of a PDF without its spaces. Raises FetchError when it cannot be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError) as problem:
        raise FetchError(f"{where} is no PDF that can be read ({problem}); fetch it again") from None
    return "".join(text.split())


def report(text: str, address: str) -> Report:
    """Return what a report says. Raises FetchError when it tells of no launch, or of another day."""
    path = _PATH.search(address)
    if path is None:
        raise FetchError(f"{address} is not named like …/news/2026/10/03d.pdf; see their names now")
    day = date(*(int(part) for part in path.groups())).isoformat()
    parts = [unicodedata.normalize("NFKC", part) for part in _ITEM.split(text)]
    whole = "".join(parts)
    if "発射" not in whole:
        raise FetchError(f"{address} tells of no launch; see what it is")
    named = [_era_day(found) for found in _ERA.finditer(whole)]
    if named and day not in named:
        raise FetchError(
            f"{address} names {', '.join(named)}, not {day} as its address does; read it by hand"
        )
    return Report(
        day,
        tuple(_times(parts)),
        _number(whole),
        _most(_DISTANCE, whole) or _most(_DISTANCE_TOLD, whole),
        _most(_APOGEE, whole),
        address,
    )


def _era_day(found: re.Match[str]) -> str:
    year = 1 if found[1] == "元" else int(found[1])
    return date(REIWA + year, int(found[2]), int(found[3])).isoformat()


def _times(parts: list[str]) -> Iterator[str]:
    """Yield when each item was launched: the first time of an item, since that of the fall comes later."""
    items = parts[1:] if len(parts) > 1 else parts
    for item in items:
        if found := _TIME.search(item):
            yield f"{int(found[1]):02d}:{int(found[2]):02d}"


def _number(text: str) -> str:
    if found := _COUNT.search(text):
        return f"at least {found[2]}" if found[1] else found[2]
    return "several" if _SEVERAL.search(text) else "not told"


def _most(pattern: re.Pattern[str], text: str) -> float | None:
    found = [float(one.replace(",", "")) for one in pattern.findall(text)]
    return max(found, default=None)
