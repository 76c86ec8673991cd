"""The chapters of the book in their order: files as `_toc.yml` lists them, documents as Sphinx read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from press.publish_errors import PublishError

if TYPE_CHECKING:  # the files are listed before anything needs Sphinx
    from sphinx.application import Sphinx


def chapter_files(root: Path) -> list[Path]:
    """Return the notebooks that `_toc.yml` names, in its order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    names = [toc["root"], *(entry["file"] for entry in toc.get("chapters", []))]
    files = [root / f"{name}.ipynb" for name in names]
    missing = [file.relative_to(root) for file in files if not file.exists()]
    if missing:
        raise PublishError(
            f"_toc.yml names {missing[0]}, which does not exist; add the chapter or take it out of the list"
        )
    return files


def chapter_names(app: Sphinx) -> list[str]:
    """Return the documents of the book in reading order, the root first."""
    relations = app.env.collect_relations()
    found, docname = [], app.config.root_doc
    while docname is not None:
        found.append(docname)
        docname = relations.get(docname, (None, None, None))[2]
    return found
