"""Ctrl-C while a cell runs ends the build at once, in a sentence, and leaves no process."""

import os
import signal
import subprocess
import time

import pytest
import small_project


@pytest.mark.parametrize("plain", ["", "1"], ids=["", "plain"])
def test_ctrl_c_while_a_cell_runs_ends_all_in_a_sentence(tmp_path, plain):
    """The terminal sends it to every process of the build that shares its group."""
    project = small_project.write(tmp_path)
    command = small_project.begun(project, {"CI": "true", "PLAIN": plain})
    os.killpg(command.pid, signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert command.returncode == 130 and "Traceback" not in said, said
    assert said.endswith("stopped by Ctrl-C; the last good book is where it was\n")
    small_project.until(lambda: small_project.processes(project) == [])


@pytest.mark.parametrize("after", [0.6, 0.9, 1.3])
def test_ctrl_c_while_libraries_load_shows_nothing_else(tmp_path, after):
    """What kernels are forked from loads for a second or two, in the terminal's group of processes."""
    project = small_project.write(tmp_path)
    command = subprocess.Popen(
        small_project.command_of(),
        cwd=project,
        env={**small_project.environment_of(project), "CI": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    time.sleep(after)
    os.killpg(command.pid, signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert "Traceback" not in said, said
    assert said.endswith("stopped by Ctrl-C; the last good book is where it was\n"), said
    small_project.until(lambda: small_project.processes(project) == [])
