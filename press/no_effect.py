"""Keys of `_config.yml` that jupyter-book knows and this book does not follow: told, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_FETCHED = "a page asks no other site for anything, and nobody is counted"
_KEYS = {
    "html: analytics: google_analytics_id": _FETCHED,
    "html: analytics: plausible_analytics_domain": _FETCHED,
    "html: google_analytics_id": _FETCHED,
    "html: comments: hypothesis": _FETCHED,
    "html: comments: utterances": _FETCHED,
    "html: comments: giscus": _FETCHED,
    "html: extra_navbar": "the contents have no room for it; write it as extra_footer",
    "html: navbar_extra_footer": "the contents have no room for it; write it as extra_footer",
    "html: navbar_footer_text": "the contents have no room for it; write it as extra_footer",
    "parse: myst_dmath_double_inline": "jupyter-book passes it on to nobody; write it under sphinx: config",
    "html: navbar_number_sections": "options: numbered in _toc.yml numbers the sections",
    "launch_buttons: thebe": "pages run no code; offer binderhub_url",
    "launch_buttons: jupyterhub_url": "pages offer Binder and Colab only; use binderhub_url or colab_url",
    "launch_buttons: deepnote_url": "pages offer Binder and Colab only; use binderhub_url or colab_url",
    "execute: allow_errors": "an error stops the build; tag a cell whose error is meant raises-exception",
    "execute: run_in_temp": "chapters run in their own folder",
    "execute: exclude_patterns": "every chapter runs whose code or data changed; take it out of _toc.yml",
    "launch_buttons: notebook_interface": "Binder opens chapters in JupyterLab",
    "latex: latex_engine": "paper is set without LaTeX",
    "latex: latex_documents": "paper is set without LaTeX; brief_documents names what is set",
}
_ELSEWHERE = re.compile(
    r"<script\b|<iframe\b|\bon\w+\s*=|javascript:|\bsrc\s*=\s*[\"']?(?:https?:)?//|@import|url\(",
    re.IGNORECASE,
)
_MARKUP = ("html: announcement", "html: extra_footer")


def told(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each key that has no effect, or whose markup would ask another site."""
    for place, reason in _KEYS.items():
        if value(given, place):
            yield f"_config.yml: {place} has no effect here: {reason}; take it out"
    if value(given, "sphinx: config: extensions") and not value(given, "sphinx: recursive_update"):
        for key in ("extra_extensions", "local_extensions"):
            if value(given, f"sphinx: {key}"):
                yield (
                    f"_config.yml: sphinx: {key} has no effect here, since sphinx: config: extensions names "
                    "all that are loaded; add its names there and take it out"
                )
    for place in _MARKUP:
        if _ELSEWHERE.search(str(value(given, place) or "")):
            yield f"_config.yml: {place} would run a program or ask another site; write words and links only"
    execute = value(given, "execute: execute_notebooks")
    if execute not in (None, "cache", "auto", "force", "off", False, True):
        yield f'_config.yml: execute: execute_notebooks is "{execute}"; write cache: what changed is run'


def value(given: Mapping[str, Any], place: str) -> Any:
    """Return what stands at a place such as "html: favicon", None where nothing does."""
    found: Any = given
    for key in place.split(": "):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
