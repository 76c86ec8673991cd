"""A small project at whose front door many slips are tried, by one process; each is put back afterwards."""

import pytest
import small_project
from front_door import FrontDoor


@pytest.fixture(scope="session")
def door(tmp_path_factory):
    """The front door of a small project that is right."""
    project = small_project.write(tmp_path_factory.mktemp("broken") / "project")
    small_project.without_slides(project)
    with FrontDoor(project, small_project.environment_of(project)) as opened:
        assert opened.ask("check")[0] == 0
        yield opened
