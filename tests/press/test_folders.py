"""Two folders change places whole, also where no exchange is known and the process is stopped."""

from pathlib import Path

import pytest

from press.system import folders


@pytest.fixture(params=["in one step", "by renames"])
def pair(tmp_path, request, monkeypatch):
    """Return a new folder, the one in the place and a name aside."""
    if request.param == "by renames":
        monkeypatch.setattr(folders, "_in_one_step", lambda _new, _place: False)
    for name in ("new", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path / "new", tmp_path / "place", tmp_path / "aside"


def test_two_folders_change_places(pair):
    """The old folder is kept until whoever exchanged them removes it."""
    new, place, aside = pair
    folders.exchange(new, place, aside)
    assert ((place / "file").read_text(), (new / "file").read_text()) == ("new", "place")
    assert not aside.exists()


def test_an_exchange_that_was_stopped_between_its_renames_is_mended(pair, monkeypatch):
    """The place is empty for a moment; what was in it comes back."""
    new, place, aside = pair
    monkeypatch.setattr(folders, "_in_one_step", lambda _new, _place: False)
    rename, done = Path.rename, []

    def stopped(path, target):
        if done:
            raise KeyboardInterrupt
        done.append(rename(path, target))

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        folders.exchange(new, place, aside)
    monkeypatch.undo()
    assert not place.exists()
    folders.bring_back(aside, place)
    assert (place / "file").read_text() == "place"
