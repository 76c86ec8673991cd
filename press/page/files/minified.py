"""The theme's style sheets and scripts as pages ask for them: without comments and blanks."""

from __future__ import annotations

from pathlib import Path

import minify_html

THEME = Path(__file__).parents[1] / "theme" / "static"
_ELEMENTS = {".css": "style", ".js": "script"}


def write(static: Path) -> None:
    """Write the theme's files to the site's `_static` folder, over the copies that Sphinx made."""
    for source in THEME.iterdir():
        if source.suffix in _ELEMENTS:
            text = minified(source.read_text(encoding="utf-8"), _ELEMENTS[source.suffix])
            (static / source.name).write_text(text, encoding="utf-8")


def minified(text: str, element: str) -> str:
    """Return what an element "style" or "script" holds, shortened; the library takes whole pages only."""
    before, after = f"<{element}>", f"</{element}>"
    page = minify_html.minify(f"{before}{text}{after}", minify_css=True, minify_js=True)
    return page.removeprefix(before).removesuffix(after)
