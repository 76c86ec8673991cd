"""The reference of the engine is what the code says."""

from press.new import reference


def test_the_reference_is_the_one_that_the_code_writes():
    written = (reference.ENGINE.parent / reference.FILE).read_text(encoding="utf-8")
    assert written == reference.document(), "run: .venv/bin/python -m press docs"


def test_every_word_of_the_vocabulary_and_every_field_of_a_figure_is_in_it():
    from press.claims.vocabulary import STANCES, TIERS, VERDICTS
    from press.figures.bundle import Bundle

    text = reference.document()
    for word in [*VERDICTS, *TIERS, *STANCES, *Bundle.__dataclass_fields__]:
        assert f"`{word}`" in text, word


def test_a_pin_takes_its_reason_from_its_line_or_from_the_lines_above():
    lines = ["# Heading", "", "one==1  # for this", "# because", "# of that", "two==2"]
    assert list(reference._pinned(lines)) == [("`one`", "1", "for this"), ("`two`", "2", "because of that")]
