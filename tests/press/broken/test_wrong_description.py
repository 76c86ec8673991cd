"""What is wrong with `datapackage.json` or the dialect of a table is told, and never with a traceback."""

import json

import pytest

from press.errors import DataError
from press.tables import checking, datapackage

SCHEMA = {
    "fields": [
        {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "[A-Z]+"}},
        {"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}},
        {"name": "amount", "type": "number", "constraints": {"minimum": 0}},
    ],
    "primaryKey": ["code"],
    "missingValues": [""],
}
WORDS = dict.fromkeys(
    ("title", "publisher", "version", "licence", "citation", "short_source", "accessed", "coverage"), "Words"
)
TABLE = {
    "name": "one",
    "path": "one.csv",
    "profile": "tabular-data-resource",
    "encoding": "utf-8",
    "address": "https://example.org",
    "known_errors": "none",
    "hash": "sha256:0",
    "dates_rows": "day",
    "complete_to": "2026-01-31",
    **WORDS,
    "schema": SCHEMA,
}
OTHER = {**TABLE, "name": "two", "path": "two.csv", "complete_to": "one"}
PACKAGE = {
    "version": "2026.11",
    "created": "2026-11-28T00:00:00Z",
    "dated_by": "one",
    "reaches": {"days": "two"},
    "resources": [TABLE, OTHER],
}
CSV = "code,day,amount\nA,2001-02-03,1.5\nB,2001-02-04,\n"


def described(folder, package):
    """Write a description with its tables; return the folder."""
    text = package if isinstance(package, (str, bytes)) else json.dumps(package, indent=1)
    (folder / "datapackage.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    for name in ("one.csv", "two.csv"):
        (folder / name).write_text(CSV, encoding="utf-8")
    return folder


def changed(place, value):
    """Return the package with another value at a place such as "resources 0 schema", without it for None."""
    package = json.loads(json.dumps(PACKAGE))
    *above, last = [int(key) if key.isdigit() else key for key in place.split()]
    inner = package
    for key in above:
        inner = inner[key]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return package


ONE, FIELD = "resources 0", "resources 0 schema fields 1"


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("resources", None, "resources is no list"),
        ("resources", {}, "resources is no list"),
        (ONE, "one", "resource 1 has no name"),
        (f"{ONE} name", None, "resource 1 has no name"),
        (f"{ONE} name", "One table", "write small letters"),
        (f"{ONE} name", "two", "the table two is described twice"),
        (f"{ONE} path", None, "one has no path; name its file, such as one.csv"),
        (f"{ONE} path", ["one.csv"], "one has no path"),
        (f"{ONE} path", "../one.csv", "its file lies beside datapackage.json"),
        (f"{ONE} path", "two.csv", "two and one have the same path, two.csv"),
        (f"{ONE} profile", None, "one does not say its profile"),
        (f"{ONE} profile", "tabular", "write tabular-data-resource"),
        (f"{ONE} schema", None, "one has no schema"),
        (f"{ONE} schema", [], "the schema of one has no fields"),
        (f"{ONE} schema fields", [], "the schema of one has no fields"),
        (f"{ONE} schema missingValues", None, "the schema of one has no missingValues"),
        (f"{ONE} schema missingValues", "", "the schema of one has no missingValues"),
        (f"{ONE} schema primaryKey", ["cod"], "did you mean code?"),
        (f"{ONE} schema primaryKey", "cod", "did you mean code?"),
        (f"{ONE} schema foreignKeys", [{"fields": ["code"]}], "a foreign key of one is not whole"),
        (
            f"{ONE} schema foreignKeys",
            [{"fields": ["code"], "reference": {"resource": "tow", "fields": ["code"]}}],
            "names the table tow, which is not there; did you mean two?",
        ),
        (
            f"{ONE} schema foreignKeys",
            [{"fields": ["cod"], "reference": {"resource": "two", "fields": ["code"]}}],
            "names the column cod, which one has not; did you mean code?",
        ),
        (
            f"{ONE} schema foreignKeys",
            [{"fields": ["code"], "reference": {"resource": "two", "fields": ["cod"]}}],
            "names the column cod, which two has not; did you mean code?",
        ),
        (f"{ONE} schema foreignKeys", 5, "foreignKeys of one is no list; write a list of keys"),
        (f"{ONE} schema foreignKeys", {"fields": ["code"]}, "foreignKeys of one is no list"),
        (
            f"{ONE} schema foreignKeys",
            [{"fields": ["code"], "reference": {"resource": ["two"], "fields": ["code"]}}],
            "names the table ['two'], which is not there",
        ),
        (f"{FIELD} name", None, "column 2 of one has no name"),
        (f"{FIELD} name", "code", "one, column code: it is described twice"),
        (f"{FIELD} type", None, "one, column day: its type is None"),
        (f"{FIELD} type", "dat", "its type is dat; did you mean date?"),
        (f"{FIELD} lists", "countriez", "lists is countriez; write countries"),
        (f"{FIELD} descriptionn", "A day", "nobody reads the key descriptionn; did you mean description?"),
        (f"{FIELD} constraints", ["required"], "its constraints are no keys"),
        (f"{FIELD} constraints", {"requireed": True}, "did you mean required?"),
        (f"{FIELD} constraints", {"required": "yes"}, "the constraint required is no true or false"),
        (f"{FIELD} constraints", {"minimum": "soon"}, "the constraint minimum is no day"),
        (f"{FIELD} constraints", {"enum": "KOR"}, "the constraint enum is no list of values"),
        (f"{FIELD} constraints", {"pattern": "["}, "the constraint pattern is no pattern"),
        (f"{ONE} hash", None, "one does not say its hash"),
        (f"{ONE} title", None, "one does not say its title"),
        (f"{ONE} publisher", 3, "one does not say its publisher"),
        (f"{ONE} license", "CC BY", "did you mean licence?"),
        (f"{ONE} encoding", "latin-1", "save the file as UTF-8"),
        (f"{ONE} address", "example.org", "begin it with https://"),
        (f"{ONE} selection", "yes", "selection of one is no true or false"),
        (f"{ONE} dates_rows", "dya", "did you mean day?"),
        (f"{ONE} dates_rows", ["day"], "which is none of its columns"),
        (f"{ONE} complete_to", "2026-13-01", "write a day, such as 2026-11-28"),
        (f"{ONE} complete_to", "20260131", "write a day, such as 2026-11-28"),
        (f"{ONE} complete_to", "2026-W05-6", "write a day, such as 2026-11-28"),
        (f"{ONE} complete_to", 2026, "write a day, such as 2026-11-28"),
        (f"{ONE} complete_to", "two", "which names a table in turn; write a day there"),
        (f"{ONE} known_singly_to", "soon", "known_singly_to of one is soon; write a day"),
        ("version", None, "the package has no version"),
        ("version", 2026.12, 'in quotes, such as "2026.12"'),
        ("created", "yesterday", "write a day, such as 2026-11-28T00:00:00Z"),
        ("dated_by", "tow", "dated_by: there is no table tow; did you mean two?"),
        ("dated_bye", "one", "did you mean dated_by?"),
        ("reaches", ["one"], "reaches holds no keys"),
        ("reaches days", "tow", "reaches, days: there is no table tow"),
    ],
)
def test_a_slip_of_the_description_is_told(tmp_path, place, value, words):
    folder = described(tmp_path, changed(place, value))
    with pytest.raises(DataError) as problem:
        datapackage.check(folder)
    told = str(problem.value)
    assert words in told and all("datapackage.json: " in line for line in told.splitlines()), told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"resources": [],\n "name": "cl\xe9"}', "line 2: a letter is not UTF-8"),
        ('{\n<<<<<<< HEAD\n "resources": []}', "line 2: a mark of a merge"),
        ('{"resources": [], "resources": []}', "the key resources stands twice"),
        ('{"resources": [],}', "line 1: "),
        ("[]", "resources is no list"),
        ('{"name": "NaN",\n "rows": NaN}', "line 2: NaN is no number of JSON; it has to be valid JSON"),
        ('{"rows":\n -Infinity}', "line 2: -Infinity is no number of JSON"),
        ('{"name": "a",\n "rows": ' + "1" * 5000 + "}", "line 2: a number has too many digits"),
        ('{"name":\n' + "[" * 100_000, "line 2: it is nested too deep to be read"),
    ],
)
def test_a_description_that_cannot_be_read_is_told(tmp_path, text, words):
    with pytest.raises(DataError, match=r"datapackage\.json") as problem:
        datapackage.check(described(tmp_path, text))
    assert words in str(problem.value)


