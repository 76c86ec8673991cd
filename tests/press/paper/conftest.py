"""The hard book, built once; and the built brief itself."""

import pytest
from hard_book import Built, build, write_book


@pytest.fixture(scope="session")
def hard(tmp_path_factory):
    """Return the hard book, built with its whole set."""
    root = write_book(tmp_path_factory.mktemp("hard") / "book")
    problem = build(root, brief_documents=["brief", "summary", "offprints", "slides"])
    assert not problem, problem
    return Built(root)


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    """Return the hard book as an EPUB."""
    root = write_book(tmp_path_factory.mktemp("ebook") / "book")
    problem = build(root, forms=["epub"])
    assert not problem, problem
    return root / "_build" / "epub" / "hard-book.epub"


@pytest.fixture(scope="session")
def real(built):
    """Return the folder of the built brief; it is built first when it is missing."""
    return built
