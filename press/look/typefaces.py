"""The fonts, under the SIL Open Font License, the same for pages, pictures and PDF."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
SANS = "Brief Sans, Helvetica Neue, Arial, sans-serif"
SERIF = "Brief Serif, Georgia, serif"
SANS_FAMILY, SERIF_FAMILY = "Brief Sans", "Brief Serif"
_ALL_WEIGHTS = {SANS_FAMILY: "BriefSans-VF.woff2", SERIF_FAMILY: "BriefSerif-VF.woff2"}


@cache
def rule(family: str) -> str:
    """Return the rule of a style sheet that holds a typeface itself: for a file that is taken away."""
    letters = base64.b64encode((FONTS / _ALL_WEIGHTS[family]).read_bytes()).decode()
    source = f"src:url(data:font/woff2;base64,{letters})"
    return f'@font-face{{font-family:"{family}";font-weight:400 700;{source}}}'
