"""Geopolitical risk in the news: Caldara and Iacoviello's workbook, by month.

Two of its columns are a codebook that lies beside the data. History is revised every month, so the table is
replaced. The indices of states begin in 1985; what has no value has no row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from press import prose
from press.errors import FetchError
from press.fetch import sheets, workbooks
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "Geopolitical Risk Index"
ADDRESS = "https://www.matteoiacoviello.com/gpr_files/data_gpr_export.xls"
COLUMNS = {
    "GPR": "gpr",
    "GPRC_KOR": "gpr_korea_pct",
    "GPRC_USA": "gpr_usa_pct",
    "GPRC_CHN": "gpr_china_pct",
    "GPRC_RUS": "gpr_russia_pct",
    "GPRC_JPN": "gpr_japan_pct",
}


def fetch(get: Get) -> Sequence[Answer]:
    """Return the workbook."""
    return [get(ADDRESS, expects="xls")]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the table of risk by month."""
    lines = workbooks.table(answers[0].content, "", ("month", *COLUMNS), ADDRESS)
    rows = [_row(line) for line in lines if line["month"] and all(line[name] for name in COLUMNS)]
    if not rows:
        raise FetchError(f"{ADDRESS} holds no month with a value; see what its sheet holds now")
    newest = max(row["date"] for row in rows)
    month = date.fromisoformat(newest)
    end = ((month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).isoformat()
    words = {
        "version": f"update of {prose.month(month)}",
        "coverage": f"January 1985 to {prose.month(month)}",
    }
    return {"geopolitical_risk": Reading(rows, newest, end, published=answers[0].published, described=words)}


def _row(line: Row) -> Row:
    if len(line["month"]) != len("2026-01-01"):
        raise FetchError(f'{ADDRESS}: "{line["month"]}" in the column month is no day; see what it holds now')
    values = {
        column: str(round(sheets.number(line[name], f"{ADDRESS}, {line['month']}"), 6))
        for name, column in COLUMNS.items()
    }
    return {"date": line["month"], **values}


SOURCE = Source("gpr", TITLE, ("geopolitical_risk",), fetch, read, most_moved=0.1)
