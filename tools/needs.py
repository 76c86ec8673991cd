"""Bring what the tests need beside Python, for `make test`: a Chromium, and the tools that run in Node.

What cannot be brought is told in a sentence, and the tests that want it are skipped and listed at their end;
only where CI=true is set do they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "site"))
import reader  # noqa: E402

NODE_TOOLS = ("lighthouse", "ace")
# Else npm waits five minutes for each answer, three times, where no registry can be reached.
NPM_PATIENCE = ("--fetch-timeout=60000", "--fetch-retries=1", "--fetch-retry-maxtimeout=10000")
OLDEST_NODE = 20

# How each system's package manager brings a package without asking.
MANAGERS = {
    "apt-get": ("apt-get", "install", "-y", "-q", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y", "-q"),
    "apk": ("apk", "add", "-q"),
    "pacman": ("pacman", "-S", "--noconfirm", "-q"),
    "zypper": ("zypper", "-n", "-q", "install"),
}


def main() -> None:
    """Bring the browser, then Node's tools."""
    bring_browser()
    bring_node()
    for tool in NODE_TOOLS:
        bring_node_tool(ROOT / "tools" / tool)


def bring_browser() -> None:
    """Find a Chromium that starts; else bring one by the package manager, else by Playwright."""
    if reader.find_browser():
        return
    if system_packages("a browser", ["chromium"]) and reader.find_browser():
        return
    tell("no Chromium here; Playwright fetches its own (once; about 170 MB)")
    attempt([sys.executable, "-m", "playwright", "install", "chromium"])
    if reader.find_browser() is None:
        tell(reader.NO_BROWSER)


def bring_node() -> None:
    """Bring Node where the user may; without it two tools are left out."""
    if not shutil.which("npm"):
        system_packages("Node", ["nodejs", "npm"])


def bring_node_tool(folder: Path) -> None:
    """Install a tool of Node's from its lock, unless that was done since the lock changed."""
    done, lock = folder / "node_modules" / ".complete", folder / "package-lock.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return
    if (version := node_version()) < OLDEST_NODE or not shutil.which("npm"):
        has = f"Node is {version} here" if version else "Node is not here"
        tell(f"{folder.name} is left out: {has}, and it wants Node {OLDEST_NODE} or later, with npm")
        return
    tell(f"Node's tool {folder.name} (once)")
    order = ["npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel", "error"]
    if attempt([*order, *NPM_PATIENCE]):
        shutil.copyfile(lock, done)
    else:
        tell(f"{folder.name} is left out: npm could not bring it; later: npm ci --prefix tools/{folder.name}")


def node_version() -> int:
    """Return the number of Node's release, 0 without Node."""
    if not shutil.which("node"):
        return 0
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(said.strip().lstrip("v").partition(".")[0] or 0)


def system_packages(what: str, packages: Iterable[str]) -> bool:
    """Install packages of the system when the user is root; return whether that was done."""
    manager = next(filter(shutil.which, MANAGERS), None)
    if manager is None or os.geteuid() != 0:
        return False
    order = [*MANAGERS[manager], *packages]
    tell(f"{what} is missing; as root: {' '.join(order)}")
    if manager == "apt-get":
        attempt(["apt-get", "update", "-q"])
    return attempt(order)


def attempt(command: list[str]) -> bool:
    """Run a command quietly; tell the end of what it said when it fails, and return whether it went well."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, errors="replace")
    if done.returncode:
        last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-2:]
        tell(f"{command[0]} ended with {done.returncode}: {' / '.join(last)}")
    return done.returncode == 0


def tell(said: str) -> None:
    """Print one line of progress."""
    print(f"needs    {said}", flush=True)


if __name__ == "__main__":
    main()
