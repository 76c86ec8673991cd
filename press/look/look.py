"""What a brief adds to the visual language: colours of its actors, and the strands of its mark."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from press import project
from press.errors import BriefError
from press.look.palette import AUTOMATIC, NEUTRALS, PAPER, VERDICTS, Colour

_VALUE = re.compile(r"#[0-9a-f]{6}")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Look:
    """A brief's own colours.

    `actors` maps a code, such as a country's, to its colour; other codes get a colour of AUTOMATIC.
    `strands` are the colours of the mark's strands, from the top. Raises BriefError for a colour that
    pages and paper could not tell from another.
    """

    actors: Mapping[str, Colour] = field(default_factory=dict)
    strands: tuple[Colour, ...] = (PAPER["accent"], PAPER["muted"])

    def __post_init__(self) -> None:
        if not self.strands:
            raise BriefError("the look has no strands; the mark needs one or more, each with its colour")
        _check(self.colours())

    def colour(self, code: str) -> Colour:
        """Return an actor's colour: its own, a neutral one, or else one of AUTOMATIC, ever the same."""
        own = self.actors.get(code) or NEUTRALS.get(code)
        return own or AUTOMATIC[_slot(code)]

    def apart(self, codes: Iterable[str]) -> dict[str, Colour]:
        """Return the colours of actors that share a chart, by code.

        Two that would get the same colour of AUTOMATIC are kept apart, whatever the order of the codes.
        Only a ninth actor without a colour of its own shares one.
        """
        wanted = sorted(set(codes))
        given: dict[str, Colour] = {}
        for code in wanted:
            colour = self.colour(code)
            free = [one for one in _from(colour) if one not in given.values()]
            given[code] = free[0] if colour in AUTOMATIC and free else colour
        return given

    def colours(self) -> list[Colour]:
        """Return every colour that this brief's pages and papers may show, in a fixed order, each once."""
        actors = [*self.actors.values(), *NEUTRALS.values()]
        return list(dict.fromkeys([*PAPER.values(), *actors, *VERDICTS.values(), *self.strands, *AUTOMATIC]))


def automatic(*codes: str) -> dict[str, Colour]:
    """Return a colour for each of up to eight actors, in their order, for the `actors` of a look.

    Named in a look, no two ever share a colour. Raises BriefError for a ninth.
    """
    if len(codes) > len(AUTOMATIC):
        raise BriefError(
            f"there are {len(AUTOMATIC)} automatic colours for {len(codes)} actors; give the others a Colour"
        )
    return dict(zip(codes, AUTOMATIC, strict=False))


@functools.cache
def current() -> Look:
    """Return the look of the brief that the project declares; a neutral one where it declares none."""
    look = getattr(project.declared(), "look", None)
    return look if isinstance(look, Look) else Look()


def actor_colour(code: str) -> str:
    """Return the light value of an actor's colour."""
    return current().colour(code).light


def all_colours() -> list[Colour]:
    """Return every colour that pages and papers may show, in a fixed order."""
    return current().colours()


def _slot(code: str) -> int:
    return zlib.crc32(code.encode()) % len(AUTOMATIC)


def _from(colour: Colour) -> tuple[Colour, ...]:
    """Return AUTOMATIC from a colour on and round, or nothing for a colour that is not one of them."""
    if colour not in AUTOMATIC:
        return ()
    place = AUTOMATIC.index(colour)
    return AUTOMATIC[place:] + AUTOMATIC[:place]


def _check(colours: list[Colour]) -> None:
    """Raise BriefError for a colour that is not written as one, or two that share a name or light value."""
    names: dict[str, Colour] = {}
    values: dict[str, Colour] = {}
    for colour in colours:
        if not _NAME.fullmatch(colour.name):
            raise BriefError(
                f'the look has a colour "{colour.name}"; name it in small letters, digits, hyphens'
            )
        for value in (colour.light, colour.dark):
            if not _VALUE.fullmatch(value):
                raise BriefError(
                    f'the colour {colour.name} is "{value}"; write it as #rrggbb, in small letters'
                )
        if colour.name in names:
            raise BriefError(f"the look has two colours named {colour.name}; each needs a name of its own")
        if twin := values.get(colour.light):
            raise BriefError(
                f"the colours {twin.name} and {colour.name} have the same light value {colour.light}; "
                "a dark page tells them by it, so change one a little"
            )
        names[colour.name] = values[colour.light] = colour
