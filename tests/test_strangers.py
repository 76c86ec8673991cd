"""For strangers: the wheel gives tables and analysis without the book's tools; the data validate."""

import shutil
import subprocess
import sys
from pathlib import Path

import frictionless
import pytest

from brief.analysis.coefficient import finding

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("press", "brief", "data", "pyproject.toml", "setup.py", "README.md", "LICENSE")
ELSEWHERE = """
import sys
BOOK = {"sphinx", "docutils", "jupyter_book", "myst_nb", "IPython", "nbformat", "typst", "altair",
        "vl_convert", "frictionless", "lxml", "babel", "jinja2", "tornado", "httpx", "stamina"}

class WithoutTheBook:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BOOK:
            raise ModuleNotFoundError(f"no {name}", name=name)

sys.meta_path.insert(0, WithoutTheBook())
sys.path.insert(0, sys.argv[1])
import importlib, pkgutil
from brief import tables
import brief.analysis
from brief.analysis.coefficient import finding

assert tables.__file__.startswith(sys.argv[1])
for room in ("alliance", "coefficient", "peninsula"):
    package = importlib.import_module(f"brief.analysis.{room}")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
rows = sum(len(tables.load(name)) for name in tables.names())
print(rows, finding.finding().with_last["since_2015"].points)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel, built from a copy of the sources."""
    copy, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        skipped = shutil.ignore_patterns("__pycache__")
        place = ROOT / part
        if place.is_dir():
            shutil.copytree(place, copy / part, ignore=skipped)
        else:
            shutil.copy(place, copy)
    _pip("wheel", "--no-build-isolation", "--wheel-dir", out, copy)
    return next(out.glob("*.whl"))


def _pip(*order):
    said = subprocess.run(
        [sys.executable, "-m", "pip", order[0], "-q", "--no-deps", "--no-index", *map(str, order[1:])],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr


def test_tables_and_analysis_give_the_same_elsewhere(wheel, tmp_path):
    _pip("install", "--target", tmp_path / "site", wheel)
    command = [sys.executable, "-c", ELSEWHERE, str(tmp_path / "site")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows, points = done.stdout.split()
    assert int(rows) > 5000 and float(points) == finding.finding().with_last["since_2015"].points


def test_the_data_package_is_valid_for_whoever_has_only_frictionless(tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, [task.errors for task in report.tasks if not task.valid]
