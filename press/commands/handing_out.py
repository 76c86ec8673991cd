"""The commands that write what is handed out beside the book: handouts, browser, lite."""

from __future__ import annotations

import argparse
from pathlib import Path

from press import subject
from press.commands import building
from press.commands.places import BUILD, ROOT


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that write what is handed out."""
    told = "each chapter as one HTML file, and the brief as a document for comments"
    commands.add_parser("handouts", help=told).set_defaults(run=lambda _: hand_out())
    told = "a page that computes figures again in the reader's own browser"
    commands.add_parser("browser", help=told).set_defaults(run=lambda _: check_in_browser())
    lite = commands.add_parser("lite", help="JupyterLite with the chapters as they ran, for any server")
    lite.add_argument("pyodide", metavar="DIR", nargs="?", default="", help="a Pyodide distribution")
    lite.set_defaults(run=lambda chosen: write_lite(chosen.pyodide))


def hand_out() -> None:
    """Write the handouts of the book, which is brought up to date first."""
    from press.build import lock
    from press.handouts import making

    with lock.held(BUILD, "make handouts"):
        building.bring_up_to_date("a4")
        for said in making.make(ROOT, *building.as_built()):
            print(said, flush=True)


def check_in_browser() -> None:
    """Write the page that computes figures again, with the book brought up to date first.

    Raises BriefError when the brief names no program for it.
    """
    from press.browser import making
    from press.build import lock, sphinx_app
    from press.errors import BriefError

    recomputed = subject.current().recomputed
    if recomputed is None:
        raise BriefError("the brief names no figures to compute again; give its BRIEF a `recomputed`")
    making.check_python(ROOT)
    with lock.held(BUILD, "make browser"):
        building.bring_up_to_date("a4")
        settings = sphinx_app.configuration(ROOT)
        words = making.Words(settings["html_title"], settings.get("language") or "en")
        page = making.make(ROOT, recomputed, words)
    print(f"HTML     {page.relative_to(ROOT)}  (open it from a server; {making.NEEDS})")


def write_lite(pyodide: str) -> None:
    """Write JupyterLite with the chapters of the book, which is brought up to date first."""
    from press.browser import lite
    from press.build import lock

    distribution = lite.check(Path(pyodide) if pyodide else None)
    with lock.held(BUILD, "make lite"):
        building.bring_up_to_date("a4")
        page = lite.make(ROOT, distribution)
    print(f"HTML     {page.relative_to(ROOT)}  (open it from a server: python3 -m http.server)")
