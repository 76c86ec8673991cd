"""The ordinary book, built once."""

import ordinary_book
import pytest
from constructs import CELLS, PAGE


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory):
    """Return the book with every construct, in page, paper and EPUB."""
    root = ordinary_book.write(tmp_path_factory.mktemp("ordinary") / "book", PAGE, CELLS)
    problem = ordinary_book.build(root)
    assert not problem, problem
    return ordinary_book.Ordinary(root)
