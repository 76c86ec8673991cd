"""A chapter that breaks while `make live` waits is told in a sentence, and built when it is mended."""

import json
import os
import signal
import subprocess
import sys

import pytest
import small_project


@pytest.fixture
def told(small_book, tmp_path):
    """Return a project that is watched, and what returns the problem that its pages tell when it fits."""
    project = small_project.copy(small_book, tmp_path / "project")
    command = [sys.executable, "-m", "brief", "live", "--port", "0"]
    live = subprocess.Popen(
        command,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "PYTHONHASHSEED": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def problem(fits):
        """Wait until what the pages tell of a finished build fits; return it."""
        state = project / "_build" / ".live.json"
        small_project.until(lambda: state.exists() and fits(json.loads(state.read_bytes())))
        return json.loads(state.read_bytes())["problem"]

    try:
        problem(lambda state: state["build"])
        yield project, problem
    finally:
        live.send_signal(signal.SIGINT)
        live.wait(small_project.PATIENCE_S)


def test_a_chapter_that_breaks_is_told_in_a_sentence_and_built_when_it_is_mended(told):
    project, problem = told
    chapter = project / "chapters" / "front.ipynb"
    whole = chapter.read_text(encoding="utf-8")
    for broken, said in (
        (whole[: len(whole) // 2], "chapters/front.ipynb, line 1: Unterminated string"),
        ("", "chapters/front.ipynb: it holds no notebook"),
        (None, "_toc.yml, line 2: it names chapters/front"),
    ):
        if broken is None:
            chapter.unlink()
        else:
            chapter.write_text(broken, encoding="utf-8")
        found = problem(lambda state, said=said: state["problem"].startswith(said[:30]))
        assert found.startswith(said) and "Traceback" not in found
        chapter.write_text(whole, encoding="utf-8")
        problem(lambda state: not state["problem"])
