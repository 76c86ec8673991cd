"""A table that the brief's own code stumbles over is told in a sentence; a description is written whole."""

import json
import resource
import subprocess

import pytest
import small_project

from press.new import create

REVIEW = "    return Review(article.REVIEWED, article.CHAPTERS, findings)"


@pytest.fixture
def project(tmp_path):
    """A small brief."""
    return create.make(tmp_path / "project", "A small brief")


def refused(project, *command, **also):
    """Run a command of the brief that must fail; return what it said."""
    where = small_project.environment_of(project)
    done = subprocess.run(
        small_project.command_of(*command), cwd=project, env=where, capture_output=True, text=True, **also
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr + done.stdout


def test_a_review_that_stops_at_a_table_is_told_with_its_line(project):
    subject = project / "brief" / "subject.py"
    small_project.edit(subject, REVIEW, f"    years.nowhere\n{REVIEW}")
    line = 1 + subject.read_text(encoding="utf-8").splitlines().index("    years.nowhere")
    told = refused(project, "check")
    assert f"the review of brief/subject.py stops at brief/subject.py, line {line}: AttributeError" in told
    assert "compare the table with its source, or mend the line" in told


def test_a_disk_that_is_full_leaves_the_description_whole(project):
    described = project / "data" / "datapackage.json"
    table = project / "data" / "leap_days.csv"
    before = described.read_bytes()
    table.write_bytes(table.read_bytes() + b"2028,Tuesday\n")

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))  # the description is longer

    refused(project, "refresh", preexec_fn=no_room)
    assert described.read_bytes() == before
    json.loads(before)
