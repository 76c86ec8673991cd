"""What CONTRIBUTING.md and README.md show to a newcomer works: examples run, files that they name exist."""

import re
from pathlib import Path

import pytest

from brief import tables

ROOT = Path(__file__).resolve().parent.parent
GUIDES = ["CONTRIBUTING.md", "README.md"]
PATHS = re.compile(r"(?<![\w/])(?:\.venv/bin|brief|chapters|data|docs|tests|tools)/[\w./-]*\w")


def examples():
    """Return the Python examples of CONTRIBUTING.md."""
    return re.findall(
        r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )


def run(example, monkeypatch):
    """Run an example outside a notebook and return its names; what it binds is kept under `bound`."""
    bound = {}
    monkeypatch.setattr("press.prose.bind", bound.update)
    names = {"__name__": "example", "bound": bound}
    exec(compile(example, "CONTRIBUTING.md", "exec"), names)
    return names


def test_the_example_of_a_cell_binds_facts_in_words(monkeypatch):
    bound = run(examples()[0], monkeypatch)["bound"]
    assert bound
    assert all(isinstance(fact, str) for fact in bound.values())


def test_the_example_of_a_chart_draws(monkeypatch):
    figure = run(examples()[1], monkeypatch)["troops_by_host"](tables.load("us_troops"))
    assert set(vars(figure.bundle().svg)) >= {"wide", "narrow"}


@pytest.mark.parametrize("guide", GUIDES)
def test_files_that_a_guide_names_exist(guide):
    text = (ROOT / guide).read_text(encoding="utf-8")
    named = {path for path in PATHS.findall(text) if "*" not in path}
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_make_targets_that_a_guide_names_exist(guide):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(
        re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / guide).read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert named
    assert named <= targets
