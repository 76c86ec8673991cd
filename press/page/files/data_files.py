"""The tables behind the book, to take away: copied into the site, zipped, described for search engines.

Reads a Frictionless Data Package (`brief_data` names its folder); knows nothing of its subject.
"""

from __future__ import annotations

import functools
import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

FOLDER = "data"
DESCRIPTION = "datapackage.json"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a zip: the same bytes at any time


def package(app: Sphinx) -> dict[str, Any]:
    """Return the description of the tables, or nothing when the book names no folder of tables."""
    folder = app.config.brief_data
    path = Path(app.srcdir) / folder / DESCRIPTION
    return _described(path, path.stat().st_mtime_ns) if folder and path.exists() else {}


@functools.lru_cache(maxsize=4)
def _described(path: Path, _changed: int) -> dict[str, Any]:
    description: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return description


def paths(app: Sphinx) -> dict[str, str]:
    """Return each table's file name by its name."""
    return {entry["name"]: entry["path"] for entry in package(app).get("resources", [])}


def write(app: Sphinx) -> None:
    """Copy the described files and their description into the site and pack them into data.zip."""
    described = package(app)
    if not described:
        return
    source, target = Path(app.srcdir) / app.config.brief_data, Path(app.outdir) / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    names = sorted([DESCRIPTION, *(entry["path"] for entry in described["resources"])])
    for forgotten in set(target.rglob("*")) - {target / name for name in names}:
        if forgotten.is_file():
            forgotten.unlink()
    for name in names:
        shutil.copyfile(source / name, target / name)
    pack(Path(app.outdir) / "data.zip", {f"{FOLDER}/{name}": source / name for name in names})


def pack(target: Path, files: dict[str, Path]) -> None:
    """Write a zip of the files under the names given, byte for byte the same for the same files.

    One that holds them already is left alone: to compress takes longer than to compare.
    """
    contents = {name: path.read_bytes() for name, path in sorted(files.items())}
    if _packed(target) == [(name, len(content), zlib.crc32(content)) for name, content in contents.items()]:
        return
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)


def _packed(target: Path) -> list[tuple[str, int, int]]:
    """Return the name, size and checksum of each file in a zip, nothing when there is none."""
    if not target.exists():
        return []
    with zipfile.ZipFile(target) as archive:
        return [(entry.filename, entry.file_size, entry.CRC) for entry in archive.infolist()]


def as_schema(app: Sphinx, base: str) -> dict[str, Any]:
    """Return the tables as a schema.org Dataset; `base` is the site's address, or the way to its top."""
    described = package(app)
    origins = (entry.get("address", "") for entry in described["resources"])
    return {
        "@type": "Dataset",
        "name": described["title"],
        "description": described.get("description", described["title"]),
        "version": described.get("version", ""),
        "license": licence_address(described),
        "creator": {"@type": "Organization", "name": str(app.config.author)},
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/zip", "contentUrl": f"{base}data.zip"},
            *(_download(entry, base) for entry in described["resources"]),
        ],
        "isBasedOn": sorted({address for address in origins if address.startswith("http")}),
    }


def _download(entry: dict[str, Any], base: str) -> dict[str, Any]:
    terms = {"license": {"@type": "CreativeWork", "name": entry["licence"]}} if entry.get("licence") else {}
    return {
        "@type": "DataDownload",
        "name": entry["title"],
        "encodingFormat": entry.get("mediatype", "text/csv"),
        "contentUrl": f"{base}{FOLDER}/{entry['path']}",
        **terms,
    }


def licence_address(described: dict[str, Any]) -> str:
    """Return the address of the package's own licence: the one given, or its page at Creative Commons."""
    licences: list[dict[str, str]] = described.get("licenses") or [{}]
    name, address = licences[0].get("name", "").lower(), licences[0].get("path", "")
    if address or not name.startswith("cc-"):
        return address
    kind, _, version = name.removeprefix("cc-").rpartition("-")
    return f"https://creativecommons.org/licenses/{kind}/{version}/"
