"""`make check`: look at the code without running it: style, types, idle statements, imports, spelling."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("press", "brief", "tests", "tools")
TEXT = (*CODE, "chapters", "docs", "README.md", "CONTRIBUTING.md", "Makefile", "_config.yml", "_toc.yml")

# What each tool is for, and how it is called. The slowest comes first, so that the others run beside it.
CHECKS = {
    "mypy": ("-m", "mypy"),
    "pylint": ("-m", "pylint", "--score=n", *CODE),
    "imports": ("-c", "import importlinter.cli as cli; cli.lint_imports_command()", "--no-cache"),
    "workflows": ("tools/check_workflows.py",),
    "spelling": ("-m", "codespell_lib", *TEXT),
    "style": ("-m", "ruff", "check", "--quiet", *CODE),
    "format": ("-m", "ruff", "format", "--check", "--quiet", *CODE),
}
WAY_OUT = {
    "style": "many are mended by: .venv/bin/python -m ruff check --fix",
    "format": "mended by: .venv/bin/python -m ruff format",
    "imports": "the contracts and their reasons stand in pyproject.toml",
}


def run(name: str) -> tuple[bool, float, str]:
    """Run one tool; return whether it found nothing, the seconds it took and what it said."""
    begun = time.monotonic()
    command = [sys.executable, *CHECKS[name]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).rpartition("Broken contracts\n")[2]  # without import-linter's banner
    return done.returncode == 0, time.monotonic() - begun, said.strip()


def results(names: list[str]) -> Iterator[tuple[str, bool, float, str]]:
    """Run the tools, two at a time, and yield each with its result in the order of the list."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield from ((name, *done) for name, done in zip(names, pool.map(run, names), strict=True))


def main(asked: list[str]) -> int:
    """Run the named checks (all without a name), tell what was found, return 1 if anything was."""
    if unknown := [name for name in asked if name not in CHECKS]:
        sys.exit(f"check: there is no check {unknown[0]!r}; there are {', '.join(CHECKS)}")
    failed = 0
    for name, good, seconds, said in results(asked or list(CHECKS)):
        print(f"check    {name:<10}{'right' if good else 'WRONG':<7}{seconds:5.1f} s", flush=True)
        if not good:
            failed += 1
            print("\n".join(filter(None, (said, WAY_OUT.get(name)))), flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
