"""What no process of a build needs is not loaded: a library that takes a second of CPU to be imported.

jsonschema brings checks for addresses in any alphabet (the format "iri") where `rfc3987_syntax` can be
imported, which builds a parser of its own then. No schema of a notebook, a table or a chart asks for that
format. To import this module is to leave it out; with PLAIN=1 it is loaded.
"""

from __future__ import annotations

import sys
from typing import cast

from press import plain

UNNEEDED = "rfc3987_syntax"


def leave_out() -> None:
    """Have the library's import fail, which jsonschema takes for one that is not installed."""
    if not plain.is_on():
        cast("dict[str, object]", sys.modules).setdefault(UNNEEDED, None)


leave_out()
