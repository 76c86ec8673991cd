"""The chapters of the book, as `_toc.yml` lists them."""

from __future__ import annotations

from pathlib import Path

import yaml

from press.publish_errors import PublishError


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
