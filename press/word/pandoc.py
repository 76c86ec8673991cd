"""Pandoc: found where the machine or the environment has it, and asked to set a document."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from press.errors import PublishError

MISSING = (
    "the document for comments is left out: it is set by pandoc, which is not here; bring it by "
    ".venv/bin/python -m pip install pypandoc_binary, or by your system's package pandoc"
)
READS = "html+epub_html_exts"  # with notes


def found() -> str:
    """Return where pandoc lies, in the environment (the wheel pypandoc_binary) or in the system; else ""."""
    wheel = importlib.util.find_spec("pypandoc")
    places = (wheel.submodule_search_locations if wheel else None) or []
    inside = [Path(place) / "files" / "pandoc" for place in places]
    return next((str(path) for path in inside if path.is_file()), shutil.which("pandoc") or "")


def convert(source: Path, target: Path, facts: Mapping[str, str]) -> None:
    """Set a document from XHTML; pictures lie beside it, and nothing else is read.

    `facts` are what the document says of itself: title, author, date, lang. Raises PublishError.
    """
    told = [f"--metadata={name}={value}" for name, value in facts.items() if value]
    order = [found(), f"--from={READS}", "--to=docx", "--toc", "--toc-depth=2", *told]
    paths = [f"--output={target.resolve()}", source.name]
    done = subprocess.run([*order, *paths], cwd=source.parent, capture_output=True, text=True)
    if done.returncode or done.stderr.strip():
        raise PublishError(f"{target.name}: pandoc says: {done.stderr.strip()}")
