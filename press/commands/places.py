"""Where the commands find the project and what it builds."""

from press import project

ROOT = project.root()
BUILD = ROOT / "_build"
CHECKED = BUILD / ".tables_checked.json"
