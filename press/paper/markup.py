"""Typst source: text, strings and calls, written so that no character is lost or taken as a command."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"""[\\#*_`$<>@=\-+/\[\]~'"]|\.(?=\.)""")
_NUMBERED = re.compile(r"(?m)^(\s*\d+)\.")
# A line may break here: a space of next to nothing, as Typst passes over none. A character would be copied.
_BREAK = "h(0.001pt)"
_LONG_RUN = re.compile(r"\S{24,}")
_ADDRESS = re.compile(r"\d|\w[/_.:?&=#%@]+\w")  # no word of a language
_BREAK_AFTER = re.compile(r"(?<=[/_.,;:&?=#%\-])(?=\w)|(?<=[a-z])(?=[A-Z])")
_LONG_WORD = re.compile(r"[^\W\d_]{24,}")
_NO_VOWEL = re.compile(r"[^aeiouyà-öø-ýăąēěęīįıōőœūůűų]{9,}", re.IGNORECASE)  # nothing to hyphenate
_FEW = re.compile(r".{1,6}", re.DOTALL)
_IN_STRING = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": " "})


def escape(text: str) -> str:
    """Return text as Typst markup that shows exactly these characters."""
    return _NUMBERED.sub(r"\1\\.", _SPECIAL.sub(r"\\\g<0>", text))


def prose(text: str) -> str:
    """Return text as `escape` does, but let lines break inside very long runs and words."""
    return f"#{_BREAK};".join(_hyphenated(escape(piece)) for piece in pieces(text))


def code(text: str) -> str:
    """Return code as an expression whose very long runs may break, without a hyphen."""
    return f" + {_BREAK} + ".join(string(piece) for piece in pieces(text, language=False))


def pieces(text: str, language: bool = True) -> list[str]:
    """Return a text in the pieces between which a line may break, besides at its spaces and hyphens.

    Very long words are left whole where a `language` may tell how to hyphenate them.
    """
    found, end = [""], 0
    for run in _LONG_RUN.finditer(text):
        first, *others = _cut(run[0], language)
        found[-1] += text[end : run.start()] + first
        found += others
        end = run.end()
    found[-1] += text[end:]
    return found


def _cut(run: str, language: bool) -> list[str]:
    """Return a very long run cut after its signs, and within where no language says how to hyphenate it."""
    parts = [part for part in _BREAK_AFTER.split(run) if part]
    if language and not _ADDRESS.search(run) and not _NO_VOWEL.search(run):
        return parts
    return [bit for part in parts for bit in (_FEW.findall(part) if _LONG_WORD.search(part) else [part])]


def _hyphenated(markup: str) -> str:
    return _LONG_WORD.sub(lambda word: call("text", word[0], hyphenate="true"), markup)


def words(text: str) -> str:
    """Return plain text as content: `[...]`."""
    return f"[{prose(text)}]"


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
