"""What the tests of the engine share: `small_project`, which pytest finds beside this file, and its book."""

import fcntl
import os

import pytest
import small_project


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """The small project without slides, built once for all; a test takes a copy (`small_project.copy`)."""
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # that of all workers
    with (folder / "small-book.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        project, whole = folder / "small-book", folder / "small-book.built"
        if not whole.exists():
            small_project.write(project)
            small_project.without_slides(project)
            small_project.run(project)
            whole.touch()
    return project
