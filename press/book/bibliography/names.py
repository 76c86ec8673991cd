"""Names in a bibliography: whether each reads as one person, or as one institution in braces."""

from __future__ import annotations

import re

from pybtex.bibtex.utils import split_name_list

_BRACED = re.compile(r"\{[^{}]*\}")
_LINEAGE = re.compile(r"(?:jr|sr|junior|senior|[ivx]+)\.?", re.IGNORECASE)
_WAY_OUT = "write {A, Ann and B, Bo}, an institution in braces of its own: {{World Bank}}"


def problem(value: str) -> str:
    """Return what is wrong with the names of a field, with the way out; "" when all can be read."""
    bare = value
    while (without := _BRACED.sub("X", bare)) != bare:
        bare = without
    if " & " in bare:
        return "names are parted by &, and read as one; write and between them"
    if re.search(r"\bet\.? al\b", bare):
        return "et al. reads as a name; write and others"
    found = split_name_list(bare)
    if not found or any(not name.strip() for name in found) or re.search(r"(?:^|\s)and\s*$", bare):
        return f"a name is empty; {_WAY_OUT}"
    for name in found:
        parts = [part.strip() for part in name.split(",")]
        if len(parts) > 3 or (len(parts) == 3 and not _LINEAGE.fullmatch(parts[1])):
            return f"{name} reads as one person; {_WAY_OUT}"
        if not all(parts):
            return f"{name.strip()} lacks a part beside its comma; {_WAY_OUT}"
    return ""
