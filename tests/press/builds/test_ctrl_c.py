"""Ctrl-C while a cell runs ends the build at once, in a sentence, and leaves no process."""

import os
import signal

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
