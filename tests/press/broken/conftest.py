"""A small project whose front door is asked about many slips, by one process."""

import pytest
import small_project
from front_door import FrontDoor


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """The front door of a small project that is right."""
    project = small_project.write(tmp_path_factory.mktemp("broken") / "project")
    small_project.without_slides(project)
    with FrontDoor(project, small_project.environment_of(project)) as opened:
        assert opened.ask("check")[0] == 0
        yield opened