def test_what_is_right_is_accepted(tmp_path):
    folder = described(tmp_path, b"\xef\xbb\xbf" + json.dumps(PACKAGE).encode())
    datapackage.check(folder)
    checking.check_content("one", folder)


def test_a_table_that_nobody_describes_is_told(tmp_path):
    folder = described(tmp_path, PACKAGE)
    (folder / "three.csv").write_text("a\n1\n", encoding="utf-8")
    datapackage.check(folder)
    with pytest.raises(DataError, match=r"it does not describe three\.csv; describe the table"):
        datapackage.check_files(folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("\n", "\r\n", "row 1: the line ends with CR; save the file with the line ends of Unix (LF)"),
        (CSV, "", "is empty; bring back its first row"),
        (CSV, f"\ufeff{CSV}", "row 1: a mark (BOM)"),
        (CSV, f"{CSV}\n", "row 4: the row is empty; take the line out"),
        (CSV, f"{CSV},,\n", "row 4: the row is empty; take the line out"),
        ("\nA", "\n\nA", "row 2: the row is empty"),
        ("\nA", "\n<<<<<<< HEAD\nA", "row 2: a mark of a merge"),
        ("code,", "code ,", 'row 1: a blank stands beside the name "code "'),
        ("amount", "amount,", "row 1: column 4 has no name"),
        ("amount", "day", "row 1: two columns are called day"),
        ("1.5", "\u0661\u0665", "row 2, column amount"),
        ("1.5", "1 5", "row 2, column amount"),
    ],
)
def test_a_table_in_another_dialect_is_told(tmp_path, old, new, words):
    folder = described(tmp_path, PACKAGE)
    (folder / "one.csv").write_text(CSV.replace(old, new), encoding="utf-8", newline="")
    with pytest.raises(DataError) as problem:
        checking.check_content("one", folder)
    assert words in str(problem.value), problem.value
