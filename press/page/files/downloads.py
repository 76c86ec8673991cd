"""What a page offers to take away or to run: its notebook, and services when an address is configured."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat
from jupyter_cache import get_cache
from sphinx.application import Sphinx

from press.book import appendices, file_names, readable
from press.figures.bundle import FIGURE_MIME
from press.page.icons import icon
from press.run import notebook_files

FOLDER = "notebooks"


def offers(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the links of a page: notebook clean and executed, then the configured services."""
    source = Path(app.env.doc2path(pagename))
    found = _notebooks(app, pagename, source, context) if notebook_files.is_notebook(source) else []
    return (
        found
        + _offprint(app, pagename, context)
        + _services(app.config.html_theme_options, source.relative_to(app.srcdir).as_posix())
    )


def _offprint(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the link to the chapter as a PDF of its own, where offprints are made with the pages."""
    config, called = app.config, appendices.called(app.env, pagename)
    if "offprints" not in config.brief_documents or not called:
        return []
    file = f"{config.brief_pdf.rpartition('/')[0]}/{file_names.offprint(config, pagename, called)}"
    return [
        {
            "text": "This chapter as PDF",
            "link": context["pathto"](file, 1),
            "icon": icon("download"),
            "download": False,
        }
    ]


def _notebooks(app: Sphinx, pagename: str, source: Path, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Put the page's notebook, clean and with its results, into the site and return links to both."""
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / source.name)
    names = [(source.name, "Notebook")]
    if (executed := _with_results(app, pagename, source)) is not None:
        names.append((f"{source.stem}-executed.ipynb", "Notebook with results"))
        (folder / names[-1][0]).write_text(executed, encoding="utf-8")
    return [
        {
            "text": text,
            "link": context["pathto"](f"{FOLDER}/{name}", 1),
            "icon": icon("notebook"),
            "download": True,
        }
        for name, text in names
    ]


def _with_results(app: Sphinx, pagename: str, source: Path) -> str | None:
    """Return the notebook with the outputs of its last run, each figure as a picture."""
    try:
        cache = get_cache(app.config.nb_execution_cache_path)
        _, notebook = cache.merge_match_into_notebook(notebook_files.read(source))
    except KeyError:  # it has not been run
        return None
    readable.told(notebook, app.env, pagename)
    if "version" in (language := notebook.metadata.get("language_info", {})):
        language.version = ".".join(language.version.split(".")[:2])  # a patch of Python changes no result
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FIGURE_MIME, None)  # for pages and paper; four times the weight
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text}\n"


def _services(options: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """Return links to the repository, Binder and Colab: only those whose address is configured."""
    url = (options.get("repository_url") or "").rstrip("/")
    if not url:
        return []
    branch = options.get("repository_branch") or "main"
    launch = options.get("launch_buttons") or {}
    slug = "/".join(url.split("/")[-2:])
    inside = "/".join(part for part in ((options.get("path_to_docs") or "").strip("/"), path) if part)
    notebook = quote(f"lab/tree/{inside}")
    links = [("Repository", f"{url}/blob/{branch}/{inside}")]
    if options.get("use_edit_page_button"):
        links.append(("Suggest an edit", f"{url}/edit/{branch}/{inside}"))
    if options.get("use_issues_button"):
        links.append(("Open an issue", f"{url}/issues/new"))
    if launch.get("binderhub_url"):
        links.append(
            ("Binder", f"{launch['binderhub_url'].rstrip('/')}/v2/gh/{slug}/{branch}?urlpath={notebook}")
        )
    if launch.get("colab_url") and path.endswith(".ipynb"):  # Colab opens no text notebook
        links.append(("Colab", f"{launch['colab_url'].rstrip('/')}/github/{slug}/blob/{branch}/{inside}"))
    return [{"text": text, "link": link, "icon": icon("link"), "download": False} for text, link in links]
