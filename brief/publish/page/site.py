"""The site around the pages: what every page knows, and the files that all pages share."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from brief.design import FONTS
from brief.design.palette import all_colours
from brief.publish.page import downloads, figure_files, search_index
from brief.publish.page.icons import MARK, icon

THEME = Path(__file__).with_name("theme")
WORDS_PER_MINUTE = 220


def setup(app: Sphinx) -> None:
    """Register the theme and what happens around each page."""
    app.add_html_theme("brief", str(THEME))
    app.connect("builder-inited", _no_stock_search)
    app.connect("html-page-context", _page_context)
    app.connect("html-collect-pages", _search_page)
    app.connect("build-finished", _shared_files)


def _no_stock_search(app: Sphinx) -> None:
    """Sphinx's search cannot read pages from a folder (file://); ours can."""
    if app.builder.format == "html":
        app.builder.search = False


def _search_page(app: Sphinx) -> list[tuple[str, dict, str]]:
    return [("search", {"title": "Search"}, "search.html")]


def _page_context(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    config = app.config
    title = re.sub(r"<[^>]+>", "", context.get("title") or "")
    root = config.root_doc
    context.update(
        mark=MARK,
        icons={name: icon(name) for name in ("search", "download", "theme", "menu")},
        is_front=pagename == root,
        page_title=config.html_title if pagename == root else f"{title} – {config.html_title}",
        page_description=_description(doctree) or config.html_title,
        page_metatags="",
        pdf_link=config.brief_pdf,
        edition=config.brief_edition,
        chapters=_chapters(app, pagename, context),
        html_title=config.html_title,
        reading=_reading_time(doctree) if doctree is not None else "",
        offers=downloads.offers(app, pagename, context) if doctree is not None else [],
        root_doc=root,
    )


def _chapters(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the chapters in the book's order: number, title, link, and the sections of this one."""
    listed = []
    env = app.env
    for docname in chapter_names(app):
        number = env.toc_secnumbers.get(docname, {}).get("", ())
        listed.append(
            {
                "number": ".".join(map(str, number)),
                "title": env.titles[docname].astext(),
                "link": context["pathto"](docname),
                "current": docname == pagename,
                "sections": _sections(env.tocs[docname]) if docname == pagename else [],
            }
        )
    return listed


def chapter_names(app: Sphinx) -> list[str]:
    """Return the documents of the book in reading order, the root first."""
    relations = app.env.collect_relations()
    names, docname = [], app.config.root_doc
    while docname is not None:
        names.append(docname)
        docname = relations.get(docname, (None, None, None))[2]
    return names


def _sections(toc: nodes.bullet_list) -> list[dict[str, str]]:
    """Return the second-level headings of a page with their anchors."""
    inner = next((item for item in toc.findall(nodes.bullet_list) if item.parent is not None), None)
    if inner is None or inner is toc:
        inner = next((item for item in list(toc.findall(nodes.bullet_list))[1:]), None)
    if inner is None:
        return []
    links = [next(iter(item.findall(nodes.reference)), None) for item in inner.children]
    return [
        {"title": link.astext(), "anchor": link["anchorname"].lstrip("#")}
        for link in links
        if link is not None
    ]


def _description(doctree: nodes.document | None) -> str:
    """Return the page's first sentence: it says what the chapter found."""
    first = next(iter(doctree.findall(nodes.paragraph)), None) if doctree is not None else None
    text = " ".join(first.astext().split()) if first is not None else ""
    return text if len(text) <= 300 else text[:297].rsplit(" ", 1)[0] + " …"


def _reading_time(doctree: nodes.document) -> str:
    words = sum(len(node.astext().split()) for node in doctree.findall(nodes.paragraph))
    return f"{max(1, round(words / WORDS_PER_MINUTE))} min to read"


def _shared_files(app: Sphinx, error: Exception | None) -> None:
    """Write what all pages share: fonts, colours, the Vega runtime, the search index, the zip, the redirect."""
    if error is not None or app.builder.format != "html":
        return
    out, static = Path(app.outdir), Path(app.outdir) / "_static"
    (static / "fonts").mkdir(parents=True, exist_ok=True)
    for font in FONTS.glob("*.woff2"):
        shutil.copyfile(font, static / "fonts" / font.name)
    (static / "colours.css").write_text(colour_sheet(), encoding="utf-8")
    pairs = json.dumps([[colour.light, colour.dark] for colour in all_colours()])
    (static / "palette.js").write_text(f"window.briefPalette={pairs};\n", encoding="utf-8")
    _write_runtime(static / "vega.js")
    search_index.write(app, static / "search-index.js", chapter_names(app))
    if (out / figure_files.FOLDER).is_dir():
        figure_files.zip_all(out / figure_files.FOLDER)
    if app.config.root_doc != "index":
        (out / "index.html").write_text(_redirect(app), encoding="utf-8")


def colour_sheet() -> str:
    """Return the palette as CSS variables: light, dark by the reader's system, dark by choice."""
    light = "".join(f"--{colour.name}:{colour.light};" for colour in all_colours())
    dark = "".join(f"--{colour.name}:{colour.dark};" for colour in all_colours())
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root,:root[data-theme=dark]{{color-scheme:light;{light}}}}}\n"
    )


def _write_runtime(target: Path) -> None:
    """Write Vega, Vega-Lite and vega-embed as one script; they come with vl-convert, not from a network."""
    if not target.exists():
        import vl_convert

        snippet = "window.vegaEmbed=vegaEmbed;"
        target.write_text(vl_convert.javascript_bundle(snippet), encoding="utf-8")


def _redirect(app: Sphinx) -> str:
    first = app.builder.get_target_uri(app.config.root_doc)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<title>{app.config.html_title}</title><meta name="description" content="{app.config.html_title}">'
        f'<meta http-equiv="refresh" content="0; url={first}"><link rel="canonical" href="{first}"></head>'
        f'<body><p><a href="{first}">{app.config.html_title}</a></p></body></html>\n'
    )
