"""Formulas are set as written and said in words."""

import xml.etree.ElementTree as ET

import pytest
from docutils.utils.math.latex2mathml import tex2mathml

from press.paper.nodes import formulas


def said(latex):
    return formulas.spoken(ET.fromstring(tex2mathml(latex)))


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"x^2", "x squared"),
        (r"\frac{a}{b}", "the fraction a over b end fraction"),
        (r"\sum_{i=1}^{n} w_i", "the sum from i equals 1 to n of w sub i"),
        (r"a \le \sqrt{b}", "a is at most the square root of b end root"),
        (r"\hat{y}", "y hat"),
    ],
)
def test_formulas_are_said_in_words(latex, words):
    assert said(latex) == words
