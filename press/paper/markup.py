"""Typst source: text, strings and calls, written so that no character is lost or taken as a command."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"""[\\#*_`$<>@=\-+/\[\]~'"]""")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)\.")
_LONG_RUN = re.compile(r"[^\s\u200b]{24,}")
_BREAK_AFTER = re.compile(r"(?<=[/_.,;:&?=#%\-])(?=\w)|(?<=[a-z])(?=[A-Z])")
_LONG_WORD = re.compile(r"[^\W\d_]{24,}")
_IN_STRING = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": " "})


def escape(text: str) -> str:
    """Return text as Typst markup that shows exactly these characters."""
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(r"\\\g<0>", text))


def breakable(text: str) -> str:
    """Allow lines to break inside very long runs: addresses without a sign, words with a hyphen."""
    opened = _LONG_RUN.sub(lambda run: _BREAK_AFTER.sub("\u200b", run[0]), text)
    return _LONG_WORD.sub(lambda word: "\u00ad".join(re.findall(r".{1,6}", word[0])), opened)


def words(text: str) -> str:
    """Return plain text as content: `[...]`."""
    return f"[{escape(breakable(text))}]"


def string(text: str) -> str:
    """Return text as a Typst string."""
    return f'"{text.translate(_IN_STRING)}"'


def call(function: str, *content: str, **options: str) -> str:
    """Return a call with content in markup: `#function(option: value)[content]`.

    Options are Typst expressions; underscores in their names become hyphens. The call is closed, so
    that nothing that follows joins in.
    """
    arguments = f"({_named(options)})" if options or not content else ""
    return f"#{function}{arguments}" + "".join(f"[{part}]" for part in content) + ";"


def invoke(function: str, *expressions: str, **options: str) -> str:
    """Return a call whose arguments are Typst expressions: `#function(expression, option: value)`."""
    return f"#{function}({', '.join([*expressions, _named(options)] if options else expressions)});"


def _named(options: dict[str, str]) -> str:
    return ", ".join(f"{name.replace('_', '-')}: {value}" for name, value in options.items())


def array(items: list[str]) -> str:
    """Return Typst expressions as an array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def label(name: str) -> str:
    """Return the expression of a label, which links find."""
    return f"label({string(name)})"


def colour(value: str) -> str:
    """Return a colour (#rrggbb) as an expression."""
    return f"rgb({string(value)})"
