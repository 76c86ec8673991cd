"""Fingerprints of files: what counts as a source, and that a file is named by its way from the root."""

import os

from press.system import digests


def tree(folder):
    """Write some files, among them what is no source, and return the folder."""
    for name in (
        "a.txt",
        "part/b.txt",
        "part/deep/c.txt",
        "part/__pycache__/d.pyc",
        "part/.kept/e.txt",
        ".f",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (folder / "part" / "nowhere").symlink_to(folder / "gone")
    return folder


def test_sources_are_files_that_are_neither_hidden_nor_compiled(tmp_path, monkeypatch):
    root = tree(tmp_path)
    found = digests.take(root, ["part", "a.txt", "missing"])
    assert list(found) == ["a.txt", "part/b.txt", "part/deep/c.txt"]
    monkeypatch.chdir(root)
    assert digests.take(root.relative_to(root), ["part", "a.txt"]) == found, "from the folder itself"


def test_a_listing_holds_every_file_by_its_way_from_the_folder(tmp_path):
    root = tree(tmp_path)
    whole = digests.listing(root, ["."])
    assert sorted(whole) == [
        *(".f", "a.txt", "part/.kept/e.txt", "part/__pycache__/d.pyc", "part/b.txt", "part/deep/c.txt"),
    ]
    assert digests.listing(root, ["part/deep"]) == {"part/deep/c.txt": whole["part/deep/c.txt"]}


def test_a_file_of_the_same_size_and_time_is_told_from_another(tmp_path):
    root = tree(tmp_path)
    before, times = digests.take(root, ["part"]), (root / "part" / "b.txt").stat()
    (root / "part" / "b.txt").write_text("part/x.txt", encoding="utf-8")
    os.utime(root / "part" / "b.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert digests.changed(before, digests.take(root, ["part"])) == {"part/b.txt"}
