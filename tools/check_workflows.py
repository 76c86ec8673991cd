"""Check the workflows that publish the book: rights and pins by zizmor, form by their published schemas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE = Path(sys.executable).parent
SCHEMA = "check-jsonschema"
GITHUB = sorted(str(file.relative_to(ROOT)) for file in (ROOT / ".github" / "workflows").glob("*.yml"))
COMMANDS = (
    ("zizmor", "--offline", "--no-progress", "--quiet", *GITHUB),
    (SCHEMA, "--quiet", "--builtin-schema", "vendor.github-workflows", *GITHUB),
    (SCHEMA, "-q", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", ".gitlab-ci.yml"),
)


def main() -> int:
    """Run each check and return 1 if any found something; what it says is printed."""
    codes = [
        subprocess.run([BESIDE / program, *arguments], cwd=ROOT, check=False).returncode
        for program, *arguments in COMMANDS
    ]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
