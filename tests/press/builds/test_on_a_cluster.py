"""Chapters that run on a Dask cluster give the same book, and are recorded as if they had run here."""

import json
import os
import signal
import socket
import subprocess
import threading
import time

import pytest
import small_cluster
import small_project

pytestmark = pytest.mark.xdist_group("cluster")

COUNT = """import pandas as pd
from brief import tables
print(len(tables.load("missiles")), sorted(pd.read_csv("../data/missiles.csv").columns)[0])"""
LEAVES = """import threading, time
threading.Thread(target=time.sleep, args=(3,), name="left").start()
print({"a", "b", "c"})"""
FORKS = """
import os, sys, threading

def note(event, details, process=os.getpid()):
    if os.getpid() == process and (event == "os.fork" and threading.active_count() > 1
                                   or event == "import" and details[0].startswith(("distributed", "dask"))):
        with open({log!r}, "a") as log:
            log.write(event + " ".join(sys.orig_argv[-3:]) + "\\n")

if sys.orig_argv[1:4] == ["-m", "brief", "book"]:
    sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Return a small book built here, a copy that is built with a cluster, and the workers' copy."""
    folder = tmp_path_factory.mktemp("cluster")
    here = small_project.write(folder / "here")
    small_project.edit(here / "_config.yml", "[chapters/claims]", "[]")
    small_project.add(here, "count", [("markdown", "# Counted\n\nWords."), ("code", COUNT)])
    small_project.add(here, "notes", [("markdown", "# Noted\n\nWords."), ("code", LEAVES)])
    copies = [small_project.sources_of(here, folder / name) for name in ("asks", "works")]
    small_project.run(here)
    return here, *copies


@pytest.fixture(scope="module")
def cluster(places):
    """Give the address of a scheduler and its two workers, in a copy of their own."""
    with small_cluster.standing(places[2], threads=1) as (address, _):
        yield {"DASK": address}


@pytest.fixture(scope="module")
def built(places, cluster):
    """Return the book that was built with a cluster, and what was noted of the build's process."""
    _, asks, _ = places
    watch = asks.parent / "watch"
    watch.mkdir()
    log = asks.parent / "seen.txt"
    (watch / "sitecustomize.py").write_text(FORKS.format(log=str(log)), encoding="utf-8")
    said = small_project.run(asks, also=[watch], environment=cluster)
    return asks, said, log.read_text(encoding="utf-8") if log.exists() else ""


def _executed(project):
    return json.loads((project / "_build" / "build.json").read_text(encoding="utf-8"))["executed"]


def _inputs(project):
    """Return the record of what chapters read, without what one reads that draws before its drawer is up."""
    record = project / "_build" / ".jupyter_cache" / "inputs.json"
    found = json.loads(record.read_text(encoding="utf-8"))["content"]
    for entry in found.values():
        entry["inputs"] = {
            name: digest
            for name, digest in entry["inputs"].items()
            if not name.startswith(("press/look/fonts", "list:"))
        }
    return found


def test_the_book_is_the_same_byte_for_byte(places, built):
    assert small_project.differences(places[0], built[0]) == []
    assert len(_executed(built[0])) == 5


def test_what_a_chapter_read_is_recorded_as_if_it_had_run_here(places, built):
    assert _inputs(built[0]) == _inputs(places[0])
    assert "data/missiles.csv" in _inputs(built[0])["count.ipynb"]["inputs"]
    (built[0] / "_build" / ".current.json").unlink()
    small_project.run(built[0])
    assert _executed(built[0]) == []


def test_what_a_cell_does_beyond_its_chapter_is_told_all_the_same(built):
    assert "note     notes.ipynb: a cell leaves the thread left at work" in built[1]


def test_the_process_of_the_build_has_no_thread_when_it_forks_and_nothing_of_dask(built):
    assert built[2] == ""


def _with_cell(places, name, code):
    """Write a chapter's code into both copies; return what takes it back."""
    files = [place / "chapters" / f"{name}.ipynb" for place in places[1:]]
    before = files[0].read_text(encoding="utf-8")

    def write(text):
        """Write the chapter's file in both."""
        for file in files:
            file.write_text(text, encoding="utf-8")

    write(small_project.notebook([("markdown", "# Changed\n\nWords."), ("code", "1 + 1"), ("code", code)]))
    return lambda: write(before)


