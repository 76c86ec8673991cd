"""Commands of the engine itself: `python -m press new DIR --title TITLE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from press.system import ctrl_c


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what is wrong is told in a sentence."""
    ctrl_c.ends_at_once()
    from press.commands import streams
    from press.commands.guard import guarded

    streams.keep_on()
    parser = argparse.ArgumentParser(prog="press", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new", help="make a small, complete brief of one's own in a new folder")
    new.add_argument("folder", nargs="?", default="", help="the folder to make")
    new.add_argument("--title", default="", help="the title of the brief")
    commands.add_parser("docs", help="write docs/engine.md anew from the code")
    return guarded(lambda: print(perform(parser.parse_args(arguments))))


def perform(chosen: argparse.Namespace) -> str:
    """Run the chosen command and return what is to be said."""
    from press.new import create, reference

    ctrl_c.is_raised()
    if chosen.command == "docs":
        return reference.bring_up_to_date()
    return create.said(create.make(Path(chosen.folder) if chosen.folder else None, chosen.title))


if __name__ == "__main__":
    sys.exit(main())
