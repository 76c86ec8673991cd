"""The fonts, under the SIL Open Font License, the same for pages, pictures and PDF."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
SANS = "Brief Sans, Helvetica Neue, Arial, sans-serif"
SERIF = "Brief Serif, Georgia, serif"