def test_a_cell_that_fails_is_told_with_its_place_and_the_last_book_stays(places, built, cluster):
    page = built[0] / "_build" / "html" / "chapters" / "count.html"
    before = page.read_bytes()
    take_back = _with_cell(places, "count", "1 / 0")
    told = small_project.refused(built[0], environment=cluster)
    take_back()
    assert "count.ipynb, cell 3: ZeroDivisionError: division by zero" in told
    assert page.read_bytes() == before


def test_a_worker_with_another_table_is_refused(places, built, cluster):
    table = places[2] / "data" / "missiles.csv"
    before = table.read_bytes()
    table.write_bytes(before + before.splitlines(keepends=True)[-1])
    take_back = _with_cell(places, "count", "2 + 2")
    told = small_project.refused(built[0], environment=cluster)
    table.write_bytes(before)
    take_back()
    assert "a worker of the cluster holds other data than this project" in told


def test_a_cluster_that_loses_its_workers_is_told(places, built):
    take_back = _with_cell(places, "count", "import time; time.sleep(120)")
    with small_cluster.standing(places[2], workers=1, threads=1) as (address, workers):
        threading.Thread(target=_killed_at_work, args=(workers[0],)).start()
        begun = time.monotonic()
        told = small_project.refused(built[0], environment={"DASK": address})
    take_back()
    assert f"the Dask cluster at {address} has no worker any more" in told
    assert time.monotonic() - begun < 100


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tls://127.0.0.1:1", "tcp://nowhere.invalid:8786"])
def test_an_address_where_nobody_answers_is_told_soon(places, built, address):
    take_back = _with_cell(places, "count", repr(address))
    begun = time.monotonic()
    told = small_project.refused(built[0], environment={"DASK": address})
    refused = time.monotonic()
    small_project.run(built[0])  # the same without a cluster: how fast the machine is now
    take_back()
    assert f"no Dask cluster with a worker answers at {address}" in told
    # three seconds, and what the build itself takes to start: more where others want the cores
    assert refused - begun < max(10, 3 * (time.monotonic() - refused))


def test_a_program_that_is_no_scheduler_is_told(places, built):
    take_back = _with_cell(places, "count", "4 + 4")
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tls://127.0.0.1:{other.getsockname()[1]}"
        told = small_project.refused(built[0], environment={"DASK": address})
    take_back()
    assert f"no Dask cluster with a worker answers at {address}" in told


@pytest.mark.parametrize(
    "address", ["rubbish", "http://127.0.0.1:8786", "tcp://", "tcp://127.0.0.1:70000", ":1"]
)
@pytest.mark.parametrize("command", [["book"], ["grid", "chart", "least=1:3"]])
def test_what_is_no_address_is_told_at_once(places, built, address, command):
    take_back = _with_cell(places, "count", "5 + 5")
    told = small_project.refused(built[0], *command, environment={"DASK": address})
    take_back()
    assert f"DASK={address} is no address of a scheduler; write it as" in told
    assert "tables" not in told


def test_a_build_that_is_killed_leaves_no_process_that_asks(places, built, cluster):
    take_back = _with_cell(places, "count", "import time; time.sleep(20)")
    environment = {**small_project.environment_of(built[0]), **cluster}
    process = subprocess.Popen(
        small_project.command_of(), cwd=built[0], env=environment, stdout=subprocess.DEVNULL
    )
    asking = _waited(lambda: _children(process.pid, "press.run.cluster.asking"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    take_back()
    assert _waited(lambda: [one for one in asking if not _runs(one)] == asking)


def _killed_at_work(worker):
    """End a worker as soon as it has a chapter run."""
    _waited(lambda: _children(worker.pid, "press.run.cluster"))
    worker.kill()


def _children(parent, module):
    """Return the processes of a parent that run a module (Linux)."""
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if module in line]


def _runs(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _waited(what, patience=60):
    """Return what a question gives as soon as it gives something."""
    end = time.monotonic() + patience
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.2)
    return found
