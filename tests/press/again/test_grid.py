"""Many runs of a chapter's analysis: a table and a figure of its numbers, and what is refused."""

import csv
import os
import re
import signal
import subprocess
import sys

import pytest
import small_cluster
import small_project
import warm_python

PARAMETERS = '''"""What may be turned in the small chapter."""

from press.parameters import Measure, OneOf, Parameter, Parameters, Several, Whole

def check(values):
    if values["least"] == 9 and values["scale"] == "ten":
        raise ValueError("nine tens are too many; choose a smaller least")


def measures(values):
    factor = {"one": 1, "ten": 10}[values["scale"]]
    value = factor * (1 / (values["least"] - 4) if values["without"] else values["least"])
    return [Measure("Sum, units", value, value - 1, value + 1), Measure("Nothing known", None)]


PARAMETERS = Parameters(
    "chart",
    (
        Parameter("least", Whole(1, 9), 2, "least number"),
        Parameter("without", Several(lambda: ["KOR", "JPN"]), "", "partners left out"),
        Parameter("scale", OneOf(("one", "ten")), "one", "unit"),
    ),
    check=check,
    measures=measures,
)
'''


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a small brief, not built, one chapter of which has numbers to follow."""
    folder = small_project.write(tmp_path_factory.mktemp("grid"))
    for own in (folder / "brief" / "parameters").glob("[a-z]*.py"):
        own.unlink()
    (folder / "brief" / "parameters" / "chart.py").write_text(PARAMETERS, encoding="utf-8")
    return folder


def _grid(project, *given):
    said = small_project.run(project, "grid", "chart", *given)
    folder = project / re.search(r"table +(\S+)/table.csv", said)[1]
    rows = list(csv.DictReader((folder / "table.csv").open(encoding="utf-8")))
    return said, folder, rows


SLEEPS = """
import time
from pathlib import Path

from press.parameters import Measure, Parameter, Parameters, Whole


def measures(values):
    if values["least"] > 2:
        Path(f"_build/runs-{values['least']}").touch()
        time.sleep(300)
    return [Measure("Sum, units", values["least"])]


PARAMETERS = Parameters("chart", (Parameter("least", Whole(1, 9), 2, "least number"),), measures=measures)
"""


def test_ctrl_c_ends_all_runs_in_a_sentence(tmp_path):
    project = small_project.write(tmp_path)
    (project / "brief" / "parameters" / "chart.py").write_text(SLEEPS, encoding="utf-8")
    (project / "_build").mkdir(exist_ok=True)
    command = subprocess.Popen(
        small_project.command_of("grid", "chart", "least=3:9"),
        cwd=project,
        env=small_project.environment_of(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    small_project.until(lambda: any((project / "_build").glob("runs-*")))
    os.killpg(command.pid, signal.SIGINT)
    said, _ = command.communicate(timeout=small_project.PATIENCE_S)
    assert command.returncode == 130 and "Traceback" not in said, said
    assert said.endswith("stopped by Ctrl-C; the last good book is where it was\n"), said
    small_project.until(lambda: small_project.processes(project) == [])


def test_every_combination_is_a_row_beside_the_books(project):
    said, _, rows = _grid(project, "least=1:7:3", "scale=one/ten")
    assert "six runs" in said
    assert [(row["least"], row["scale"], row["Sum, units"]) for row in rows] == [
        ("2", "one", "2"),
        ("1", "one", "1"),
        ("1", "ten", "10"),
        ("4", "one", "4"),
        ("4", "ten", "40"),
        ("7", "one", "7"),
        ("7", "ten", "70"),
    ]
    assert rows[0][""] == "in the book" and rows[1]["Sum, units: low"] == "0"


def test_the_figure_stands_alone_and_says_in_words_what_it_shows(project):
    _, folder, _ = _grid(project, "least=1:5")
    page = (folder / "grid.html").read_text(encoding="utf-8")
    assert "<svg" in page and "<script" not in page and not re.search(r'(?:src|href)="http', page)
    assert "Sum, units: from 1 to 5; in the book 2." in page
    assert "Nothing known: not known in any run." in page
    assert (folder / "grid.svg").read_text(encoding="utf-8").startswith("<svg")


def test_what_cannot_be_computed_is_a_row_with_the_reason(project):
    said, _, rows = _grid(project, "least=3:4", "without=KOR")
    assert "ZeroDivisionError" in rows[2]["not computed"] and rows[2]["Sum, units"] == ""
    assert rows[1]["Sum, units"] == "-1" and "Traceback" not in said
    _, _, rows = _grid(project, "least=8:9", "scale=ten")
    assert "nine tens are too many" in rows[2]["not computed"]


@pytest.fixture(scope="module")
def cluster(project):
    """The address of a scheduler with two workers, each a process in the project's folder."""
    with small_cluster.standing(project) as (address, _):
        yield address


def test_a_cluster_of_two_workers_gives_the_same_table(project, cluster):
    """Refused runs and combinations too: byte for byte what all cores here write."""
    given = ("least=1:9", "scale=one/ten", "without=/KOR")
    _, folder, here = _grid(project, *given)
    written = (folder / "table.csv").read_bytes()
    (folder / "table.csv").unlink()
    said = small_project.run(project, "grid", "chart", *given, environment={"DASK": cluster})
    assert "36 runs" in said and len(here) == 37
    assert (folder / "table.csv").read_bytes() == written


OTHER_TABLES = """
from brief.parameters import offered
from press.again import cluster, grid

cluster.tables_sum = lambda: "of another commit"
cluster.run({address!r}, print, [offered()["chart"].defaults])
"""


def test_a_worker_with_other_tables_is_refused(project, cluster):
    """What it computes must not stand in the table of this project."""
    code = OTHER_TABLES.format(address=cluster)
    environment = small_project.environment_of(project)
    command = [sys.executable, "-c", code]
    done = warm_python.run(command, project, environment)
    assert "a worker holds other tables than this project" in done.stderr


def test_an_address_where_nobody_answers_is_told(project):
    pytest.importorskip("distributed", reason="dask.distributed is not here")
    told = small_project.refused(
        project, "grid", "chart", "least=1:3", environment={"DASK": "tcp://127.0.0.1:1"}
    )
    assert "no Dask cluster with a worker answers at tcp://127.0.0.1:1" in told


@pytest.mark.parametrize(
    "given, told",
    [
        (["chart", "least=0:4"], "least (least number) is 0; it takes a whole number from 1 to 9"),
        (["chart", "least=5:2"], "write the lower one first"),
        (["chart", "least=1:5:0"], "a step of 0 leads nowhere"),
        (["chart", "scale=one/two"], "it takes one of one, ten"),
        (["chart", "last=3"], '"least" may be meant; it has least, without, scale'),
        (["chart", "least=9", "scale=ten"], "nine tens are too many"),
        (["front"], "NAME is one of chart"),
    ],
)
def test_a_wrong_name_or_value_is_told(project, given, told):
    done = small_project.done(project, "grid", *given)
    assert done.returncode == 1 and told in done.stderr and "Traceback" not in done.stderr
