"""The benchmark can copy the book for each way of building it, and make each change that it measures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import bench_books

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("way", bench_books.WAYS)
def test_each_way_gets_its_copy_and_its_changes(tmp_path: Path, way: str) -> None:
    place = bench_books.prepare(way, ROOT, tmp_path / way)
    (place / "_build").mkdir()
    before = _files(place)
    for case in bench_books.CASES_OF[way]:
        bench_books.change(case, way, place, 1)
    assert set(bench_books.chapters(place)) == set((place / "chapters").glob("*.ipynb"))
    changed = {name for name, content in _files(place).items() if before.get(name) != content}
    assert len(changed) >= len({"sentence", "table", "theme"} & set(bench_books.CASES_OF[way]))


def _files(place: Path) -> dict[str, bytes]:
    """Return the content of each file of a copy."""
    return {str(one): one.read_bytes() for one in place.rglob("*") if one.is_file()}
