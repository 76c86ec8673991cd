"""The commands that run a chapter otherwise: chapter, grid."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping

from press import project, subject
from press.commands import building
from press.commands.places import BUILD, ROOT
from press.errors import BriefError, PublishError
from press.parameters import Parameters


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that run a chapter otherwise."""
    chapter = commands.add_parser("chapter", help="run a chapter with other parameters, beside the book")
    chapter.add_argument("name", metavar="NAME", nargs="?", default="")
    chapter.add_argument("given", nargs="*", metavar="PARAMETER=VALUE")
    chapter.set_defaults(run=lambda chosen: run_otherwise(chosen.name, chosen.given))
    grid = commands.add_parser(
        "grid", help="follow a chapter's numbers over many values, in a table and a figure"
    )
    grid.add_argument("name", metavar="NAME", nargs="?", default="")
    grid.add_argument("given", nargs="*", metavar="PARAMETER=FROM:TO")
    grid.set_defaults(run=lambda chosen: follow_numbers(chosen.name, chosen.given))


def offered() -> Mapping[str, Parameters]:
    """Return what may be turned in each chapter. Raises PublishError where the brief's own modules stop."""
    try:
        return subject.current().parameters()
    except (BriefError, PublishError):
        raise
    except Exception as problem:
        said = problem.msg if isinstance(problem, SyntaxError) else problem
        raise PublishError(
            f"the modules that say what may be turned in a chapter stop{project.stopped_at(problem)}: "
            f"{type(problem).__name__}: {said}; mend the module, or take it out"
        ) from problem


def run_otherwise(name: str, cells: list[str]) -> None:
    """Run a chapter with other parameters and write it beside the book, which is brought up to date first."""
    from press.again import run, variant
    from press.build import lock
    from press.fetch import by_hand

    given = by_hand.pairs(cells, os.environ.get("MAKEFLAGS", ""), os.environ)
    chosen = variant.chosen(ROOT, offered(), name, given)
    with lock.held(BUILD, "make chapter"):
        building.bring_up_to_date("a4")
        run.make(chosen, *building.as_built())


def follow_numbers(name: str, cells: list[str]) -> None:
    """Run what a chapter computes with many values at once; write a table and a figure of its numbers."""
    from press.again import grid, grid_page, variant
    from press.fetch import by_hand
    from press.run.cluster import scheduler

    address = scheduler.address()
    given = by_hand.pairs(cells, os.environ.get("MAKEFLAGS", ""), os.environ)
    parameters = variant.of_the_book(ROOT, offered(), name).parameters
    done = grid.run(parameters, given, address)
    target = grid_page.write(done, BUILD / variant.FOLDER).relative_to(ROOT)
    print(f"table    {target}/table.csv\nfigure   {target}/grid.html\n{grid_page.told(done)}")
