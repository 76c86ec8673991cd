"""The site around the pages: the theme, and the files that all pages share."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from press.book import citation, figure_node, shared_trees, template_rules, templating
from press.book.chapter_order import (
    called,
    chapter_names,
    links_after,
    parts,
    title_in_contents,
    translated_names,
)
from press.book.claims import claim_role
from press.book.claims.verdict_strip import verdict_strip
from press.claims.vocabulary import VERDICTS
from press.errors import PublishError
from press.figures import svg_cache as kept
from press.figures.bundle import Bundle
from press.figures.specs import living
from press.look import FONTS, all_colours, current, mark
from press.page import (
    claim_html,
    context,
    figure_html,
    formulas,
    front,
    gallery,
    icons,
    ledger_html,
    moved_pages,
    social_cards,
    table_frames,
)
from press.page.beside import changes, languages, lights, marks, not_found, other_book, ways
from press.page.files import data_files, downloads, feeds, figure_files, minified, search_index
from press.page.html_builder import SiteBuilder

THEME = Path(__file__).with_name("theme")
_PICTURES, _LINKED = "_images", "_downloads"  # where Sphinx puts what pages show and offer


def setup(app: Sphinx) -> None:
    """Register the theme and what happens around each page."""
    app.add_html_theme("brief", str(THEME))
    app.add_builder(SiteBuilder, override=True)
    app.add_node(figure_node.chart_figure, override=True, html=(figure_html.visit_chart_figure, None))
    app.add_node(claim_role.claim_note, override=True, html=(claim_html.visit_claim_note, None))
    app.add_node(verdict_strip, override=True, html=(claim_html.visit_verdict_strip, None))
    ledger_html.setup(app)
    formulas.setup(app)
    marks.setup(app)
    lights.setup(app)
    app.connect("builder-inited", _know_the_edition)
    app.connect("builder-inited", languages.get_ready)
    app.connect("brief-figure", _request_picture)
    app.connect("env-get-updated", _pages_in_a_new_frame, priority=900)  # when sections have their numbers
    app.connect("doctree-resolved", front.insert)
    app.connect("doctree-resolved", table_frames.insert)
    app.connect("html-page-context", context.fill)
    app.connect("html-page-context", languages.fill)
    app.connect("html-page-context", other_book.fill, priority=900)
    app.connect("html-collect-pages", _search_page)
    app.connect("html-collect-pages", gallery.pages)
    app.connect("html-collect-pages", changes.pages)
    not_found.setup(app)
    app.connect("html-collect-pages", moved_pages.collect)
    app.connect("build-finished", _shared_files)
    app.connect(shared_trees.AHEAD, _get_ready)


def _get_ready(app: Sphinx) -> None:
    """Make what most pages ask for, whichever chapter changes."""
    if not isinstance(app.builder, SiteBuilder):
        return
    templating.get_ready()
    app.builder.get_ready()
    for page in template_rules.PAGES:
        app.builder.templates.environment.get_template(f"{page}.html")
    gallery.get_ready(app)
    changes.get_ready(app)
    search_index.get_ready(app)
    feeds.get_ready(app)


def _know_the_edition(app: Sphinx) -> None:
    """Refuse an edition without a date. Raises PublishError that says where to add it."""
    config, name = app.config, app.config.brief_edition.edition
    if name and config.brief_editions and not citation.published(config):
        raise PublishError(
            f"_config.yml: brief_editions has no edition {name}; add it with its date and a summary"
        )


def _request_picture(app: Sphinx, bundle: Bundle) -> None:
    """Have a figure's picture drawn while the pages are written."""
    if isinstance(app.builder, SiteBuilder):
        place = Path(app.outdir) / figure_files.FOLDER / f"{bundle.name}.png"
        app.builder.pictures.request(bundle.svg.titled, place)


