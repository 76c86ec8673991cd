"""`make live` of a whole book ends at Ctrl-C without a word more, and leaves no process and no folder."""

import os
import signal
import subprocess
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
