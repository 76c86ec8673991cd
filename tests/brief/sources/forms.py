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


def pdf(words):
    """A PDF of one page with some words, in a font that says which sign each of its shapes is."""
    signs = sorted(set(words))
    shown = "".join(f"{signs.index(sign) + 1:04X}" for sign in words)
    shapes = "\n".join(f"<{no:04X}> <{sign.encode('utf-16-be').hex()}>" for no, sign in enumerate(signs, 1))
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{shapes}\nendbfchar endcmap end end"
    )
    page = f"BT /F 12 Tf 20 700 Td <{shown}> Tj ET"
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R]"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> "
        "/Contents 4 0 R >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        f"{font} /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(meaning)} >>\nstream\n{meaning}\nendstream",
    ]
    text, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    text += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(parts) + 1} "
    return (text + f"/Root 1 0 R >>\nstartxref\n{text.index('xref')}\n%%EOF").encode()
