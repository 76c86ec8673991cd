"""The command that writes what is handed out: handouts."""

from __future__ import annotations

import argparse

from press.commands import building
from press.commands.places import BUILD, ROOT


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that writes what is handed out."""
    told = "each chapter as one HTML file, and the brief as a document for comments"
    commands.add_parser("handouts", help=told).set_defaults(run=lambda _: hand_out())


def hand_out() -> None:
    """Write the handouts of the book, which is brought up to date first."""
    from press.build import lock
    from press.handouts import making

    with lock.held(BUILD, "make handouts"):
        building.bring_up_to_date("a4")
        for said in making.make(ROOT, *building.as_built()):
            print(said, flush=True)
