"""The record of what chapters read: a journal while they run, whole afterwards, and sound however it ends."""

import json

import pytest

from press.run import record
from press.run.results import LEAST_KEPT, ResultCache
from press.run.stale import Conditions

ENTRY = {"code": "1", "common": "", "inputs": {"data/a.csv": "2"}, "result": {"key": "3", "sum": "4"}}


@pytest.fixture
def folder(tmp_path):
    """Return a folder whose record knows one chapter."""
    record.write(tmp_path, {"first.ipynb": ENTRY})
    return tmp_path


def test_what_is_noted_is_read_and_written_whole_at_the_end(folder):
    record.note(folder, "second.ipynb", ENTRY)
    record.note(folder, "first.ipynb", None)
    assert record.read(folder) == {"second.ipynb": ENTRY}
    assert "second" not in (folder / record.FILE).read_text(encoding="utf-8")
    record.write(folder, record.read(folder))
    assert record.read(folder) == {"second.ipynb": ENTRY} and not record.is_open(folder)


def test_a_line_that_was_cut_is_not_read_and_spoils_no_later_build(folder):
    record.note(folder, "second.ipynb", ENTRY)
    record.note(folder, "third.ipynb", ENTRY)
    journal = folder / record.JOURNAL
    journal.write_text(journal.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    assert sorted(record.read(folder)) == ["first.ipynb", "second.ipynb"]
    ResultCache(folder, Conditions(folder, "", lambda name: None))
    assert not record.is_open(folder)
    record.note(folder, "third.ipynb", ENTRY)
    assert sorted(record.read(folder)) == ["first.ipynb", "second.ipynb", "third.ipynb"]


def test_one_more_chapter_adds_a_line_and_writes_nothing_again(folder):
    record.write(folder, {f"chapter-{number}.ipynb": ENTRY for number in range(1_000)})
    before = (folder / record.FILE).stat().st_mtime_ns
    record.note(folder, "one-more.ipynb", ENTRY)
    assert (folder / record.FILE).stat().st_mtime_ns == before
    assert (folder / record.JOURNAL).stat().st_size < 2 * len(json.dumps(ENTRY)) + 200


def test_more_results_are_kept_than_there_are_chapters(folder):
    cache = ResultCache(folder, Conditions(folder, "", lambda name: None), due=2 * LEAST_KEPT)
    assert cache._cache.get_cache_limit() > 2 * LEAST_KEPT
