"""A project of one table, a source that fills it, and a server on this machine that plays the source."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from press.fetch import fetching, sheets
from press.fetch.client import Policy
from press.fetch.sources import Reading, Source

ADDRESS = "https://stays.example.org/stays.csv"
PATH = "/stays.example.org/stays.csv"
QUICK = Policy(
    connect=2, quiet=0.5, whole=1, attempts=3, first_wait=0.01, longest_wait=0.02, jitter=0.01, obeyed=2
)
FIELDS = [
    {"name": "country", "type": "string", "constraints": {"required": True}},
    {"name": "year", "type": "year", "constraints": {"minimum": 1990, "required": True}},
    {"name": "stays", "type": "integer", "constraints": {"minimum": 0, "maximum": 99, "required": True}},
]
OLD = "country,year,stays\n" + "".join(
    f"{country},{year},3\n" for country in "AB" for year in range(2000, 2025)
)
NEW = OLD + "A,2025,4\nB,2025,5\n"


def read(answers, _held):
    """Return the table from the published CSV, complete to its last year but for a running one."""
    (answer,) = answers
    sheet = sheets.read(answer.content, ADDRESS, ("country", "year", "stays"), ())
    last = max(row["year"] for row in sheet.rows)
    return {
        "stays": Reading(
            sheet.rows, f"{last}-12-31", f"{last}-12-31", doubts=sheet.doubts, published=answer.published
        )
    }


STAYS = Source("stays", "Stays", ("stays",), lambda get: [get(ADDRESS, expects="csv")], read)


@dataclass
class House:
    """The small project, and what was told of it."""

    root: Path
    server: object
    told: list[str] = field(default_factory=list)
    sources: tuple[Source, ...] = (STAYS,)

    def fetch(self, **wishes):
        """Fetch, agreeing to everything that is not refused; return whether anything was written."""
        asked = fetching.Wishes(
            via=self.server.url_for(""), agree=lambda: True, tell=self.told.append, policy=QUICK, state=state
        )
        return fetching.fetch(self.sources, self.root, replace(asked, **wishes))

    def plays(self, content, **answer):
        """Let the source answer with some content from now on."""
        self.server.expect_request(PATH).respond_with_data(content, **answer)

    @property
    def table(self):
        return (self.root / "data" / "stays.csv").read_text(encoding="utf-8")

    @property
    def description(self):
        described = json.loads((self.root / "data" / "datapackage.json").read_text(encoding="utf-8"))
        return {one["name"]: one for one in described["resources"]}

    @property
    def said(self):
        return "\n".join(self.told)

    def files(self):
        """Every file of data/ with its bytes."""
        return {file.name: file.read_bytes() for file in (self.root / "data").iterdir()}


def state(place):
    """What the small project computes: the sum of all stays."""
    lines = (place / "data" / "stays.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {"all stays": str(sum(int(line.split(",")[2]) for line in lines))}
