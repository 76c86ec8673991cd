"""While a build runs chapters in threads, these load no library, nothing is forked, no result is replaced.

Two threads that load modules in a circle can find one half made; a fork can wait for ever for what a
thread of the other process held; and chapters without code share one result in the cache.
"""

import sys

import pytest
import small_project

CHAPTERS = 8
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
def project(tmp_path_factory):
    """Return a project with many chapters without code, built while its events are noted in seen.txt."""
    folder = tmp_path_factory.mktemp("threads")
    project = small_project.write(folder / "project")
    small_project.edit(project / "_config.yml", "[chapters/claims]", "[]")
    for number in range(CHAPTERS):
        words = f"# Words\n\nThe words of chapter {number}. {'More words. ' * 50 * number}"
        small_project.add(project, f"words-{number}", [("markdown", words)])
    (folder / "watch").mkdir()
    log = project / "seen.txt"
    (folder / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)), encoding="utf-8")
    small_project.run(project, also=[folder / "watch"])
    return project


@pytest.fixture(scope="module")
def seen(project):
    """Return what the threads of the build did: words of event and module."""
    return [line.split() for line in (project / "seen.txt").read_text(encoding="utf-8").splitlines()]


def test_threads_of_a_build_import_nothing_but_the_standard_library(seen):
    loaded = {words[1] for words in seen if words[0] == "import"}
    assert loaded  # a thread starts the kernels
    assert {name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names} == set()


def test_no_process_is_forked_while_threads_run(seen):
    assert [words for words in seen if words[0] == "os.fork"] == []


def test_chapters_without_code_are_read_while_others_run(project):
    for number in range(CHAPTERS):
        page = project / "_build" / "html" / "chapters" / f"words-{number}.html"
        assert f"The words of chapter {number}." in page.read_text(encoding="utf-8")
