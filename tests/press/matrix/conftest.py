"""The book of all constructs, built once."""

import matrix_book
import pytest
import small_project


@pytest.fixture(scope="session")
def matrix(tmp_path_factory):
    """Return the built book that holds every construct."""
    root = matrix_book.write(tmp_path_factory.mktemp("matrix") / "book")
    small_project.run(root, "refresh")
    small_project.run(root, "pdf")
    return matrix_book.Matrix(root)
