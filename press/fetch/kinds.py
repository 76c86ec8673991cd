"""Whether bytes are the kind of file that was asked for, and text in the encoding that it should have."""

from __future__ import annotations

import re

from press.errors import FetchError

_BEGINS = {
    "zip": (b"PK\x03\x04",),
    "xls": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    "pdf": (b"%PDF-",),
    "json": (b"{", b"["),
    "xml": (b"<",),
}
_PAGE = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)", re.I | re.S)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.I | re.S)


def check(content: bytes, expects: str, where: str) -> None:
    """Raise FetchError when an answer is empty, a web page in place of a file, or of another kind."""
    body = content.removeprefix(b"\xef\xbb\xbf")
    if not body.strip():
        raise FetchError(f"{where} answers with nothing, where a file is needed; try again later")
    if expects and expects != "html" and _PAGE.match(body[:2000]):
        raise FetchError(
            f"{where} answers with a web page{_titled(body)}, where a file ({expects}) is needed; look at it "
            "in a browser: the file has moved, or the publisher wants something first"
        )
    if expects == "csv" and body.lstrip()[:1] in (b"{", b"["):
        said = body.decode("utf-8", "replace").strip()[:100]
        raise FetchError(f"{where} answers with a message in place of a table: {said}; see what it wants")
    if expects in _BEGINS and not body.lstrip()[:8].startswith(_BEGINS[expects]):
        raise FetchError(
            f"{where} does not answer with a file of the kind {expects} (it begins with {body[:12]!r}); see "
            "what the publisher offers now, and correct the fetcher"
        )


def text(content: bytes, where: str, encoding: str = "utf-8-sig") -> str:
    """Return bytes as text. Raises FetchError when they are in another encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise FetchError(
            f"{where}, line {line}: the text is not in {encoding.removesuffix('-sig').upper()}, as the "
            "reader expects; see which encoding the publisher uses now, and name it in the reader"
        ) from None


def _titled(body: bytes) -> str:
    found = _TITLE.search(body[:20_000])
    return f' ("{" ".join(found[1].decode("utf-8", "replace").split())[:60]}")' if found else ""
