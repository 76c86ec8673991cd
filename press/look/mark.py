"""The book's mark: strands that meet and part. Drawn from here for pages, pictures, slides and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from press.look.palette import Colour

MIDDLE = 17  # where the strands of the small mark meet, in its square of 32
BAND_HEIGHT = 26  # of the wide mark, whose width is 100
_LEAVES, _LEAVES_BAND = (
    12,
    34,
)  # where a strand leaves its height: small and wide mark

Paint = Callable[[int, Colour], str]  # a strand's place from the top and its colour: an attribute of SVG


def svg(strands: Sequence[Colour], paint: Paint) -> str:
    """Return the small mark as SVG paths in a square of 32; each carries what `paint` gives for it."""
    levels = _evenly(len(strands), 8, 24)
    return "".join(
        f'<path {paint(place, colour)} d="{_small(level)}"/>'
        for place, (colour, level) in enumerate(zip(strands, levels, strict=True))
    )


def icon(strands: Sequence[Colour]) -> str:
    """Return the small mark as an SVG file in its light colours."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-width="3.4" '
        f'stroke-linecap="round">{svg(strands, in_light)}</svg>\n'
    )


def in_light(_place: int, colour: Colour) -> str:
    """Paint a strand in its light colour."""
    return f'stroke="{colour.light}"'


def band(strands: Sequence[Colour], thickness: float, paint: Paint) -> str:
    """Return the wide mark as SVG paths in a box of 100 by BAND_HEIGHT, for strands so thick in its units."""
    lines = zip(strands, band_heights(len(strands)), strict=True)
    drawn = []
    for place, (colour, (start, lane, end)) in enumerate(lines):
        first, last = (_round(share * BAND_HEIGHT / 100) for share in (start, end))
        met = _round(BAND_HEIGHT / 2 + lane * thickness)
        leaves = f"{_LEAVES_BAND} {first}"
        path = f"M-4 {first}C{leaves} 30 {met} 56 {met}S82 {last} 106 {last}"
        drawn.append(f'<path {paint(place, colour)} d="{path}"/>')
    return "".join(drawn)


def band_heights(count: int) -> list[tuple[float, float, float]]:
    """Return where each strand of the wide mark begins, meets the others, and ends.

    Beginning and end in per cent of the height, from the top; the meeting in
    thicknesses of a strand from the middle, so that neighbours overlap a little.
    """
    lanes = [0.84 * (place - (count - 1) / 2) for place in range(count)]
    return list(zip(_evenly(count, 10, 90), lanes, _evenly(count, 16, 84), strict=True))


def _small(level: float) -> str:
    """Return a strand of the small mark that begins and ends at a height: to the middle, and back."""
    bend = level + max(-4, min(4, MIDDLE - level))
    first, back = _round(level), _round(bend)
    return f"M4 {first}C{_LEAVES} {first} {_LEAVES} {MIDDLE} 18 {MIDDLE}S24 {back} 28 {first}"


def _evenly(count: int, first: float, last: float) -> list[float]:
    """Return `count` places from first to last; one alone stands between them."""
    if count == 1:
        return [(first + last) / 2]
    return [first + (last - first) * place / (count - 1) for place in range(count)]


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
