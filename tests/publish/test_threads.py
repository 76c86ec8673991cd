"""While a build runs chapters in threads, these load no library and nothing is forked.

Two threads that load modules in a circle can find one half made; a fork can wait for ever for what a
thread of the other process held.
"""

import sys

import pytest
import small_project

WATCH = """
import os, sys, threading

def note(event, details, process=os.getpid()):
    alone = threading.current_thread() is threading.main_thread()
    if os.getpid() != process:
        return
    if event == "import" and not alone or event == "os.fork" and threading.active_count() > 1:
        with open({log!r}, "a") as log:
            log.write(event + " " + (details[0] if details else "") + "\\n")

sys.addaudithook(note)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Return what the threads of a build did: words of event and module."""
    folder = tmp_path_factory.mktemp("threads")
    project = small_project.write(folder / "project")
    words = "Many more words. " * 200  # the chapter with the chart is read before this longer one has run
    small_project.edit(project / "chapters" / "front.ipynb", "A claim", f"{words}A claim")
    (folder / "watch").mkdir()
    log = folder / "seen.txt"
    (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    small_project.run(project, also=[folder / "watch"])
    return [line.split() for line in log.read_text(encoding="utf-8").splitlines()]


def test_threads_of_a_build_import_nothing_but_the_standard_library(seen):
    loaded = {words[1] for words in seen if words[0] == "import"}
    assert loaded  # a thread starts the kernels
    assert {name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names} == set()


def test_no_process_is_forked_while_threads_run(seen):
    assert [words for words in seen if words[0] == "os.fork"] == []
