"""The book itself as what to be hard on: the last commit, without the edition to come."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

from brief.sources import exchange
from tools.trials import small_book
from tools.trials.small_book import SmallBook

ROOT = Path(__file__).resolve().parents[2]


class RealBook(SmallBook):
    """A copy of this book in a folder, under git, in one of two states that differ in a sentence."""

    words = ("took the THAAD decision of 2016 together", "made the THAAD decision of 2016 together")
    chapter = "history"
    edition = "2026.12"
    answer, fetched = exchange.ADDRESS.removeprefix("https://").partition("?")[0], "exchange_rate"
    commands = ("cold", "edit", "refresh", "forecast", "fetch", "edition")

    def __init__(self, folder: Path) -> None:
        self.top, self.project, self.state = folder, folder / "project", 0
        subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(self.project)], check=True)
        (self.project / "editions" / f"{self.edition}.json").unlink(missing_ok=True)
        self.commit()

    def served(self) -> bytes:
        """Return daily rates, two a year, whose means are the table's."""
        with (self.project / "data" / "exchange_rate.csv").open(encoding="utf-8", newline="") as lines:
            rates = {row["year"]: row["won_per_usd"] for row in csv.DictReader(lines)}
        days = [f"{year}-{day},{rate}" for year, rate in rates.items() for day in ("01-03", "12-31")]
        return "\n".join([f"Time Period,{exchange.SERIES}", *days, ""]).encode()

    def spoil(self) -> None:
        """Change a cell of a table, so that `refresh` has work to do."""
        small_book.replace(self.project / "data" / "stakeholders.csv", "UN veto", "UN veto power")

    def forget_forecasts(self) -> None:
        """Take the last forecasts out, which `forecast` makes again."""
        path = self.project / "data" / "forecasts.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            head, *rows = csv.reader(lines)
        newest = max(row[0] for row in rows)
        with path.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(
                [head, *(row for row in rows if row[0] < newest)]
            )
