"""`make live`: a saved change is served, and a failing build tells its sentence in the page."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 60
FORK_DELAY_S = 1
PROGRAM = f"""
import os, sys, time
from pathlib import Path
from press.live import watching
from press.standby import warm

root = Path(sys.argv[1])
warm.HEAVY = ()
if "slowly" in sys.argv:
    os.register_at_fork(after_in_child=lambda: time.sleep({FORK_DELAY_S}))
if "long" in sys.argv:
    os.register_at_fork(after_in_parent=lambda: ((root / "forks").touch(), time.sleep({FORK_DELAY_S})))
"""
PROGRAM += """


def is_broken():
    chapter = root / "words" / "chapter.ipynb"
    if chapter.exists() and "broken" in chapter.read_text(encoding="utf-8"):
        print("chapter.ipynb is broken; mend it", file=sys.stderr)
        return True


def build(hooks):
    if is_broken():
        return 1
    if hooks.before_reading is not None:
        hooks.before_reading()
        if is_broken():
            return 1
    text = (root / "words" / "page.txt").read_text(encoding="utf-8")
    if "wrong" in text:
        print("page.txt, line 1: this is wrong; mend it", file=sys.stderr)
        return 1
    page = root / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    hooks.pages_written()
    return 0


if __name__ == "__main__":
    watching.follow(watching.Project(root, ("words",), build), int(sys.argv[2]))
"""


def free_port():
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def watched(folder, *how):
    """Yield the file to edit and the address of the pages, while a small book is watched."""
    source = folder / "words" / "page.txt"
    source.parent.mkdir()
    source.write_text("First words.", encoding="utf-8")
    (folder / "watch.py").write_text(PROGRAM, encoding="utf-8")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(folder / "watch.py"), str(folder), str(port), *how],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=(folder / "said").open("w"),
    )
    try:
        yield source, f"http://127.0.0.1:{port}/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_S)


@pytest.fixture
def editor(tmp_path):
    """Return the file to edit and the address of the pages, while a small book is watched."""
    with watched(tmp_path) as found:
        yield found


def read(address):
    """Return what is served, "" while nothing is."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def states(address):
    """Return the states of the build as the page hears them, each once."""
    with urllib.request.urlopen(f"{address}_live", timeout=PATIENCE_S) as stream:
        for line in stream:
            if line.startswith(b"data: {"):
                yield json.loads(line[6:])


def until(fits, found):
    """Wait until what `found` returns fits; return it."""
    end = time.monotonic() + PATIENCE_S
    while not fits(value := found()):
        assert time.monotonic() < end, f"it never came; the last was: {value}"
        time.sleep(0.05)
    return value


def test_a_saved_change_is_served_and_a_problem_is_told_in_the_page(editor):
    source, address = editor
    page = until(lambda text: "First words." in text, lambda: read(address))
    assert 'src="/_live.js"' in page
    heard = states(address)
    shown = next(state for state in heard if state["build"])

    source.write_text("Second words.", encoding="utf-8")
    after = next(state for state in heard if state["build"] != shown["build"])
    assert after["problem"] == ""
    assert "Second words." in read(address)

    source.write_text("Something wrong.", encoding="utf-8")
    told = next(state for state in heard if state["problem"])
    assert told["problem"] == "page.txt, line 1: this is wrong; mend it"
    assert "Second words." in read(address), "the last good page stays"

    source.write_text("Third words.", encoding="utf-8")
    mended = next(state for state in heard if not state["problem"] and state["build"] != told["build"])
    assert mended["build"] > after["build"]
    assert "Third words." in read(address)


def test_a_chapter_that_stopped_the_build_that_got_ready_is_built_when_it_is_mended(editor):
    """A build that gets ready looks at the chapters, too: what it said of them is old when they are saved."""
    source, address = editor
    until(lambda text: "First words." in text, lambda: read(address))
    chapter = source.with_name("chapter.ipynb")
    heard = states(address)
    before = next(heard)
    chapter.write_text("whole", encoding="utf-8")
    next(state for state in heard if state["build"] > before["build"])
    chapter.write_text("broken", encoding="utf-8")
    now = next(state for state in heard if state["problem"])
    assert now["problem"] == "chapter.ipynb is broken; mend it"
    time.sleep(FORK_DELAY_S)  # the next build has looked at the chapter as well
    chapter.write_text("mended", encoding="utf-8")
    assert next(state for state in heard if not state["problem"])["build"] > now["build"]


def test_a_page_that_is_not_there_reloads_when_it_is_built(editor):
    _, address = editor
    until(lambda text: "First words." in text, lambda: read(address))
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}absent.html", timeout=PATIENCE_S)
    assert refused.value.code == 404
    assert "/_live.js" in refused.value.read().decode()


def test_nothing_beside_the_site_is_served(editor):
    _, address = editor
    until(lambda text: "First words." in text, lambda: read(address))
    for outside in ("../../words/page.txt", "%2e%2e/%2e%2e/words/page.txt", "..%2f..%2fwatch.py"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{address}{outside}", timeout=PATIENCE_S)


def test_a_change_that_comes_before_the_next_build_is_ready_is_built(tmp_path):
    """On a busy machine a build got ready so late that it and the loop waited for each other, for ever."""
    with watched(tmp_path, "slowly") as (source, address):
        until(lambda found: "First words" in found, lambda: read(address))
        source.write_text("Second words.", encoding="utf-8")
        until(lambda found: "Second words" in found, lambda: read(address))
        source.write_text("Third words.", encoding="utf-8")
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert "Traceback" not in said, said


def test_ctrl_c_while_a_build_gets_ready_ends_it_without_a_traceback(tmp_path):
    """Python swallows what is raised while it forks, and prints a traceback of it."""
    with watched(tmp_path, "long"):
        until(bool, (tmp_path / "forks").exists)
    said = (tmp_path / "said").read_text(encoding="utf-8")
    assert "Traceback" not in said, said
