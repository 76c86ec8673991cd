"""The built book as a host would serve it: from this machine only, compressed, under a strict policy."""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
"""Nothing from elsewhere, no inline script, no inline style, no eval."""

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".csv", ".xml", ".txt", ".ipynb"}


@functools.lru_cache(maxsize=400)
def packed(path: Path, _changed: float) -> bytes:
    """Return a file's bytes as gzip at its best, as a host keeps them."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    policy = POLICY
    lost: Path | None = None  # the page that answers for what is not there

    def guess_type(self, path: str) -> str:
        return "font/woff2" if str(path).endswith(".woff2") else super().guess_type(path)

    def send_head(self) -> io.BufferedIOBase | None:
        path = Path(self.translate_path(self.path))
        if self.lost is not None and not path.exists():
            return self._answer(404, "text/html", self.lost.read_bytes())
        if path.suffix not in COMPRESSED or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        if not path.is_file():
            return super().send_head()
        body = packed(path, path.stat().st_mtime)
        return self._answer(200, self.guess_type(str(path)), body, **{"Content-Encoding": "gzip"})

    def _answer(self, status: int, kind: str, body: bytes, **headers: str) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the test's output readable."""


@contextmanager
def serving(folder: Path, policy: str = POLICY, lost: Path | None = None) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1 and yield its address, with a slash at its end.

    `lost` is the page that answers, with the status 404, for what is not there.
    """
    kind = type("Handler", (_Handler,), {"policy": policy, "lost": lost})
    handler = functools.partial(kind, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
