"""What chance found stays mended, and a little chance each time: no traceback, no lost word."""

import json
import re
from pathlib import Path

import pytest

from press.errors import DataError
from press.tables import checking
from tools.fuzz import __main__ as fuzz
from tools.fuzz import book, ledgers, tables
from tools.fuzz.documents import Document

CORPUS = Path(__file__).parent / "corpus"
CASES = json.loads((CORPUS / "tables.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_table_that_was_read_otherwise_or_crashed_is_refused_or_read_as_it_is(tmp_path, case):
    assert tables.fault(tmp_path, tables.Case(case["schema"], case["content"].encode())) == ""
    if case["told"]:
        with pytest.raises(DataError) as told:
            checking.check_content(tables.NAME, tmp_path)
        assert case["told"] in str(told.value)


@pytest.mark.parametrize("kind", [tables, ledgers], ids=lambda kind: kind.__name__)
def test_tables_and_ledgers_by_chance_are_refused_by_a_sentence_or_read_whole(tmp_path, kind):
    found = [(kind.fault(tmp_path, case), case) for case in fuzz.made(kind.cases(), 30, 1)]
    assert [told for told in found if told[0]] == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "told"),
    [
        ("evidence", "date_precision", "", "L1 no. 1: a date and its date_precision go together"),
        ("claims", "section", "a\nb", 'no chapter tells the section "a b"'),
        ("evidence", "url", "a\nb", 'column url: "a b" is not a web address'),
    ],
)
def test_a_ledger_that_ended_in_a_traceback_or_in_two_lines_is_refused(tmp_path, table, column, cell, told):
    head, first, *rows = ledgers.HELD[table]
    spoiled = tuple(cell if name == column else held for name, held in zip(head, first, strict=True))
    case = ledgers.Case(**{**ledgers.HELD, table: (head, spoiled, *rows)})
    assert ledgers.fault(tmp_path, case) == ""
    with pytest.raises(DataError, match=re.escape(told)):
        ledgers._told(tmp_path)


def test_documents_that_lost_words_or_were_refused_at_a_wrong_place(tmp_path):
    kept = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.md"))]
    mark = Document("# w000020\n\n`w000021` 0\u0301\n", True)  # no font sets a mark on a nought
    others = [Document(text, True) for text in kept]
    found = list(book.faults(tmp_path, [Document("# w000030 0\n\n0\n", True), mark, *others]))
    assert [(one.kind, one.document) for one in found] == [("refused", mark)]
    assert "chapters/d00001.md, line 3" in found[0].told and "the mark U+0301" in found[0].told
