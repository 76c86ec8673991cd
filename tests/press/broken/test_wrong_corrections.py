"""A correction of what is not there is told by the quick check: its table, its column, its row, its value."""

import hashlib
import json

import pytest

FILE, DESCRIPTION = "data/corrections.csv", "data/datapackage.json"
ROW = "us_troops,host_iso3=DEU;year=1974,personnel,206975,206875,For a test"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("us_troops", "us_trops"), "no table us_trops; did you mean us_troops?"),
        (ROW.replace("us_troops", "nowhere"), "no table nowhere; name one of"),
        (ROW.replace("personnel", "persons"), "us_troops has no column persons; did you mean personnel?"),
        (ROW.replace("host_iso3", "host"), "us_troops has no column host; did you mean host_iso3?"),
        (ROW.replace("DEU", "ZZZ"), "us_troops: 0 rows fit host_iso3=ZZZ;year=1974; name exactly one"),
        (ROW.replace(";year=1974", ""), "rows fit host_iso3=DEU; name exactly one"),
        (ROW.replace("206975", "206976"), "in personnel, not 206976 as the correction says"),
        (ROW.replace("206975", "many"), "in personnel, not many as the correction says"),
        (ROW.replace("206875", "fewer"), "value_used is fewer, and personnel holds numbers; write a number"),
        (ROW.replace("206875", ""), "value_used"),
        (ROW.replace("us_troops", "corrections"), "the table of corrections is not corrected"),
        (ROW.replace("host_iso3=DEU", "host_iso3"), "host_iso3 is no column=value"),
    ],
)
def test_a_correction_of_what_is_not_there_is_told(door, row, words):
    text = (door.project / FILE).read_text(encoding="utf-8")
    said = door.refused(as_described(door, changed(text, row)))
    assert words in said and f"{FILE}, row 2" in said


def changed(text, row):
    """Return the table with its first row replaced."""
    head, _, rest = text.partition("\n")
    return f"{head}\n{row}\n{rest.partition(chr(10))[2]}"


def as_described(door, text):
    """Return the changes that put a text into the table of corrections and describe it as it is then."""
    described = json.loads((door.project / DESCRIPTION).read_text(encoding="utf-8"))
    entry = next(one for one in described["resources"] if one["name"] == "corrections")
    content = text.encode()
    entry.update(bytes=len(content), hash=f"sha256:{hashlib.sha256(content).hexdigest()}")
    return {FILE: text, DESCRIPTION: json.dumps(described, indent=1, ensure_ascii=False) + "\n"}
