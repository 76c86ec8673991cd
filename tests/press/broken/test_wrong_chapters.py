"""What is wrong with a chapter is told by the quick check: tags, options, signs, roles, fences."""

import json

import pytest
import small_project

CONTENTS = "_toc.yml"
TEXT = """---
file_format: mystnb
---

```{code-cell} ipython3
:tags: [remove-input]

from press.prose import bind
bind(a=str(1))
```

# Words

Here {glue:text}`a`.
"""


def with_page(door, text):
    """Return the changes that add a page to the small book."""
    contents = (door.project / CONTENTS).read_text(encoding="utf-8")
    return {"chapters/words.md": text, CONTENTS: f"{contents}  - file: chapters/words\n"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "[remove-input]",
            "[hide-imput]",
            "words.md, cell 1: nothing is done for the tag hide-imput; did you mean",
        ),
        (
            "[remove-input]",
            "remove-input",
            "words.md, line 6: the tags of a cell are a list; write :tags: [rem",
        ),
        ("[remove-input]", "[remove-input", "words.md, line 5: the options of this cell cannot be read"),
        ("Here", "Here\x00", "words.md, cell 2, line 3: the text holds the sign U+0000"),
        ("bind(a", "bind((a", "words.md, cell 1, line 2: "),
    ],
)
def test_a_slip_in_a_text_notebook_is_told(door, old, new, words):
    assert words in door.refused(with_page(door, TEXT.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("So {cite}`nobody2020`.", "words.md, line 3: nobody2020 is not in the bibliography"),
        ("So {claim}`C99`.", "words.md, line 3: C99 is not in data/claims.csv"),
        ("```{note}\nSo.", "words.md, line 3: the fence ``` is not closed"),
        ("So claim`C05`.", "words.md, line 3: the role claim has no braces"),
    ],
)
def test_a_slip_in_a_page_without_code_is_told(door, text, words):
    assert words in door.refused(with_page(door, f"# A page\n\n{text}\n"))


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (
            ["remove-input", "ful-width"],
            "cell 1: nothing is done for the tag ful-width; did you mean full-width?",
        ),
        (["Hide_Input"], "cell 1: nothing is done for the tag Hide_Input; did you mean hide-input?"),
        ([], "cell 1: its code is not folded"),
        ([3], "cell 1: its tags are no list of words"),
        (None, "cell 1: its tags are no list of words"),
    ],
)
def test_a_tag_for_which_nothing_is_done_is_told(door, tags, words):
    chapter = json.loads(small_project.notebook(small_project.CHAPTERS["chart"]))
    chapter["cells"][0]["metadata"]["tags"] = tags
    assert f"chapters/chart.ipynb, {words}" in door.refused({"chapters/chart.ipynb": json.dumps(chapter)})


def test_tags_of_ones_own_and_an_empty_notebook(door):
    chapter = json.loads(small_project.notebook(small_project.CHAPTERS["chart"]))
    chapter["cells"][0]["metadata"]["tags"] += ["my-own", "scroll-output"]
    door.accepted({"chapters/chart.ipynb": json.dumps(chapter)})
    assert "chapters/chart.ipynb: it holds no notebook" in door.refused({"chapters/chart.ipynb": ""})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"cells":\n' + "[" * 100_000, "chapters/chart.ipynb, line 2: it is nested too deep to be read"),
        ('{"nbformat":\n' + "4" * 5000 + "}", "chapters/chart.ipynb, line 2: a number has too many digits"),
        ('{"cells": [], "cells": []}', "chapters/chart.ipynb: the key cells stands twice in one place"),
        ("[]", "chapters/chart.ipynb: it holds no notebook"),
    ],
)
def test_a_notebook_that_is_no_json_is_told(door, text, words):
    assert words in door.refused({"chapters/chart.ipynb": text})


def test_a_notebook_may_hold_results_that_are_no_number(door):
    chapter = json.loads(small_project.notebook(small_project.CHAPTERS["chart"]))
    chapter["metadata"]["seen"] = [float("nan")]
    door.accepted({"chapters/chart.ipynb": "\ufeff" + json.dumps(chapter)})
