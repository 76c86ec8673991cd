"""What is wrong with an edition on file, or with what is written beside it, is told by the quick check."""

import json

import pytest
from small_project import ROOT

METHODS, REASONS = "editions/methods.yml", "editions/reasons.yml"
FIRST = "editions/2026.11.json"
ENTRY = "- date: 2026-11-24\n  what: Polls count once.\n"
SOUND = {
    name: (ROOT / "editions" / name.rpartition("/")[2]).read_text(encoding="utf-8")
    for name in (FIRST, "editions/2026.12.json")
}


def test_what_the_book_itself_has_is_sound(door):
    beside = {name: (ROOT / name).read_text(encoding="utf-8") for name in (METHODS, REASONS)}
    door.accepted({**SOUND, **beside})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- date: [\n", "editions/methods.yml, line 2: "),
        (ENTRY + "  what: Twice.\n", "editions/methods.yml, line 3: the key what stands twice; keep one"),
        (
            ENTRY + "  what2: So.\n",
            "editions/methods.yml, entry 1: an entry has no what2; did you mean what?",
        ),
        (
            ENTRY + "  by: me\n",
            "an entry has no by; an entry has date and what",
        ),
        ("- what: Polls.\n", "editions/methods.yml, entry 1: its date is missing"),
        ("- date: soon\n  what: Polls.\n", "editions/methods.yml, entry 1: its date is 'soon'"),
        (
            "- date: 2026-13-01\n  what: Polls.\n",
            "editions/methods.yml, line 1: 2026-13-01 is no day; write it as 2026-11-28",
        ),
        (ENTRY + "- date: 2026-11-25\n", "editions/methods.yml, entry 2: what changed (what:) is missing"),
        ("- date: 2026-11-25\n  what: '  '\n", "entry 1: what changed (what:) is '  '"),
        ("- date: 2026-11-25\n  what: [a]\n", "entry 1: what changed (what:) is ['a']"),
        ("- Polls count once.\n", "entry 1: 'Polls count once.' is no entry of the log"),
        (b"- date: 2026-11-24\n  what: \xe9\n", "editions/methods.yml, line 2: a letter is not UTF-8"),
        ("[" * 5_000, "editions/methods.yml: it is nested too deep to be read; "),
        (
            "- date: !!int soon\n  what: Polls.\n",
            "editions/methods.yml, line 1: soon is no int; write it as a text",
        ),
        ("- date: 2026-11-24\n  what: !!bool so\n", "editions/methods.yml, line 2: so is no bool; write it"),
        (
            "- date: !!timestamp soon\n",
            "editions/methods.yml, line 1: soon is no day; write it as 2026-11-28",
        ),
        ("- date: 0x_\n  what: Polls.\n", "editions/methods.yml, line 1: 0x_ is no int; "),
        ("- date: 2026-11-24 10:00:00\n  what: Polls.\n", "entry 1: its date is 2026-11-24 10:00:00; write"),
    ],
)
def test_a_slip_in_the_log_of_methods_is_told(door, text, words):
    assert words in door.refused({**SOUND, METHODS: text})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "editions/reasons.yml, line 1: "),
        ('"2026.12": [a]\n', "editions/reasons.yml holds for each edition"),
        (
            '"2026.12":\n  a: So.\n"2026.12":\n  b: So.\n',
            "reasons.yml, line 3: the key 2026.12 stands",
        ),
        (
            '"2027.05":\n  a: So.\n',
            'no edition "2027.05"; there are 2026.11, 2026.12: mend the name',
        ),
        ("2026.12:\n  a: So.\n", "the edition 2026.12 is read as a number"),
        ("2026-12-01:\n  a: So.\n", "the edition 2026-12-01 is read as no text; put it in quotes"),
        ('"2026.12":\n  a: 2026-12-01\n', "a: the reason is 2026-12-01; write it as words"),
        ('"2026.12":\n  a: [So]\n', "edition \"2026.12\", a: the reason is ['So']; write it as words"),
        ('"2026.12":\n  a: ""\n', "edition \"2026.12\", a: the reason is ''; write it as words"),
        ('"2026.12":\n  "data, d_chioces": So.\n', "did you mean data, d_choices?"),
        ('"2026.12":\n  "nowhere, *": So.\n', "is called nowhere, *, in it or before; take the line out"),
    ],
)
def test_a_slip_in_the_reasons_is_told(door, text, words):
    assert words in door.refused({**SOUND, REASONS: text})


def changed(change):
    """Return the text of the first edition's file with a change made to its content."""
    content = json.loads(SOUND[FIRST])
    change(content)
    return json.dumps(content)


def with_number(**values):
    """Return the text of the first edition's file with other values in its first number."""
    return changed(lambda one: next(iter(one["numbers"].values())).update(values))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            None,
            "editions/2026.11.json is not there, and brief_editions in _config.yml lists",
        ),
        ("{\n", "editions/2026.11.json is not as `make edition` wrote it, line 2: "),
        ('{"format": 1, "format": 1}', 'the key "format" stands twice; take it back from git'),
        (changed(lambda one: one.pop("verdicts")), 'the key "verdicts" is missing; take it back from git'),
        (
            changed(lambda one: one.update(edition="2026.10")),
            "not as `make edition` wrote it; take it back",
        ),
        (changed(lambda one: one.update(tables=[])), "not as `make edition` wrote it; take it back"),
        (
            changed(lambda one: one.update(more=1)),
            "2026.11.json: it holds more, which no edition has",
        ),
        (changed(lambda one: one.update(date="2026-11-31")), "date is 2026-11-31, which is no day"),
        (changed(lambda one: one.update(made="")), 'made is "", and has to be words'),
        (changed(lambda one: one.update(commit=7)), "commit is 7, and has to be words"),
        (
            changed(lambda one: one.update(before="2026.05")),
            "it follows the edition 2026.05, whose file",
        ),
        (
            changed(lambda one: next(iter(one["numbers"].values())).update(printed="")),
            "numbers: summary, coef_finding prints nothing",
        ),
        (
            changed(lambda one: next(iter(one["numbers"].values())).update(raw=["1"])),
            "numbers: raw of summary, coef_finding holds something that is no number",
        ),
        (with_number(raw=[float("nan")]), "line 1: NaN is no number of JSON; take it back"),
        (with_number(raw=[10**400]), "not as `make edition` wrote it; take it back"),
        (with_number(tables=-1), "tables of summary, coef_finding is -1, and has to be a count"),
        (with_number(tables=True), "tables of summary, coef_finding is true, and has to be a count"),
        (with_number(code=5), "code of summary, coef_finding is 5, and has to be words"),
        ("[" * 100_000, "line 1: it is nested too deep to be read; take it back"),
        (changed(lambda one: one.update(before="2026.11")), "follows the edition 2026.11, which is none"),
        (
            changed(lambda one: one.update(tables={"polls": {"hash": "a", "rows": "x"}})),
            'tables: rows of polls is "x", and has to be a count',
        ),
        (
            changed(lambda one: one.update(since={"polls": {"news": -1}})),
            "since: news of polls is -1, and has to be a count",
        ),
        (
            changed(lambda one: one.update(verdicts={"C01": {"verdict": 5}})),
            "verdicts: verdict of C01 is 5, and has to be words",
        ),
    ],
)
def test_a_file_of_an_edition_that_is_not_sound_is_told(door, text, words):
    assert words in door.refused({**SOUND, FIRST: text})


def test_a_file_that_is_called_like_no_edition_is_told(door):
    said = door.refused({**SOUND, "editions/2026.13.json": SOUND[FIRST]})
    assert "editions/2026.13.json is called like no edition" in said
