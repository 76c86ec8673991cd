"""`make live` of a whole book ends at Ctrl-C without a word more, and leaves no process and no folder."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import small_project
from test_live import free_port


def test_ctrl_c_ends_all_in_silence_and_leaves_nothing(small_book, tmp_path):
    project = small_project.sources(small_book, tmp_path / "project")
    said = tmp_path / "said"
    with tempfile.TemporaryDirectory() as short, said.open("w") as heard:
        live = subprocess.Popen(
            [*small_project.command_of("live"), "--port", str(free_port())],
            cwd=project,
            env={**small_project.environment_of(project), "TMPDIR": short},
            stdout=heard,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        small_project.until(lambda: "build 1:" in said.read_text())
        chart = project / "brief" / "charts" / "small.py"
        small_project.edit(chart, "Treaties by partner", "Partners of treaties")
        small_project.until(lambda: "build 2:" in said.read_text())
        os.killpg(live.pid, signal.SIGINT)
        live.wait(small_project.PATIENCE_S)
        small_project.until(lambda: small_project.processes(project) == [])
        assert "Traceback" not in said.read_text(), said.read_text()
        assert list(Path(short).iterdir()) == []


_INTERRUPTED_AS_IT_FORKS = """
import multiprocessing, os, signal, sys, time
from contextlib import nullcontext
from pathlib import Path
from press.live import watching

def fork(plainly=os.fork):
    process = plainly()
    if process == 0:
        os.kill(os.getpid(), signal.SIGINT)
    return process

def interrupt(*_):
    raise KeyboardInterrupt

if __name__ == "__main__":
    server = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,), daemon=True)
    server.start()
    signal.signal(signal.SIGINT, interrupt)
    os.fork = fork
    project = watching.Project(Path("."), (), lambda hooks: 0)
    code, said = watching._Fork(project, 1, nullcontext(), False).go()
    print(code, repr(said))
"""


def test_ctrl_c_as_a_build_is_forked_ends_the_fork_alone_and_in_silence(tmp_path):
    """The signal that comes before the fork writes elsewhere than to the terminal is held until it does."""
    script = tmp_path / "script.py"
    script.write_text(_INTERRUPTED_AS_IT_FORKS)
    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, cwd=tmp_path)
    assert (ended.stdout, ended.stderr) == ("130 ''\n", "")
