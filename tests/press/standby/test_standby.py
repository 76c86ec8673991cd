"""A process stands by after a build: the next one is forked from it, is the same, and leaves nothing."""

import os
import shutil
import signal
import socket
import tempfile
import threading
from pathlib import Path

import pytest
import small_project

from press.standby import place

STARTED, SERVED = "standby  a process has the libraries", "standby  the libraries were loaded before"


@pytest.fixture(scope="module")
def built(small_book):
    """A small book, built without a process that stands by; nothing is changed in it."""
    return small_book


@pytest.fixture
def project(built, tmp_path):
    """A copy of the small book; what stands by for it is ended afterwards."""
    copy = shutil.copytree(built, tmp_path / "book")
    yield copy
    for pid in small_project.processes(copy):
        os.kill(pid, signal.SIGKILL)


def wanted(minutes="5", **others):
    """Return the environment of a command after which a process is to stand by."""
    return {"CI": "", "STANDBY": minutes, **others}


def start(project, minutes="5"):
    """Have a process stand by for the project."""
    assert STARTED in small_project.run(project, environment=wanted(minutes))
    small_project.until((project / "_build" / ".standby.sock").exists)


def test_the_next_build_is_forked_and_leaves_the_same_bytes(project, tmp_path):
    start(project)
    small_project.edit(project / "chapters" / "front.ipynb", "The first sentence", "Another sentence")
    small_project.edit(
        project / "brief" / "charts" / "small.py", "Treaties by partner", "Partners of treaties"
    )
    assert SERVED in small_project.run(project, environment=wanted())
    alone = small_project.sources(project, tmp_path / "alone")
    small_project.run(alone)
    assert small_project.differences(project, alone) == []
    assert "nothing changed" in small_project.run(project, environment=wanted())


def test_a_build_leaves_no_folder_and_needs_not_that_of_the_process(project):
    """A fork has its own, and ends without what Python does at an end."""
    with tempfile.TemporaryDirectory() as short:
        (place := Path(short) / "t").mkdir()
        shell = wanted(TMPDIR=str(place))
        assert STARTED in small_project.run(project, environment=shell)
        small_project.until((project / "_build" / ".standby.sock").exists)
        chart = project / "brief" / "charts" / "small.py"
        small_project.edit(chart, "Treaties by partner", "Partners of treaties")
        assert SERVED in small_project.run(project, environment=shell)
        assert len(list(place.iterdir())) <= 1  # that of the process that stands by
        shutil.rmtree(place)
        small_project.edit(chart, "Partners of treaties", "Treaties by partner")
        assert SERVED in small_project.run(project, environment=shell)


def test_a_slip_is_told_as_without_it_and_the_process_stands_on(project):
    start(project)
    small_project.edit(project / "chapters" / "front.ipynb", "bailey2017", "nobody2017")
    assert "nobody2017" in small_project.refused(project, environment=wanted())
    small_project.edit(project / "chapters" / "front.ipynb", "nobody2017", "bailey2017")
    assert SERVED in small_project.run(project, environment=wanted())


def test_ctrl_c_ends_a_build_in_it_with_a_sentence(project):
    start(project)
    own = set(small_project.processes(project))
    command = small_project.begun(project, wanted())
    command.send_signal(signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert command.returncode == 130 and "stopped by Ctrl-C" in said and "Traceback" not in said
    small_project.until(lambda: set(small_project.processes(project)) == own)


def test_a_command_that_is_killed_takes_its_build_along(project):
    start(project)
    own = set(small_project.processes(project))
    command = small_project.begun(project, wanted())
    command.kill()
    command.wait(small_project.PATIENCE_S)
    small_project.until(lambda: set(small_project.processes(project)) == own)


@pytest.mark.parametrize("how", [{"SOURCE_LANGUAGE": "other"}, {"PYTHONHASHSEED": "7"}])
def test_a_build_in_another_environment_is_not_forked_from_it(project, how):
    start(project)
    first = set(small_project.processes(project))
    assert STARTED in small_project.run(project, environment=wanted(**how))
    small_project.until(lambda: (now := set(small_project.processes(project))) and not first & now)


@pytest.mark.parametrize(
    "how", [{"STANDBY": "0"}, {"CI": "true"}, {"PLAIN": "1"}, {"STANDBY": "soon"}, {"STANDBY": "nan"}]
)
def test_nothing_stands_by_where_it_is_not_wanted(project, how):
    assert "standby" not in small_project.run(project, environment={**wanted(), **how})
    assert small_project.processes(project) == []


def test_it_ends_by_itself_and_with_the_folder(project):
    start(project, minutes="0.02")
    small_project.until(lambda: small_project.processes(project) == [])
    assert not (project / "_build" / ".standby.sock").exists()
    start(project)
    shutil.rmtree(project / "_build")
    small_project.until(lambda: small_project.processes(project) == [])


@pytest.mark.parametrize("answer", [b"", b"y", b"yrubbish!!", b"y" + bytes(9), b"\0" * 60])
def test_a_strange_program_at_its_address_is_not_believed(project, answer):
    """The build runs in the ordinary way, and its end is its own."""
    where = project / "_build" / ".standby.sock"
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(os.path.relpath(where))
        stranger.listen()
        threading.Thread(target=_answer, args=(stranger, answer), daemon=True).start()
        small_project.edit(project / "chapters" / "front.ipynb", "The first sentence", "Another sentence")
        said = small_project.run(project, environment=wanted())
    assert "web book" in said and SERVED not in said


def _answer(stranger, answer):
    line, _ = stranger.accept()
    with line:
        line.sendall(answer)


def test_where_a_folder_lies_at_its_address_nothing_is_started(project):
    (project / "_build" / ".standby.sock").mkdir()
    assert "standby" not in small_project.run(project, environment=wanted())


def test_it_ends_within_a_day_whatever_is_asked(monkeypatch):
    """A process without end would be nobody's."""
    monkeypatch.delenv("CI", raising=False)
    for asked in ("inf", "1e9"):
        monkeypatch.setenv(place.MINUTES, asked)
        assert place.minutes() == 24 * 60
