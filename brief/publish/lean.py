"""Leaves out an import that costs a second of every build and that no build uses.

jsonschema, which nbformat and altair load, compiles the grammar of international web addresses when
it finds rfc3987_syntax installed; it does without where it is not. Import this module before them.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)
