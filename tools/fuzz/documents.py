"""Strategies for documents in MyST Markdown: every one holds words of its own, `w000001` and so on.

A *tame* document is made of constructs whose words every reader must see. A *wild* one holds any signs
between its words: Markdown may take some of these for an address or a comment, but page, paper and EPUB
must then agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

_PLAIN = "abcdefgh ijklmnop qrstuv wxyz ABC ÄÖÜ éñ ß 한국어 0123456789 ,.;:!?-–—'\"()/%&+="
_SIGNS = "*_`[]{}<>#|\\~^@:;!&\"'()-+=/.,0a b\n 한\u200b\u00ad\u202f"
_MARKED = "e\u0301"  # a letter with a mark that fonts have together; a mark alone on "#" is refused by name
_AT_MOST = 6


@dataclass(frozen=True)
class Document:
    """A document and the words that every medium must show of it; none are asked of a wild one."""

    text: str
    tame: bool


def plain() -> st.SearchStrategy[str]:
    """Words of letters, figures and ordinary signs; a line that begins with % is a comment."""
    return st.text(_PLAIN, max_size=30).map(lambda text: " ".join(text.split()).lstrip("% "))


def signs() -> st.SearchStrategy[str]:
    """Any signs, those of markup above all; nothing that is known to be refused."""
    some = st.lists(st.sampled_from((*_SIGNS, _MARKED)), max_size=25)
    return some.map("".join).map(_unrefused)


def _unrefused(text: str) -> str:
    """Keep out what is refused by name: raw HTML that paper cannot show, a second title."""
    text = re.sub(r"(^|\n)[ \u200b\u00ad]*[#=]+", r"\1", text)
    return text.replace("<", "< ").replace("```", "`` ").replace(":::", ":: ").replace("{a", "{ a")


def inline(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    """Return a run of text with words in it, some of them marked up."""
    kinds = st.sampled_from(
        ("{}", "**{}**", "*{}*", "`{}`", "[{}](https://example.org/a_b?c=d&e=f)", "{{sup}}`{}`",
         "{{abbr}}`{} (meaning)`", "{{kbd}}`{}`", "<b>{}</b>", "[{}]{{.big}}")
    )  # fmt: skip
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        parts += [draw(leaf), draw(kinds).format(words())]
    return " ".join(filter(None, parts))


def _paragraph(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    return inline(draw, words, leaf)


def _heading(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    return f"## {words()} {_one_line(draw(leaf))}\n\n{words()}"


def _items(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    sign = draw(st.sampled_from(("-", "1.", "- [ ]", "*")))
    lines = [
        f"{sign} {words()} {_one_line(inline(draw, words, leaf))}" for _ in range(draw(st.integers(1, 3)))
    ]
    nested = f"\n    {sign} {words()}" if draw(st.booleans()) else ""
    return "\n".join(lines) + nested


def _table(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    wide = draw(st.integers(1, 4))

    def row() -> str:
        return "|" + "|".join(f" {words()} {_cell(draw(leaf))} " for _ in range(wide)) + "|"

    rule = "|" + "|".join(draw(st.sampled_from(("---", "--:", ":-:"))) for _ in range(wide)) + "|"
    return "\n".join([row(), rule, *(row() for _ in range(draw(st.integers(1, 3))))])


def _directive(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(
        ("{note}", "{admonition} {}", "{dropdown} {}", "{margin}", "{topic} {}", "{epigraph}", "{card} {}")
    ))  # fmt: skip
    fence = ":" * draw(st.integers(3, 6))
    inner = draw(st.sampled_from((_paragraph, _items)))(draw, words, leaf)
    return f"{fence}{name.replace('{}', words())}\n{words()}\n\n{inner}\n{fence}"


def _listed(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    rows = [f"* - {words()}\n  - {_one_line(draw(leaf))} {words()}" for _ in range(draw(st.integers(1, 3)))]
    return (
        f"```{{list-table}} {words()}\n:header-rows: 1\n\n* - {words()}\n  - {words()}\n"
        + "\n".join(rows)
        + "\n```"
    )


def _quoted(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    return "\n".join(f"> {line}" for line in f"{words()}\n\n{inline(draw, words, leaf)}".splitlines())


def _code(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    if draw(st.booleans()):  # what is no Python is refused by name where it is called Python
        return f"```python\n{words()} = 1  # {_one_line(draw(leaf))}\n{words()}\n```"
    return f"```{draw(st.sampled_from(('text', '')))}\n{words()} {draw(leaf)}\n{words()}\n```"


def _meanings(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    return f"{words()}\n: {words()} {_one_line(draw(leaf))}\n: {words()}"


def _formula(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    inside = draw(
        st.sampled_from((r"\frac{a}{b}", r"x^2_i", r"\sum_{i=1}^n i", r"\text{if } a < b", r"\hat{\beta}"))
    )
    return f"{words()} ${inside}$ {words()}\n\n$$\n{inside}\n$$\n\n{words()}"


def _footnote(draw: st.DrawFn, words: Callable[[], str], leaf: st.SearchStrategy[str]) -> str:
    mark = words()
    return f"{words()}[^{mark}] {_one_line(draw(leaf))}\n\n[^{mark}]: {words()} {_one_line(draw(leaf))}"


BLOCKS = (
    _paragraph, _heading, _items, _table, _directive, _listed, _quoted, _code, _meanings, _formula, _footnote,
)  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "").replace("\\", "")


@st.composite
def documents(draw: st.DrawFn, words: Callable[[], str]) -> Document:
    """Return a document; `words` gives a new word each time."""
    tame = draw(st.booleans())
    leaf = plain() if tame else signs()
    blocks = [draw(st.sampled_from(BLOCKS))(draw, words, leaf) for _ in range(draw(st.integers(1, _AT_MOST)))]
    return Document("\n\n".join([f"# {words()} {_one_line(draw(leaf))}", *blocks]) + "\n", tame)
