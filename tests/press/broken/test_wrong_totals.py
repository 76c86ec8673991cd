"""Control totals that cannot be read, or that changed, are told by the check though no table changed."""

import pytest

TOTALS = "brief/agreement/control_totals.csv"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: None, "cannot be read"),
        (lambda text: "", "row 1: its columns are not table, total, of, is"),
        (lambda text: text.replace("total,of", "of,total", 1), "row 1: its columns are not table"),
        (lambda text: f"{text}nothere,rows,2000,1\n", "it keeps no total of a settled table"),
        (lambda text: f"{text}events\n", "it keeps no total of a settled table"),
        (lambda text: text.replace("1985,2010", "1985,2011", 1), "data/geopolitical_risk.csv: the total of"),
    ],
)
def test_control_totals_that_changed_are_told(door, change, words):
    text = (door.project / TOTALS).read_text(encoding="utf-8")
    assert words in door.refused({TOTALS: change(text)})
