"""The files of a figure to take away: SVG, PNG, CSV, Vega-Lite, metadata, and what the live chart loads."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from brief.charts import render

FOLDER = "figures"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a zip: the same bytes at any time


def write(bundle: dict[str, Any], folder: Path, number: str, edition: dict[str, str]) -> None:
    """Write the files of one figure into `folder`, under stable names."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / bundle["name"]
    live = json.dumps(_shared_data(bundle), separators=(",", ":"), ensure_ascii=False)
    titled = bundle["svg"]["titled"]
    texts = {
        ".js": f"(window.briefFigures??={{}})[{json.dumps(bundle['name'])}]={live};\n",
        ".csv": as_csv(bundle),
        ".json": json.dumps(bundle["spec"]["wide"], indent=1, ensure_ascii=False, sort_keys=True) + "\n",
        ".metadata.json": json.dumps(metadata(bundle, number, edition), indent=1, ensure_ascii=False) + "\n",
        ".svg": titled + "\n",
    }
    unchanged = _same(stem.with_suffix(".svg"), texts[".svg"]) and stem.with_suffix(".png").exists()
    for suffix, text in texts.items():
        Path(f"{stem}{suffix}").write_text(text, encoding="utf-8")
    if not unchanged:
        stem.with_suffix(".png").write_bytes(render.png(titled))


def as_csv(bundle: dict[str, Any]) -> str:
    """Return the numbers of a figure as CSV text with its column titles."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(bundle["columns"])
    writer.writerows(bundle["rows"])
    return text.getvalue()


def metadata(bundle: dict[str, Any], number: str, edition: dict[str, str]) -> dict[str, Any]:
    """Return what a reader needs to cite and check the figure."""
    keys = ("name", "headline", "subtitle", "alt", "note", "function", "columns", "sources")
    return {"number": number, **{key: bundle[key] for key in keys}, **edition}


def zip_all(folder: Path) -> None:
    """Pack every figure's files into figures.zip, byte for byte the same for the same files."""
    target = folder.parent / "figures.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if path.suffix != ".js":
                info = zipfile.ZipInfo(f"{FOLDER}/{path.name}", EPOCH)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(info, path.read_bytes())


def _shared_data(bundle: dict[str, Any]) -> dict[str, Any]:
    """Return both specifications with the data that they share kept once."""
    wide, narrow = (dict(bundle["spec"][form]) for form in ("wide", "narrow"))
    datasets = {**wide.pop("datasets", {}), **narrow.pop("datasets", {})}
    return {"datasets": datasets, "wide": wide, "narrow": narrow}


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
