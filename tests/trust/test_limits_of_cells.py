"""A cell has limits of memory and output; what it does beyond its chapter is told."""

import tempfile

import nbformat
import pytest

from press.errors import PublishError
from press.run import stale
from press.run.chapter_runs import ChapterRuns

BEYOND = """
import socket, subprocess, threading, time
open({outside!r}, 'w').write('words')
open('own.txt', 'w').write('words')
try:
    socket.create_connection(('192.0.2.1', 9), timeout=0.01)
except OSError:
    pass
child = subprocess.Popen(['sleep', '30'])
threading.Thread(target=time.sleep, args=(3,), name='idle').start()
"""


def run(folder, code):
    """Run a chapter of one cell."""
    chapters = folder / "book" / "chapters"
    chapters.mkdir(parents=True)
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(code, id="one")]
    chapter = chapters / "hungry.ipynb"
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": spec}, cells=cells), chapter)
    conditions = stale.Conditions(folder / "book", "common", lambda name: None)
    with ChapterRuns([chapter], folder / "cache", conditions) as running:
        running.wait()


@pytest.mark.parametrize(
    ("variable", "set_to", "code", "sentence"),
    [
        (
            "CELL_MEMORY_GB",
            "2",
            "eaten = [bytes(10**8) for _ in range(100)]",
            "a cell may take 2 GB of memory",
        ),
        ("CELL_OUTPUT_MB", "1", "for _ in range(400): print('x' * 10_000)", "gives more than 1 MB of output"),
        ("CELL_OUTPUT_MB", "1", "'x' * 3_000_000", "gives more than 1 MB of output"),
    ],
)
def test_a_cell_that_takes_too_much_is_stopped_with_a_sentence(
    tmp_path, monkeypatch, variable, set_to, code, sentence
):
    monkeypatch.setenv(variable, set_to)
    with pytest.raises(PublishError, match=r"hungry\.ipynb, cell 1") as found:
        run(tmp_path, code)
    assert sentence in str(found.value) and f"set {variable} in the shell" in str(found.value)


def test_what_a_cell_does_beyond_its_chapter_is_told(tmp_path, capfd):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:  # not where temporary files may lie
        outside = f"{folder}/beside.txt"
        run(tmp_path, BEYOND.replace("{outside!r}", repr(outside)))
    said = capfd.readouterr().out
    assert f"note     hungry.ipynb: a cell writes {outside}\n" in said
    assert "own.txt" not in said
    assert "note     hungry.ipynb: a cell asks 192.0.2.1, port 9\n" in said
    assert "a cell leaves the thread idle at work" in said
    assert "(sleep 30) at work" in said


def test_an_ordinary_cell_is_told_nothing_of(tmp_path, capfd):
    run(tmp_path, "import pandas as pd\npd.DataFrame({'a': [1]})")
    assert "note" not in capfd.readouterr().out
