"""Builds killed at moments of chance leave the last good book whole, and the next build is a clean one."""

import random
import shutil
import signal
import subprocess
import time

import pytest
import small_project

from press.build import manifest
from press.new import create

pytestmark = pytest.mark.xdist_group("kills")
KILLS, SEED = 4, 21


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small project, built, and how many seconds that took."""
    project = create.make(tmp_path_factory.mktemp("kills") / "project", "A small brief")
    begun = time.monotonic()
    small_project.run(project)
    return project, time.monotonic() - begun


def killed(project, seconds):
    """Start a build and end it, and all that it started, without warning after so many seconds."""
    where = small_project.environment_of(project)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    build = subprocess.Popen(small_project.command_of("book"), cwd=project, env=where, **quiet)
    try:
        build.wait(seconds)
    except subprocess.TimeoutExpired:
        build.send_signal(signal.SIGKILL)
        build.wait()


def book(project):
    """Return the folder of the pages, or of those that a killed build was about to replace."""
    places = [project / "_build" / name for name in ("html", "html.old")]
    return next(place for place in places if (place / "index.html").exists())


def test_the_last_book_stays_whole_and_the_next_build_is_clean(built, tmp_path):
    first, seconds = built
    project = shutil.copytree(first, tmp_path / "project")
    chance, words = random.Random(SEED), "The calendar of today"
    for number in range(KILLS):
        small_project.edit(project / "chapters" / "calendar.ipynb", words, f"{words} {number}")
        words = f"{words} {number}"
        killed(project, chance.uniform(0.05, 0.9) * seconds)
        found = manifest.compare_folder(book(project))
        assert found.is_same and not found.strange, found.words(f"after kill {number}")
    small_project.run(project)
    clean = small_project.sources_of(project, tmp_path / "clean")
    small_project.run(clean)
    assert small_project.differences(project, clean) == []
    assert not list((project / "_build").glob("*.old"))
