"""What of a text is in another language, told by its script, so that a voice reads it as such.

Only scripts that a single language of today is written in tell their language this plainly.
"""

from __future__ import annotations

import re

_SCRIPTS = {
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",  # Hangul
    "ja": "\u3040-\u30ff",  # Hiragana and Katakana
    "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
}
_RUN = re.compile("|".join(f"(?P<{code}>[{signs}]+(?: [{signs}]+)*)" for code, signs in _SCRIPTS.items()))


def marked(text: str) -> str:
    """Return a page's text with each run of another script in a span that names its language."""
    return _RUN.sub(
        lambda run: f'<span lang="{run.lastgroup}" xml:lang="{run.lastgroup}">{run[0]}</span>', text
    )
