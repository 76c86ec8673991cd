"""The pages of `make live`: the finished book, with a script that reloads a page after a build."""

from __future__ import annotations

import asyncio
import mimetypes
from pathlib import Path

import tornado.web

from press.system import watchdog

STATE = ".live.json"
SCRIPT = Path(__file__).with_name("live.js")
_TAG = b'<script src="/_live.js" defer></script></body>'
_ABSENT = b"<!doctype html><title>Not built yet</title><p>This page is not built yet.</p>"
POLL_SECONDS = 0.03


def serve(folder: Path, port: int) -> None:
    """Serve `folder`/html on 127.0.0.1 until the process, or the one that started it, is ended."""
    watchdog.end_with_parent()
    asyncio.run(_serve(folder, port))


async def _serve(folder: Path, port: int) -> None:
    tornado.web.Application(
        [
            ("/_live.js", _Script),
            ("/_live", _Events, {"state": folder / STATE}),
            ("/(.*)", _Page, {"site": folder / "html"}),
        ]
    ).listen(port, "127.0.0.1")
    await asyncio.Event().wait()


class _Script(tornado.web.RequestHandler):
    """Serves what reloads a page."""

    def get(self) -> None:
        """Send the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(SCRIPT.read_bytes())


class _Events(tornado.web.RequestHandler):
    """Sends the state of the build whenever it changes (server-sent events)."""

    def initialize(self, state: Path) -> None:
        """Take the file that holds the state."""
        self.state, self.open = state, True

    def on_connection_close(self) -> None:
        """Note that the reader has left the page."""
        self.open = False

    async def get(self) -> None:
        """Send events until the reader leaves."""
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        sent = ""
        while self.open:
            now = self.state.read_text(encoding="utf-8") if self.state.exists() else ""
            if now != sent:
                self.write(f"data: {now}\n\n")
                await self.flush()
                sent = now
            await asyncio.sleep(POLL_SECONDS)


class _Page(tornado.web.RequestHandler):
    """Serves one file of the site, never from a cache."""

    def initialize(self, site: Path) -> None:
        """Take the folder of the site."""
        self.site = site.resolve()

    def get(self, name: str) -> None:
        """Send the file of that name, or that there is none."""
        path = (self.site / (name or "index.html")).resolve()
        if not path.is_relative_to(self.site) or not path.is_file():
            self.set_status(404)
            self.write(_ABSENT + _TAG)
            return
        content = path.read_bytes()
        self.set_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", "no-store")
        self.write(content.replace(b"</body>", _TAG) if path.suffix == ".html" else content)
