"""The commands of the brief: `python -m brief book`. What is wrong is told in sentences, not tracebacks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="brief", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    book = commands.add_parser("book", help="check the tables, run the chapters, build web book and PDF")
    book.add_argument("--paper", choices=["a4", "letter"], default="a4")
    commands.add_parser("refresh", help="check the tables and record the hashes of those that changed")
    commands.add_parser("forecast", help="resolve the forecasts that are due and add this edition's")
    chosen = parser.parse_args(arguments)
    from brief.errors import BriefError
    from brief.publish.errors import PublishError

    try:
        if chosen.command == "refresh":
            refresh_tables()
        elif chosen.command == "forecast":
            record_forecasts()
        else:
            build_book(chosen.paper)
    except (BriefError, PublishError) as problem:
        print(f"\n{problem}\n\nNothing was changed.", file=sys.stderr)
        return 1
    return 0


def build_book(paper: str) -> None:
    """Check the tables, then build the book with its identity."""
    from brief import tables
    from brief.publish import build, identity
    from brief.publish.steps import Steps

    steps = Steps()
    with steps.step("tables", f"checking {len(tables.names())} tables"):
        tables.check(ROOT / "_build" / ".tables_checked")
    name, seconds = identity.commit(ROOT)
    identity.pin_time(seconds)
    build.book(ROOT, chapter_inputs(), edition(name), settings=ledger(), paper=paper, steps=steps)


def refresh_tables() -> None:
    """Check every table and say which were recorded anew."""
    from brief import tables

    changed = tables.refresh()
    print(f"{len(tables.names())} tables checked; recorded anew: {', '.join(changed) or 'none'}")


def record_forecasts() -> None:
    """Bring the forecast file up to date and say how many forecasts it holds."""
    from brief import forecasting

    file = forecasting.bring_up_to_date()
    print(f"{len(file)} forecasts on file; resolved: {int(file['resolved_on'].notna().sum())}")


def chapter_inputs() -> list[Path]:
    """Return every file that chapters read or call: the tables and the package without publishing."""
    code = [path for path in (ROOT / "brief").rglob("*.py") if "publish" not in path.parts]
    return code + [path for path in (ROOT / "data").iterdir() if path.is_file()]


def ledger() -> dict[str, object]:
    """Return the claims with their evidence, and the article that makes them, as publishing takes them."""
    from brief import tables
    from brief.analysis import claims

    entries = claims.ledger(tables.load("claims"), tables.load("evidence"))
    return {"brief_ledger": entries, "brief_reviewed": claims.REVIEWED}


def edition(commit: str) -> dict[str, str]:
    """Return what the book says of itself."""
    from brief import tables

    return {"edition": tables.package_version(), "commit": commit, "data_date": tables.last_day()}


if __name__ == "__main__":
    sys.exit(main())
