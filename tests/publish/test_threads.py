"""The threads of a build load no library: two that load modules in a circle can find one half made."""

import sys

import small_project

WATCH = """
import os, sys, threading

def note(event, details, process=os.getpid()):
    here = threading.current_thread()
    if event == "import" and os.getpid() == process and here is not threading.main_thread():
        with open({log!r}, "a") as log:
            log.write(details[0] + "\\n")

sys.addaudithook(note)
"""


def test_threads_of_a_build_import_nothing_but_the_standard_library(tmp_path):
    project = small_project.write(tmp_path / "project")
    log = tmp_path / "imports.txt"
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    small_project.run(project, also=[tmp_path / "watch"])
    loaded = set(log.read_text(encoding="utf-8").split())  # never empty: a thread starts the kernels
    assert {name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names} == set()
