"""`make sbom`: the parts that the book is made with and of, as a CycloneDX list with their licences.

Usage: python tools/sbom.py [FILE]   (without one: _build/sbom.cdx.json)

The libraries are those of requirements.lock, with the sums of their files; what pages and documents carry of
other people's work (fonts, the drawing engine of living charts, coasts) is listed beside them. The list is
checked against the schema of CycloneDX 1.6. Ends with 1 when a part has no licence.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "_build" / "sbom.cdx.json"
RUNTIME = ROOT / "press" / "figures" / "runtime"
_SCRIPT = re.compile(r"^([a-z0-9@/-]+) (\d[\w.-]*) \(([\w.-]+)\)$", re.MULTILINE)
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_SUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Licences that a library names only in words, or not where machines look.
_KNOWN = {
    "vl-convert-python": "BSD-3-Clause",
    "asttokens": "Apache-2.0",
    "bleach": "Apache-2.0",
    "overrides": "Apache-2.0",
}


def pinned(lock: str) -> dict[str, dict[str, list[str]]]:
    """Return the sums of each library that a lock file pins, by its plain name and its version.

    For another version of Python a library may be pinned to another version.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for part in re.split(r"\n(?=\S)", lock):
        if name := _PINNED.match(part):
            found.setdefault(plain(name[1]), {})[name[2]] = _SUM.findall(part)
    return found


def plain(name: str) -> str:
    """Return the name of a library as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def of_environment() -> dict[str, Any]:
    """Return CycloneDX's list of what is installed beside this Python."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.json"
        command = [
            sys.executable,
            "-m",
            "cyclonedx_py",
            "environment",
            "--output-reproducible",
            "--pyproject",
        ]
        command += ["pyproject.toml", "--sv", "1.6", "-o", str(target), sys.executable]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        content: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return content


def shipped() -> list[dict[str, Any]]:
    """Return what pages and documents carry of other people's work, besides libraries."""
    named = _SCRIPT.findall((RUNTIME / "vega-licences.txt").read_text(encoding="utf-8"))
    scripts = [
        _part("library", name, version, licence, f"pkg:npm/{name}@{version}")
        for name, version, licence in named
    ]
    fonts = [_part("file", name, "", "OFL-1.1") for name in ("Source Sans 3", "Source Serif 4", "Noto Sans")]
    coasts = _part("data", "Natural Earth, coasts", "", "LicenseRef-public-domain")
    return [*scripts, *fonts, coasts]


def _part(kind: str, name: str, version: str, licence: str, purl: str = "") -> dict[str, Any]:
    chosen = {"name": "public domain"} if licence.startswith("LicenseRef") else {"id": licence}
    part = {
        "type": kind,
        "name": name,
        "bom-ref": purl or f"shipped/{name}",
        "licenses": [{"license": chosen}],
    }
    return part | ({"version": version} if version else {}) | ({"purl": purl} if purl else {})


def listed(installed: dict[str, Any], lock: str) -> dict[str, Any]:
    """Return the list of the libraries that a lock file pins, with their sums, and of what is shipped."""
    wanted = pinned(lock)
    ours = [part for part in installed["components"] if plain(part["name"]) in wanted]
    parts = [_with_sums(part, wanted[plain(part["name"])]) for part in ours]
    references = {part["bom-ref"] for part in parts}
    links = [link for link in installed.get("dependencies", []) if link["ref"] in references]
    kept = [
        {**link, "dependsOn": [to for to in link.get("dependsOn", []) if to in references]} for link in links
    ]
    return {**installed, "components": [*parts, *shipped()], "dependencies": kept}


def _with_sums(part: dict[str, Any], pins: dict[str, list[str]]) -> dict[str, Any]:
    """Return a library with the sums that the lock file allows, and a licence if it is known."""
    sums = [{"alg": "SHA-256", "content": one} for one in pins.get(part["version"], [])]
    known = _KNOWN.get(plain(part["name"]))
    licence = {} if part.get("licenses") or not known else {"licenses": [{"license": {"id": known}}]}
    return {**part, **licence, "hashes": sums}


def problems(content: dict[str, Any], lock: str) -> list[str]:
    """Return a sentence for each part without a licence or not as pinned, and for a breach of the schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bare = [part["name"] for part in content["components"] if not part.get("licenses")]
    found = [f"{name} names no licence; look it up, and add it to tools/sbom.py" for name in bare]
    wanted = pinned(lock)
    for part in content["components"]:
        pins = wanted.get(plain(part["name"]))
        if pins and part["version"] not in pins:
            found.append(
                f"{part['name']} is {part['version']} here, not as in requirements.lock; set up again"
            )
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(content))
    return [*found, *([f"the list breaks the schema: {wrong}"] if wrong else [])]


def main(arguments: list[str]) -> int:
    """Write the list and tell how many parts it has under which licences."""
    target = Path(arguments[0]) if arguments else TARGET
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    content = listed(of_environment(), lock)
    if found := problems(content, lock):
        print("\n".join(f"sbom     {one}" for one in found), file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"sbom     {len(content['components'])} parts, each with its licence: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
