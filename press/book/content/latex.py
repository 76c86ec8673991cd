"""Formulas as MathML: environments that docutils does not know are brought to those that it does."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from markupsafe import Markup

from press.book.content.spoken_math import spoken

WAY_OUT = "write it with the commands of amsmath, such as \\ldots, aligned, cases, matrix"
_ALIGNED = "align|alignat|alignedat|flalign|eqnarray|split|gather|gathered|multline"
_ENVIRONMENT = re.compile(rf"\\(begin|end)\{{(?:{_ALIGNED})\*?\}}(?:(?<=\}})\{{\d+\}})?")
_EQUATION = re.compile(r"\\(?:begin|end)\{(?:equation|math|displaymath|subequations)\*?\}")
_ARRAY = re.compile(r"\\begin\{(?:array|tabular)\}\s*(?:\[[tbc]\])?\s*\{[^{}]*\}")
_SILENT = re.compile(
    r"\\(?:label|cline|hspace|vspace|vphantom|hphantom)\*?\{[^{}]*\}"
    r"|\\(?:nonumber|notag|hline|displaylimits|allowbreak|bigl?|limits(?=\s*\\limits))(?![A-Za-z])"
)
_TAG = re.compile(r"\\tag\*?\{([^{}]*)\}")
_SAME = (
    (re.compile(r"\\dots(?![A-Za-z])"), r"\\ldots"),
    (re.compile(r"\\(?:mbox|textnormal|hbox)\{"), r"\\text{"),
    (re.compile(r"\\(?:bm|boldsymbol|pmb)\{"), r"\\mathbf{"),
    (re.compile(r"\\(?:dfrac|tfrac|cfrac)(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"\\operatorname\*\{"), r"\\operatorname{"),
    (re.compile(r"\\end\{(?:array|tabular)\}"), r"\\end{matrix}"),
    (re.compile(r"\\\\\s*\[[-\d.]+\w+\]"), r"\\\\"),  # space between rows
    (re.compile(r"\\\\\s*(?:\[[^\]]*\])?\s*(\\end\{)"), r"\1"),  # a break after the last row
)


def plain(latex: str) -> str:
    """Return LaTeX in the commands that docutils knows; what only numbers or spaces is left out."""
    text = _ARRAY.sub(r"\\begin{matrix}", _EQUATION.sub("", latex))
    text = _ENVIRONMENT.sub(r"\\\1{aligned}", _TAG.sub(r"\\quad(\\text{\1})", text))
    text = _SILENT.sub("", text)
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    return text.strip()


def tree(latex: str, block: bool) -> ET.Element:
    """Return the MathML of a formula. Raises ValueError with what cannot be read."""
    return ET.fromstring(markup(latex, block))


def markup(latex: str, block: bool) -> str:
    """Return the MathML of a formula as text. Raises ValueError with what cannot be read."""
    text = plain(latex)
    rows = r"\\" in text and r"\begin" not in text
    try:
        return str(tex2mathml(rf"\begin{{aligned}}{text}\end{{aligned}}" if rows else text, as_block=block))
    except (MathError, SyntaxError, IndexError, AttributeError, TypeError) as problem:
        raise ValueError(f'the formula "{latex.strip()}" cannot be read: {problem}; {WAY_OUT}') from None


def described(latex: str, block: bool) -> str:
    """Return the MathML of a formula with its words for those who cannot see it. Raises ValueError."""
    said = spoken(tree(latex, block))
    return markup(latex, block).replace("<math ", Markup('<math alttext="{}" ').format(said), 1)
