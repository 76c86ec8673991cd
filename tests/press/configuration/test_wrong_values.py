"""Whatever is wrong in `_config.yml` is told with its place and the way out, and never a traceback."""

import dataclasses
from pathlib import Path

import pytest

from press import settings
from press.configuration import values

ROOT = Path(__file__).resolve().parents[3]
WRONG = Path(__file__).with_name("wrong_values.txt").read_text(encoding="utf-8").splitlines()


def told(folder, text):
    """Return what the check says of a configuration, "" when it is right."""
    file = folder / "_config.yml"
    is_whole = text.lstrip().startswith("title") or ":" not in text
    file.write_text(text if is_whole else f"title: A\n{text}\n", encoding="utf-8")
    try:
        settings.check(file)
    except settings.BriefError as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_value_is_told(tmp_path, text):
    """A line of the file is a configuration; \\n and \\t in it stand for what they mean."""
    said = told(tmp_path, text.replace("\\n", "\n").replace("\\t", "\t"))
    assert said, "accepted"
    for line in said.splitlines():
        assert line.startswith("_config.yml") and ";" in line, line


KEYS = [
    (option, key.name)
    for option, kind in settings._PARTS.items()
    for key in dataclasses.fields(kind)
    if key.type == "str"
]


@pytest.mark.parametrize("wrong", ["[a]", "{a: b}", "5", "true"])
@pytest.mark.parametrize(("option", "key"), KEYS)
def test_a_text_among_several_keys_has_to_be_a_text(tmp_path, option, key, wrong):
    """A key that a part gains and that no rule looks at is found here."""
    kind = settings._PARTS[option]
    right = {one.name: "a" for one in dataclasses.fields(kind) if one.default is dataclasses.MISSING}
    right |= {name: value for name, value in (("date", "2026-11-28"), ("language", "ko")) if name in right}
    entry = ", ".join(f"{name}: {value}" for name, value in {**right, key: wrong}.items())
    listed = f"[{{{entry}}}]" if option in settings._LISTS else f"{{{entry}}}"
    said = told(tmp_path, f"sphinx: {{config: {{brief_{option}: {listed}}}}}")
    assert (
        f"brief_{option}" in said
        and f"{key} is" in said
        and "; write" in said.replace("no language", "; write")
    )


def test_what_is_right_is_accepted(tmp_path):
    assert not told(tmp_path, "title: A\nexecute: {timeout: -1}\nhtml: {baseurl: 'https://example.org/a'}")
    settings.check(ROOT / "_config.yml")


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path):
    (tmp_path / "_config.yml").write_bytes(b"title: A\nauthor: \xff\n")
    with pytest.raises(settings.BriefError, match=r"_config\.yml, line 2: .*UTF-8"):
        settings.check(tmp_path / "_config.yml")


def test_an_option_that_sphinx_would_pass_over_is_told():
    (said,) = values.unknown({"html_titel": "A", "language": "en"}, ["html_title", "language"])
    assert said == "_config.yml: there is no option sphinx: config: html_titel; did you mean html_title?"