def _pages_in_a_new_frame(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name every page when what stands around all of them changed: the contents, or the list of tables."""
    if app.builder.format != "html":
        return []
    names = [*chapter_names(app), *translated_names(app)]
    entries = [
        (name, title_in_contents(env, name), env.toc_secnumbers.get(name, {}).get("")) for name in names
    ]
    links = [(name, called(link), link.url) for name, after in links_after(env).items() for link in after]
    tables = data_files.as_schema(app, "") if data_files.package(app) else {}
    frame = json.dumps([entries, parts(env), links, tables], sort_keys=True)
    known = vars(env).get("brief_frame", frame)
    vars(env)["brief_frame"] = frame  # kept with the environment until the next build
    return [] if known == frame else names


def _search_page(app: Sphinx) -> list[tuple[str, dict[str, str], str]]:
    says = f"Search the text, the figures and the tables of {app.config.html_title}."
    return [("search", {"title": "Search", "says": says}, "search.html")]


def _shared_files(app: Sphinx, error: Exception | None) -> None:
    """Write what all pages share and remove what no page of this book uses."""
    builder = app.builder
    if error is not None or not isinstance(builder, SiteBuilder):
        return
    out, static = Path(app.outdir), Path(app.outdir) / "_static"
    names = [*chapter_names(app), *translated_names(app)]
    minified.write(static)
    _write_look(static)
    _write_runtime(static, out / figure_files.FOLDER)
    search_index.write(app, static / "search-index.js", names, changes.search_entries(app))
    data_files.write(app)
    feeds.write(app, [*names, *gallery.names(app), *changes.names(app)], ways.PAGE)
    changes.write_files(app)
    _write_citations(app, out)
    (out / ".nojekyll").touch()  # else GitHub Pages leaves out folders such as _static
    builder.pictures.place_all()
    _tidy(builder, out, names)
    builder.figure_files.keep()
    other_book.write(app, out)
    if (out / figure_files.FOLDER).is_dir():
        figure_files.zip_all(out / figure_files.FOLDER)


def _write_look(static: Path) -> None:
    """Write fonts and colours."""
    (static / "fonts").mkdir(parents=True, exist_ok=True)
    for font in (FONTS / "pages").glob("*.woff2"):
        shutil.copyfile(font, static / "fonts" / font.name)
    (static / "mark.svg").write_text(mark.icon(current().strands), encoding="utf-8")
    (static / "colours.css").write_text(colour_sheet(), encoding="utf-8")
    pairs = json.dumps([[colour.light, colour.dark] for colour in all_colours()])
    config = json.dumps(living.shared_config(), separators=(",", ":"))
    look = f"window.briefPalette={pairs};\nwindow.briefConfig={config};\n"
    (static / "look.js").write_text(look, encoding="utf-8")


def colour_sheet() -> str:
    """Return the palette as CSS variables: light, dark by the reader's system, dark by choice."""
    light = "".join(f"--{colour.name}:{colour.light};" for colour in all_colours())
    dark = "".join(f"--{colour.name}:{colour.dark};" for colour in all_colours())
    names = [verdict.colour.name for verdict in VERDICTS.values()]
    verdicts = "".join(f".in-{name}{{--verdict:var(--{name})}}" for name in names)
    strands = "".join(
        f".{icons.strand_class(place)}{{stroke:var(--{colour.name})}}"
        for place, colour in enumerate(current().strands)
    )
    return (
        f":root{{color-scheme:light;{light}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n"
        f"{verdicts}{strands}\n"
    )


def _write_runtime(static: Path, figures: Path) -> None:
    """Write the scripts that living charts run on; the whole of Vega only where a chart needs it."""
    for name in (f"{living.MAIN}.js", f"{living.MAPS}.js", "vega-licences.txt"):
        shutil.copyfile(living.RUNTIME / name, static / name)
    whole = static / f"{living.WHOLE}.js"
    whole.unlink(missing_ok=True)
    if any(living.WHOLE in living.needed_by(script) for script in figures.glob("*.js")):
        whole.write_text(kept.whole_runtime(), encoding="utf-8")


def _write_citations(app: Sphinx, out: Path) -> None:
    """Write how to cite the book, under stable names."""
    work = citation.book(app.config)
    for name, text in (
        ("cite.bib", citation.bibtex(work)),
        ("cite.ris", citation.ris(work)),
        ("CITATION.cff", citation.cff(work, app.config.brief_about)),
    ):
        (out / name).write_text(text, encoding="utf-8", newline="")


def _tidy(builder: SiteBuilder, out: Path, names: list[str]) -> None:
    """Remove pages that the book no longer has and style sheets that the theme does not use."""
    kept = {Path(builder.get_outfilename(name)) for name in _with_pages_of_their_own(builder, names)}
    stray = [page for page in out.rglob("*.html") if page not in kept and "_static" not in page.parts]
    unused = [*out.glob("_static/mystnb*.css"), *out.glob("_static/pygments.css"), out / ".buildinfo.bak"]
    for path in (*stray, *unused, *_forgotten(builder, out, names)):
        path.unlink(missing_ok=True)


def _with_pages_of_their_own(builder: SiteBuilder, names: list[str]) -> list[str]:
    """Return the chapters with the pages that the site has beside them."""
    own = ["search", not_found.PAGE, *changes.names(builder.app), *gallery.names(builder.app)]
    return [*names, *own, *(one.page for one in builder.config.brief_moved)]


def _forgotten(builder: SiteBuilder, out: Path, names: list[str]) -> list[Path]:
    """Return the files to take away: of figures, chapters, pictures and downloads that are gone."""
    standard = cast(StandardDomain, builder.env.get_domain("std"))
    figures = {label.removeprefix("fig-") for label in standard.anonlabels}
    chapters = {Path(name).name for name in names}
    pages = {Path(builder.get_target_uri(name)).stem for name in _with_pages_of_their_own(builder, names)}
    kept = {figure_files.FOLDER: figures, downloads.FOLDER: chapters, social_cards.FOLDER: pages}
    named = [
        path
        for folder, wanted in kept.items()
        for path in (out / folder).glob("*")
        if path.name.partition(".")[0].removesuffix("-executed") not in wanted
    ]
    env = builder.env
    linked = {f"{_LINKED}/{name}" for _, name in env.dlfiles.values()}
    linked |= {
        f"{_PICTURES}/{name}" for name in [*builder.images.values(), *(one for _, one in env.images.values())]
    }
    there = [path for folder in (_LINKED, _PICTURES) for path in (out / folder).rglob("*") if path.is_file()]
    stray = [path for path in there if path.relative_to(out).as_posix() not in linked]
    return [*named, *stray, *languages.unused(builder, out)]
