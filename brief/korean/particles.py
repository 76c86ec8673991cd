"""Particles by the sound before them, of a word or a figure: 이/가, 은/는, 을/를, 과/와, (으)로."""

from __future__ import annotations

import re

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28  # Hangul syllables stand in the order of their final consonant
_RIEUL = 8  # the final ㄹ
_NONE = 0
_OTHER = 1
# How the last figure of a number sounds: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구.
# A nought at the end is spoken as 영, 십, 백, 천 or 만, which all end in a consonant.
_DIGITS = dict(
    zip(
        "0123456789",
        (_OTHER, _RIEUL, _NONE, _OTHER, _NONE, _NONE, _OTHER, _RIEUL, _RIEUL, _NONE),
        strict=True,
    )
)
# What is said for signs and letters after which a particle may stand: 퍼센트, and the names of L, M, N, R.
_SIGNS = {"%": _NONE, "L": _RIEUL, "M": _OTHER, "N": _OTHER, "R": _RIEUL}
_SPOKEN = re.compile(r"[\w%]")


def after(word: str, pair: str) -> str:
    """Return a word and the particle of a pair that fits its last sound: 북한 and "은/는" give 북한은.

    A pair names first what stands after a consonant: 이/가, 은/는, 을/를, 과/와, 으로/로. After ㄹ it is 로.
    Raises ValueError for a word without any letter or figure.
    """
    consonant, vowel = pair.split("/")
    sound = _last_sound(word)
    if sound == _NONE or (sound == _RIEUL and consonant == "으로"):
        return word + vowel
    return word + consonant


def _last_sound(word: str) -> int:
    """Return how a word ends: in a vowel, in ㄹ, or in another consonant; closing signs are not spoken."""
    spoken = [sign for sign in word if _SPOKEN.match(sign)]
    if not spoken:
        raise ValueError(f"particles: {word!r} has no letter or figure that a particle can follow")
    last = spoken[-1]
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return {0: _NONE, _RIEUL: _RIEUL}.get(final, _OTHER)
    return _DIGITS.get(last, _SIGNS.get(last.upper(), _NONE))


def listed(words: list[str], pair: str = "과/와") -> str:
    """Return "가", "가와 나" or "가, 나와 다": words in a row, the last two joined by the particle."""
    if len(words) == 1:
        return words[0]
    *first, before, last = words
    return ", ".join([*first, f"{after(before, pair)} {last}"])
