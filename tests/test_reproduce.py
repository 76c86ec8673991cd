"""What differs between two builds is told in a sentence a file; nothing is told when none does."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import reproduce


def built(place, files):
    """Write a built book of some files with its manifest; return its folder."""
    site = place / "_build" / "html"
    site.mkdir(parents=True)
    for name, text in files.items():
        (site / name).write_text(text, encoding="utf-8")
    content = {"files": {name: str(hash(text)) for name, text in files.items()}}
    (site / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return place


def test_the_same_files_are_told_to_be_the_same(tmp_path):
    both = [built(tmp_path / name, {"index.html": "words", "a.csv": "1"}) for name in ("one", "other")]
    assert list(reproduce.differences(*both)) == []


def test_each_file_that_differs_is_told_with_the_place(tmp_path):
    one = built(tmp_path / "one", {"index.html": "the words", "a.csv": "1", "gone.txt": "x"})
    other = built(tmp_path / "other", {"index.html": "the swords", "a.csv": "1", "new.txt": "y"})
    told = list(reproduce.differences(one, other))
    assert len(told) == 3
    assert any("index.html differs" in line and "line 1" in line for line in told)
    assert any("gone.txt differs: only in the old book" in line for line in told)


def test_the_conditions_differ_in_all_that_a_build_must_not_depend_on():
    words = reproduce.OTHER.words
    for part in (
        "folder",
        "umask 077",
        "1 cores",
        "TZ=Asia/Seoul",
        "LC_ALL=C",
        "PYTHONHASHSEED=4711",
        "OPENBLAS",
    ):
        assert part in words, part


def test_a_build_that_fails_is_told_and_ends_the_command(tmp_path, capsys):
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "brief" / "__main__.py").write_text("raise SystemExit('no tables')", encoding="utf-8")
    with pytest.raises(SystemExit, match="no tables"):
        reproduce.main(["--of", str(tmp_path), "--keep", str(tmp_path.parent / f"{tmp_path.name}-kept")])
