"""What the tests of figures share: every figure of the book as its notebook gave it."""

import pickle

import pytest

from press.book.figure_node import chart_figure


@pytest.fixture(scope="session")
def bundles(built):
    """Every figure of the built book by its name."""
    trees = [pickle.loads(path.read_bytes()) for path in (built / ".doctrees").rglob("*.doctree")]
    return {node.bundle.name: node.bundle for tree in trees for node in tree.findall(chart_figure)}
