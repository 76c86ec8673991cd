"""The options of _config.yml: a wrong key or value is told in a sentence, with the nearest that there is."""

from pathlib import Path

import pytest
import yaml

from press import settings
from press.errors import BriefError

ROOT = Path(__file__).resolve().parents[2]


def say(tmp_path, text):
    """Return what the check says of a configuration."""
    file = tmp_path / "_config.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BriefError) as problem:
        settings.check(file)
    return str(problem.value)


def test_the_books_own_configuration_is_right():
    settings.check(ROOT / "_config.yml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel: A", ["titel", "did you mean title?"]),
        ("title: A\nhtml: {base_url: x}", ["html: base_url", "baseurl"]),
        ("title: A\nhtml: left", ["html", "it holds keys"]),
        ("title: A\nexecute: {time_out: 3}", ["execute: time_out", "timeout"]),
        (
            "html: {analytics: {google_analytics_id: G-1}}",
            ["analytics_id", "no effect", "take it out"],
        ),
        ("launch_buttons: {thebe: true}", ["thebe", "binderhub_url"]),
        ("execute: {allow_errors: true}", ["allow_errors", "raises-exception"]),
        ("logo: nowhere.png", ["logo names nowhere.png", "not there"]),
        ("html: {announcement: '<script>x</script>'}", ["announcement", "words and links only"]),
        (
            "sphinx: {extra_extensions: [x], config: {extensions: [myst_nb]}}",
            ["extra_extensions", "no effect", "add its names there"],
        ),
        ("title: [A", ["line 1", "valid YAML"]),
        ("- A", ["holds no keys"]),
        ("sphinx: {config: {brief_ledgerpage: a}}", ["brief_ledgerpage", "brief_ledger_page"]),
        ("sphinx: {config: {brief_deck: one}}", ["brief_deck", "list"]),
        ("sphinx: {config: {brief_kicker: 3}}", ["brief_kicker", "text"]),
        ("sphinx: {config: {brief_editions: [{edition: '1'}]}}", ["brief_editions", "date is missing"]),
        ("sphinx: {config: {brief_about: {licences: MIT}}}", ["licences", "licence"]),
    ],
)
def test_a_wrong_key_or_value_is_told_with_the_way_out(tmp_path, text, words):
    said = say(tmp_path, text)
    assert all(word in said for word in ["_config.yml", *words]), said


def test_keys_that_jupyter_book_reads_are_known(tmp_path):
    file = tmp_path / "_config.yml"
    file.write_text("title: A\nproject: A\nparse: {myst_substitutions: {nation: Korea}}\n", encoding="utf-8")
    settings.check(file)


def test_every_problem_is_told_at_once(tmp_path):
    assert len(say(tmp_path, yaml.safe_dump({"titel": "A", "autor": "B"})).splitlines()) == 2


def test_every_option_is_documented():
    written = settings.document()
    for option in settings.options():
        assert f"`brief_{option.name}`" in written and option.metadata["help"] in written


@pytest.mark.parametrize(
    ("text", "seconds"), [("title: A", 30), ("execute: {timeout: 2}", 2), ("execute: {timeout: -1}", None)]
)
def test_the_time_limit_of_cells_is_the_one_that_is_set(tmp_path, text, seconds):
    (tmp_path / "_config.yml").write_text(text, encoding="utf-8")
    assert settings.time_limit(tmp_path, 30) == seconds
