"""The look of a brief: its own colours, colours for actors it does not name, and the mark made from it."""

import itertools
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from press import project
from press.errors import BriefError
from press.look import PAPER, Colour, Look, all_colours, automatic, current
from press.look.palette import AUTOMATIC

PRESS = Path(__file__).resolve().parents[3] / "press"
PAPERS = {"light": PAPER["paper"].light, "dark": PAPER["paper"].dark}
TEAL, GOLD = Colour("teal", "#0c8075", "#4fd0bd"), Colour("gold", "#8a6a10", "#dcbb4e")

# Machado, Oliveira and Fernandes (2009): how linear RGB is seen, at full severity.
EYES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def linear(value):
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(rgb):
    """Return CIE L*a*b* of linear RGB, under D65."""
    white = times(XYZ, (1, 1, 1))
    x, y, z = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (have / most for have, most in zip(times(XYZ, rgb), white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(value, eyes):
    return lab([min(1, max(0, part)) for part in times(EYES[eyes], linear(value))])


def contrast(one, other):
    light, dark = sorted((times(XYZ, linear(value))[1] for value in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


pairs = list(itertools.combinations(AUTOMATIC, 2))


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_automatic_colours_can_be_seen_on_their_paper(paper):
    assert min(contrast(getattr(colour, paper), PAPERS[paper]) for colour in AUTOMATIC) >= 3


@pytest.mark.parametrize("paper", ["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_automatic_colours_are_told_apart_by_every_eye(eyes, paper):
    def apart(one, other):
        return (
            sum(
                (a - b) ** 2
                for a, b in zip(
                    seen(getattr(one, paper), eyes), seen(getattr(other, paper), eyes), strict=True
                )
            )
            ** 0.5
        )

    assert min(itertools.starmap(apart, pairs)) >= 14


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_automatic_colours_are_told_apart_in_greyscale(paper):
    lightness = sorted(seen(getattr(colour, paper), "normal")[0] for colour in AUTOMATIC)
    assert min(above - below for below, above in itertools.pairwise(lightness)) >= 4.4


def test_an_actor_has_its_own_colour_and_others_are_not_one_grey():
    look = Look(actors={"AAA": TEAL})
    assert look.colour("AAA") == TEAL
    given = [look.colour(code) for code in ("DEU", "FRA", "POL")]
    assert set(given) <= set(AUTOMATIC) and len(set(given)) > 1
    assert look.colour("DEU") == Look().colour("DEU"), "the same whatever else the brief knows"


def test_actors_of_one_chart_are_apart_whatever_their_order():
    codes = ["DEU", "FRA", "POL", "ITA", "ESP", "NLD", "SWE", "AAA"]
    look = Look(actors={"AAA": TEAL})
    given = look.apart(codes)
    assert len(set(given.values())) == len(codes) and given["AAA"] == TEAL
    assert given == look.apart(codes[::-1])


def test_actors_named_in_a_look_never_share_a_colour():
    assert len(set(automatic("DEU", "FRA", "POL", "ITA", "ESP", "NLD", "SWE", "FIN").values())) == 8
    with pytest.raises(BriefError, match="8 automatic colours for 9 actors"):
        automatic(*"ABCDEFGHI")


@pytest.mark.parametrize(
    ("actors", "sentence"),
    [
        ({"AAA": Colour("teal", "#0C8075", "#4fd0bd")}, 'teal is "#0C8075"; write it as #rrggbb'),
        ({"AAA": Colour("my teal", "#0c8075", "#4fd0bd")}, 'a colour "my teal"; name it in small letters'),
        ({"AAA": TEAL, "BBB": GOLD._replace(light=TEAL.light)}, "teal and gold have the same light value"),
        ({"AAA": TEAL, "BBB": GOLD._replace(name="ink")}, "two colours named ink"),
    ],
)
def test_a_colour_that_pages_could_not_tell_is_refused_in_a_sentence(actors, sentence):
    with pytest.raises(BriefError, match=sentence):
        Look(actors=actors)


def test_a_look_without_strands_is_refused():
    with pytest.raises(BriefError, match="no strands"):
        Look(strands=())


def elsewhere(tmp_path, look):
    """Return the mark, the paper's palette and an actor's colour as a project of its own sees them."""
    (tmp_path / "brief").mkdir()
    (tmp_path / "brief" / "__init__.py").write_text("")
    if look:
        (tmp_path / "brief" / "look.py").write_text(look)
    asked = """
        import json
        from press.look import actor_colour, current, mark
        from press.book.opening import Opening
        from press.page import icons, social_cards
        from press.paper import front, slides_html
        card = social_cards.card("A book", "A title", "A sentence.", "A foot")
        deck = slides_html.page(Opening("A book", [], None, None), "en", "", [])
        drawn = [mark.icon(current().strands), icons.book_mark(), card, deck, front.palette()]
        print(json.dumps({"aaa": actor_colour("AAA"), "drawn": drawn}))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(asked)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": f"{tmp_path}:{PRESS.parent}", "PATH": ""},
        cwd=tmp_path,
    )
    return json.loads(done.stdout)


OWN = """
from press.look import Colour, Look
VALUES = {"one": "#111213", "two": "#212223", "three": "#313233"}
FIRST, SECOND, THIRD = (Colour(name, value, value) for name, value in VALUES.items())
LOOK = Look(actors={"AAA": FIRST}, strands=(FIRST, SECOND, THIRD))
"""


def test_the_mark_is_drawn_everywhere_from_the_strands_of_the_brief(tmp_path):
    found = elsewhere(tmp_path, OWN)
    icon, on_page, card, deck, palette = found["drawn"]
    assert found["aaa"] == "#111213"
    for picture in (icon, card):
        assert re.findall(r'<path stroke="(#[0-9a-f]{6})" d="M4 ', picture) == [
            "#111213",
            "#212223",
            "#313233",
        ]
    assert re.findall(r'class="(strand-.)"', on_page) == ["strand-a", "strand-b", "strand-c"]
    assert re.findall(r'<path stroke="var\(--(.*?)\)"', deck) == ["one", "two", "three"]
    strands = palette.partition("mark-strands = ")[2]
    assert re.findall(r"#[0-9a-f]{6}", strands) == ["#111213", "#212223", "#313233"]


def test_a_brief_without_a_look_gets_a_neutral_one(monkeypatch):
    monkeypatch.setattr(project, "SUBJECT", "a_package_that_nobody_wrote")
    look = current.__wrapped__()  # what is kept is this project's
    assert look.colour("USA") in AUTOMATIC
    assert look.strands == (PAPER["accent"], PAPER["muted"])


def test_a_look_that_cannot_be_loaded_is_not_passed_over(tmp_path):
    with pytest.raises(subprocess.CalledProcessError) as failed:
        elsewhere(tmp_path, "import not_there_at_all\n")
    assert "not_there_at_all" in failed.value.stderr


def test_every_colour_that_a_chart_may_show_is_among_those_that_a_dark_page_swaps():
    shown = {current().colour(code) for code in ("DEU", "FRA", "POL", "USA", "OTHER")}
    assert shown <= set(all_colours())


SUBJECT = re.compile(
    r"korea|seoul|washington|pyongyang|alliance|dprk|\b(?:USA|KOR|PRK)\b|\bC[0-6][0-9]\b", re.IGNORECASE
)


@pytest.mark.parametrize("room", ["look", "figures", "paper"])
def test_the_engine_knows_nothing_of_the_subject(room):
    files = [
        path
        for path in (PRESS / room).rglob("*")
        if path.suffix in (".py", ".typ", ".css", ".js") and path.parent.name != "runtime"  # others' code
    ]
    found = {path.name: SUBJECT.findall(path.read_text(encoding="utf-8")) for path in files}
    assert not {name: words for name, words in found.items() if words}
