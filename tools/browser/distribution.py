"""A Pyodide distribution that is enough for notebooks: the package of npm with the wheels of a kernel.

usage: python -m tools.browser.distribution DIR. The package on npm is Python alone; JupyterLite's kernel asks
for micropip, IPython and what they need. All of these are wheels of nothing but Python. `kernel.lock` pins
them by hash, and a list that names them takes the place of Pyodide's own.
"""

from __future__ import annotations

import email
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("kernel.lock")
NPM = Path(__file__).with_name("node_modules") / "pyodide"
LIST = "pyodide-lock.json"  # of what the distribution holds
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
WHEELS = ("download", "-q", "--no-deps", "--only-binary=:all:", "--require-hashes")
MADE_OF = "made-of.txt"  # a sum of what a distribution was made of


class DistributionError(Exception):
    """What keeps a distribution from being made: one sentence with the way out."""


def main(target: Path) -> None:
    """Make the distribution, unless it was made of the same things."""
    if not all((NPM / part).is_file() for part in (*PARTS, LIST)):
        raise DistributionError(
            "Python for the browser is not here; bring it once: "
            "npm ci --ignore-scripts --prefix tools/browser; or name a distribution: make lite PYODIDE=DIR"
        )
    made_of = _sum((NPM / LIST).read_bytes() + LOCK.read_bytes())
    if (target / MADE_OF).is_file() and (target / MADE_OF).read_text(encoding="utf-8") == made_of:
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for part in PARTS:
        shutil.copyfile(NPM / part, target / part)
    its_own = json.loads((NPM / LIST).read_text(encoding="utf-8"))
    _bring(target, its_own["info"]["python"])
    made = {**its_own, "packages": described(sorted(target.glob("*.whl")))}
    (target / LIST).write_text(json.dumps(made, indent=1), encoding="utf-8")
    (target / MADE_OF).write_text(made_of, encoding="utf-8")


def _bring(target: Path, python: str) -> None:
    version = ".".join(python.split(".")[:2])
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *WHEELS]
    command += ["--python-version", version, "-r", str(LOCK), "-d", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["pip does not say why"]
        raise DistributionError(f"the wheels of the kernel could not be brought: {said[-1]}")


def described(wheels: list[Path]) -> dict[str, dict[str, Any]]:
    """Return the packages of some wheels as Pyodide lists them; each needs only what is among them."""
    said = {wheel: _metadata(wheel) for wheel in wheels}
    known = {_plain(about["Name"]) for about in said.values()}
    return {
        _plain(about["Name"]): {
            "name": _plain(about["Name"]),
            "version": about["Version"],
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": _sum(wheel.read_bytes()),
            "package_type": "package",
            "imports": _modules(wheel),
            "depends": sorted(known & _needs(about)),
            "unvendored_tests": False,
        }
        for wheel, about in said.items()
    }


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as held:
        name = next(one for one in held.namelist() if one.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(held.read(name))


def _needs(about: Message) -> set[str]:
    """Return what a package needs, without what it needs for an extra."""
    lines = about.get_all("Requires-Dist") or []
    return {_plain(re.split(r"[^\w.-]", line)[0]) for line in lines if not re.search(r"extra\s*==", line)}


def _modules(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as held:
        tops = {name.split("/")[0] for name in held.namelist() if name.endswith(".py")}
    return sorted(top.removesuffix(".py") for top in tops if not top.endswith((".dist-info", ".data")))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except DistributionError as problem:
        sys.exit(str(problem))
