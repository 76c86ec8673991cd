"""Two built books beside each other: what differs is told, what is expected told apart."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import compare_books

OLD, NEW = "0123456789" * 4, "abcdef0123" * 4


def picture(colour):
    target = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(target, "PNG")
    return target.getvalue()


def packed(files, day=1):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, day, 0, 0, 0)), text)
    return target.getvalue()


def differences(old, new):
    return [tuple(one) for one in compare_books.compare(old, new)]


def test_equal_books_have_no_differences():
    assert differences({"a.html": b"x"}, {"a.html": b"x"}) == []


def test_a_file_that_only_one_book_has_is_told():
    assert differences({"gone.html": b""}, {"new.html": b""}) == [
        ("gone.html", "only in the old book", ""),
        ("new.html", "only in the new book", ""),
    ]


def test_a_changed_word_is_told_with_its_line_and_both_readings():
    ((name, what, reason),) = differences({"a.html": b"<p>\none"}, {"a.html": b"<p>\ntwo"})
    assert name == "a.html" and what.startswith("line 2") and "one" in what and "two" in what and not reason


@pytest.mark.parametrize(
    ("name", "before", "after", "word"),
    [
        (
            "a.html",
            f"built from <code>{OLD[:10]}</code>",
            f"modified after <code>{NEW[:10]}</code>",
            "commit",
        ),
        ("a.json", f'"commit": "modified after {OLD}"', f'"commit": "{NEW}"', "commit"),
        ("a.html", "Korea&#x27;s", "Korea&#39;s", "apostrophe"),
        ("a.json", "made 2026-11-28T01:02:03Z", "made 2026-11-29T04:05:06+00:00", "time"),
        ("a.html", "brief.charts.trade.shares", "brief.charts.stakeholders.trade.shares", "module"),
    ],
)
def test_what_differs_between_any_two_builds_is_expected_with_its_reason(name, before, after, word):
    ((_, _, reason),) = differences({name: before.encode()}, {name: after.encode()})
    assert word in reason


def test_an_expected_difference_hides_no_other_in_the_same_file():
    before, after = f"{OLD} one".encode(), f"{NEW} two".encode()
    ((_, what, reason),) = differences({"a.html": before}, {"a.html": after})
    assert not reason and "one" in what


def test_pictures_differ_where_something_else_is_seen():
    ((_, what, _),) = differences({"a.png": picture("white")}, {"a.png": picture("red")})
    assert "what is seen in (0, 0, 8, 8)" in what


def test_an_archive_is_compared_by_what_it_holds():
    ((_, what, _),) = differences({"a.zip": packed({"x.txt": "1"})}, {"a.zip": packed({"x.txt": "2"})})
    assert "x.txt (line 1" in what
    ((_, what, _),) = differences({"a.zip": packed({"x.txt": "1"})}, {"a.zip": packed({"x.txt": "1"}, day=2)})
    assert "packing" in what
    ((_, _, reason),) = differences({"a.epub": packed({"x.opf": OLD})}, {"a.epub": packed({"x.opf": NEW})})
    assert "commit" in reason


def test_the_program_ends_with_one_when_something_was_not_expected(tmp_path, capsys):
    for folder, text in (("old", "a"), ("new", "b")):
        (tmp_path / folder / "html").mkdir(parents=True)
        (tmp_path / folder / "html" / "page.html").write_text(text)
        (tmp_path / folder / "not-handed-out.txt").write_text(text)
    assert compare_books.main([str(tmp_path / "old"), str(tmp_path / "new")]) == 1
    told = capsys.readouterr().out
    assert "html/page.html" in told and "not-handed-out" not in told
    assert compare_books.main([str(tmp_path / "new"), str(tmp_path / "new")]) == 0


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="name two folders"):
        compare_books.main([str(tmp_path), str(tmp_path / "none")])
