"""Documents made by chance lose no word in page, paper and EPUB, and crash no build."""

import pytest

from tools.fuzz import __main__ as fuzz
from tools.fuzz import book
from tools.fuzz.documents import Document

pytestmark = pytest.mark.xdist_group("fuzz")
COUNT, SEED = 40, 2026


def test_documents_by_chance_are_whole_in_every_medium(tmp_path):
    found = [one for one in book.faults(tmp_path / "book", fuzz.made(COUNT, SEED)) if one.kind != "refused"]
    assert not found, f"{found[0].kind}: {found[0].told}\n{found[0].document.text}"


def test_a_word_that_a_medium_lacks_is_told(tmp_path):
    text = "# w000001 A title\n\nw000002 words\n\n<!-- w000003 in a comment -->\n"
    (fault,) = [
        one for one in book.faults(tmp_path / "book", [Document(text, tame=True)]) if one.kind == "lost"
    ][:1]
    assert fault.told == "page lacks w000003"
