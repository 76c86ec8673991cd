"""The whole book as of any day: tables cut at it, chapters run on them, what needs more left out."""
