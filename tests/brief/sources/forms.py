"""Answers in the form of the sources: workbooks, and what is compared of them."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

from press.fetch import differences, staging
from press.fetch.sources import Answer
from press.tables import datapackage

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="%s" sheetId="1" r:id="s"/></sheets></workbook>'
)
SHEET = "xl/worksheets/sheet1.xml"


def _relations(**targets):
    inside = "".join(
        f'<Relationship Id="{name[0]}" Type="{OFFICE}/{name[2:]}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": _relations(r_officeDocument="xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _relations(s_worksheet="worksheets/sheet1.xml", t_styles="styles.xml"),
    "xl/styles.xml": STYLES,
}


def workbook(name, rows):
    """A workbook of one sheet: words, numbers, days and empty cells (None)."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for path, content in (PARTS | {"xl/workbook.xml": BOOK % name, SHEET: _sheet(rows)}).items():
            written.writestr(path, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return held.getvalue()


def _sheet(rows):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(cell, _place(column, number)) for column, cell in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(cell, place):
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{place}" s="1"><v>{(cell - date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _place(column, row):
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return f"{letters}{row}"


def answer(content, address="https://example.org/file", fetched="2026-11-29T01:00:00Z", published=""):
    """An answer that holds some bytes, or text."""
    return Answer(address, content.encode() if isinstance(content, str) else content, fetched, published)


def book(table):
    """The rows of a table of the book, as they are written."""
    return staging.rows_of(datapackage.DATA / datapackage.resource(table)["path"])


def compared(table, reading):
    """What a reading would change in a table of the book."""
    entry = datapackage.resource(table)
    return differences.compare(entry, datapackage.complete_to(table), book(table), reading)
