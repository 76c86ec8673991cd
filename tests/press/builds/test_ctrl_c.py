"""Ctrl-C while a cell runs ends the build at once, in a sentence, and leaves no process."""

import os
import signal
import subprocess
import sys
import time

import pytest
import small_project

# A shell tells both as 130. Python ends by the signal itself when that came while it compiled a text,
# whatever the program made of it.
ENDED = (130, -signal.SIGINT)


@pytest.mark.parametrize("plain", ["", "1"], ids=["", "plain"])
def test_ctrl_c_while_a_cell_runs_ends_all_in_a_sentence(tmp_path, plain):
    """The terminal sends it to every process of the build that shares its group."""
    project = small_project.write(tmp_path)
    command = small_project.begun(project, {"CI": "true", "PLAIN": plain})
    os.killpg(command.pid, signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert command.returncode in ENDED and "Traceback" not in said, said
    assert said.endswith("stopped by Ctrl-C; the last good book is where it was\n")
    small_project.until(lambda: small_project.processes(project) == [])


# Until the command's own first module is there Ctrl-C is Python's affair, on a slow machine for long.
TELLS_ITS_BEGINNING = """
import sys

def tell(event, arguments):
    if event == "import" and arguments[0] == "press.commands":
        open(BEGUN, "w").close()

sys.addaudithook(tell)
"""


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.6, 0.9, 1.3])
def test_ctrl_c_while_libraries_load_shows_nothing_else(tmp_path, after):
    """What kernels are forked from loads for a second or two, in the terminal's group of processes."""
    project = small_project.write(tmp_path / "project")
    begun, startup = tmp_path / "begun", tmp_path / "startup"
    startup.mkdir()
    tells = TELLS_ITS_BEGINNING.replace("BEGUN", repr(str(begun)))
    (startup / "sitecustomize.py").write_text(tells, encoding="utf-8")
    command = subprocess.Popen(
        small_project.command_of(),
        cwd=project,
        env={**small_project.environment_of(project, [startup]), "CI": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    small_project.until(begun.exists)
    time.sleep(after)
    os.killpg(command.pid, signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert command.returncode in ENDED and "Traceback" not in said, said
    assert said.endswith("stopped by Ctrl-C; the last good book is where it was\n"), said
    small_project.until(lambda: small_project.processes(project) == [])


SWALLOWED = """
import os, signal, time, weakref
from press.system import ctrl_c

class Thing: pass

ctrl_c.is_raised()
thing = Thing()
watched = weakref.ref(thing, lambda _: (os.kill(os.getpid(), signal.SIGINT), [None for _ in range(1000)]))
try:
    del thing
    time.sleep(20)
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_in_a_callback_of_pythons_own_is_heard_nevertheless():
    """Python tells of what is raised there, and goes on: importing a module ends in such a callback."""
    ran = subprocess.run([sys.executable, "-c", SWALLOWED], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("heard\n", "")
