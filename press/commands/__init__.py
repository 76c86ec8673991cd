"""The commands of a brief: `python -m brief book`. What is wrong is told in sentences, not tracebacks."""

from __future__ import annotations

import argparse
import os
from typing import Any

from press import project, subject
from press.commands import again, building, data, editions, handing_out, streams
from press.commands.guard import guarded, tell_of_an_end
from press.commands.reading import Parser
from press.errors import PublishError
from press.run import lean
from press.subject import Command
from press.system import ctrl_c


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    streams.keep_on()
    lean.leave_out()
    tell_of_an_end()
    return guarded(lambda: run(arguments))


def run(arguments: list[str] | None) -> None:
    """Read the command line and run the command that it names."""
    ctrl_c.is_raised()
    parser = Parser(prog=project.SUBJECT, description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for room in (building, data, again, editions, handing_out):
        room.add(commands)
    for own in subject.current().commands:
        _add_own(commands, own)
    chosen = parser.read(arguments)
    if building.AS_OF in os.environ and chosen.command != "book":
        raise PublishError(
            f"{building.AS_OF} is set, and {chosen.command} knows no day; unset it, or build with `make book`"
        )
    chosen.run(chosen)


def _add_own(commands: argparse._SubParsersAction[Any], own: Command) -> None:
    """Add a command of the brief's own."""
    commands.add_parser(own.name, help=own.help).set_defaults(run=lambda _: run_own(own))


def run_own(command: Command) -> None:
    """Run a command of the brief's own while no build is at work, and print what it returns."""
    from press.build import lock
    from press.commands.places import BUILD

    with lock.held(BUILD, f"make {command.name}"):
        print(command.run())
