"""The same sources give the same file, wherever, whenever and for whomever it is built."""

import os

from hard_book import build, write_book


def test_same_bytes_in_another_folder_time_zone_locale_and_home(hard, tmp_path):
    root = write_book(tmp_path / "elsewhere" / "another name")
    environment = {
        **os.environ,
        "TZ": "Asia/Seoul",
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "USER": "somebody-else",
        "PYTHONHASHSEED": "7",
    }
    documents = ["brief", "summary", "offprints", "slides"]
    assert not build(root, environment, brief_documents=documents)
    for file in sorted(hard.out.rglob("*.pdf")):
        other = root / "_build" / "pdf" / file.relative_to(hard.out)
        assert other.read_bytes() == file.read_bytes(), file.name
