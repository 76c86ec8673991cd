"""Two built books beside each other: which files differ, in what, and whether that was to be expected.

Usage: python tools/compare_books.py OLD NEW   (two folders `_build`, or any two folders with what was built)

After a change that must not change the book: build before and after, compare, and read what is not expected.
Ends with 1 when there is any such difference.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

_COMMIT = "the commit that it was built from"
_SOURCE = r"(?i:\b(?:modified after|built from)\s+)?(?i:commit\s+)?"

# What differs between any two builds, or for a reason that was looked at once. In the files that the first
# column names, all that the second matches counts as the same. Take a line out when its reason is gone.
EXPECTED = (
    ("*", rf"{_SOURCE}(?:<code>)?\b[0-9a-f]{{40}}\b|{_SOURCE}(?:<code>)?\b[0-9a-f]{{10}}\b", _COMMIT),
    ("*.json", r'"modified": (?:true|false)', _COMMIT),
    ("*", r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", "the time of the build"),
    ("*.buildinfo", r"(?s).+", "Sphinx's sum of its configuration"),
    ("*", r"\b(?:press|brief)(?:\.\w+)+", "the module that drew a figure, where code moved"),
    ("*.html", r"&#(?:x27|39);|&(?:apos);", "an apostrophe that is written in another way"),
    ("*.html", r"&(?:quot|#34);", "a quotation mark that is written in another way"),
)
BUILT = ("html", "pdf", "epub")  # the parts of `_build` that are handed out
NAMED = 3  # so many differing files of an archive are named, the rest are counted
SHOWN = 60  # characters of the first place that differs


class Difference(NamedTuple):
    """A file that is not the same: in what, and for which expected reasons ("" when it was not expected)."""

    name: str
    what: str
    reason: str = ""


def files(top: Path) -> dict[str, bytes]:
    """Return the content of every file under a folder, by name; of a `_build`, of what is handed out only."""
    parts = [top / part for part in BUILT if (top / part).is_dir()] or [top]
    found = [path for part in parts for path in part.rglob("*") if path.is_file()]
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(found)}


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Difference]:
    """Yield every difference between two sets of files."""
    seen: dict[tuple[bytes, bytes], Difference] = {}
    for name in sorted(old.keys() | new.keys()):
        if name not in new or name not in old:
            yield Difference(name, "only in the old book" if name in old else "only in the new book")
        elif old[name] != new[name]:
            pair = old[name], new[name]
            if pair in seen:  # such as the site's own copy of the PDF
                yield Difference(name, f"as in {seen[pair].name}", seen[pair].reason)
                continue
            found = list(KINDS.get(name.rpartition(".")[2].lower(), _texts)(name, *pair))
            seen[pair] = Difference(name, "", _common_reason(found))
            yield from found


def _common_reason(found: list[Difference]) -> str:
    """Return the reasons for which all of it was expected, "" when some of it was not."""
    return " and ".join(sorted({one.reason for one in found})) if all(one.reason for one in found) else ""


def _texts(name: str, old: bytes, new: bytes) -> Iterator[Difference]:
    """Compare text by its words; what is no text is told as bytes."""
    try:
        before, after = old.decode("utf-8"), new.decode("utf-8")
    except UnicodeDecodeError:
        yield Difference(name, f"bytes, {len(old):,} before and {len(new):,} after")
        return
    yield _judged(name, before, after, _place)


def _judged(name: str, before: str, after: str, tell: Callable[[str, str], str]) -> Difference:
    """Take out what is expected, reason by reason; return what is left, or why nothing is."""
    reasons = []
    for pattern, expression, reason in EXPECTED:
        if fnmatch(name, pattern):
            less = [re.sub(expression, "…", text) for text in (before, after)]
            if re.findall(expression, before) != re.findall(expression, after):
                reasons.append(reason)
            before, after = less
    if before == after:
        return Difference(name, "text", " and ".join(dict.fromkeys(reasons)) or "line ends")
    return Difference(name, tell(before, after))


def _place(before: str, after: str) -> str:
    """Return the line of the first difference and what stands there."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    line, start = before.count("\n", 0, at) + 1, max(0, at - SHOWN // 3)
    was, now = (" ".join(text[start : start + SHOWN].split()) for text in (before, after))
    return f"line {line}: “{was}” is now “{now}”"


def _archives(name: str, old: bytes, new: bytes) -> Iterator[Difference]:
    """Compare what an archive (zip, EPUB) holds, file by file, and tell it in a line."""
    members = []
    for content in (old, new):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members.append({one: archive.read(one) for one in archive.namelist()})
    found = list(compare(*members))
    others = [f"{one.name} ({one.what})" for one in found if not one.reason] or ["order, times or packing"]
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    reason = _common_reason(found) if found else ""
    yield Difference(name, f"in what it holds: {'; '.join(others[:NAMED])}{more}", reason)


def _pictures(name: str, old: bytes, new: bytes) -> Iterator[Difference]:
    """Compare two pictures by what is seen."""
    from PIL import Image, ImageChops

    before, after = (Image.open(io.BytesIO(content)).convert("RGBA") for content in (old, new))
    if before.size != after.size:
        yield Difference(name, f"size, {before.size} before and {after.size} after")
        return
    box = ImageChops.difference(before, after).getbbox(alpha_only=False)
    yield Difference(name, f"what is seen in {box} (left, top, right, bottom)" if box else "nothing seen")


def _sheets(name: str, old: bytes, new: bytes) -> Iterator[Difference]:
    """Compare two PDFs sheet by sheet: the words, then what is seen."""
    import pypdfium2

    before, after = pypdfium2.PdfDocument(old), pypdfium2.PdfDocument(new)
    if len(before) != len(after):
        yield Difference(name, f"sheets, {len(before)} before and {len(after)} after")
    found = []
    for number in range(min(len(before), len(after))):
        sheet = f"{name}, sheet {number + 1}"
        words = [document[number].get_textpage().get_text_bounded() for document in (before, after)]
        if words[0] != words[1]:
            found.append(_judged(sheet, *words, _place))
        elif _seen(before[number]) != _seen(after[number]):
            found.append(Difference(sheet, "what is seen, not its words"))
    yield from found or [Difference(name, "neither words nor what is seen: tags, metadata or packing")]


def _seen(page: Any) -> bytes:
    return bytes(page.render(scale=0.7).to_numpy().tobytes())


KINDS: dict[str, Callable[[str, bytes, bytes], Iterator[Difference]]] = {
    "epub": _archives,
    "zip": _archives,
    "png": _pictures,
    "pdf": _sheets,
}


def main(folders: list[str]) -> int:
    """Compare two folders, print what differs, return 1 when any of it was not expected."""
    if len(folders) != 2 or not all(Path(folder).is_dir() for folder in folders):
        sys.exit("compare_books: name two folders: the book built before, then the one built after")
    old, new = (files(Path(folder)) for folder in folders)
    found = list(compare(old, new))
    expected = Counter(one.reason for one in found if one.reason)
    others = [one for one in found if not one.reason]
    for one in others:
        print(f"differs   {one.name}: {one.what}")
    for reason, count in expected.most_common():
        print(f"expected  {count:4} x {reason}")
    same = sum(1 for name in old.keys() & new.keys() if old[name] == new[name])
    print(
        f"same      {same} of {len(old.keys() | new.keys())} files, byte for byte; {len(others)} not expected"
    )
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
