"""The theme's style sheets and scripts as pages ask for them: without comments and blanks."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

THEME = Path(__file__).parents[1] / "theme" / "static"
_MINIFIERS = {".css": cssmin, ".js": jsmin}


def write(static: Path) -> None:
    """Write the theme's files to the site's `_static` folder, over the copies that Sphinx made."""
    for source in THEME.iterdir():
        if minify := _MINIFIERS.get(source.suffix):
            (static / source.name).write_text(minify(source.read_text(encoding="utf-8")), encoding="utf-8")
