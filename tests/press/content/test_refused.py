"""HTML that not every medium can show is refused by a reason and a way out; the rest becomes nodes."""

import pytest
from docutils import nodes

from press.book.content import html_reader, latex, outputs


@pytest.mark.parametrize("tag", ["iframe", "script", "video", "object", "canvas", "form", "input", "svg"])
def test_what_runs_or_is_fetched_is_refused(tag):
    with pytest.raises(html_reader.NotShown, match=f"<{tag}> .*;"):
        html_reader.read(f"<div><p>Words <{tag}></{tag}></p></div>")


class Output:
    def __init__(self, mime_type, string):
        self.mime_type, self.string = mime_type, string


@pytest.mark.parametrize(
    "output",
    [
        Output("text/html", "<iframe src='https://example.org'></iframe>"),
        Output("application/vnd.jupyter.widget-view+json", "{}"),
        Output("application/javascript", "alert(1)"),
        Output("application/vnd.plotly.v1+json", "{}"),
    ],
)
def test_an_output_that_paper_cannot_show_is_refused_with_the_way_out(output):
    (found,) = outputs.read(output, inline=False)
    assert "the cell gives" in found["reason"] and "remove-output" in found["reason"]


def test_a_table_keeps_heads_spans_and_sides_and_tells_what_is_missing():
    (table,) = html_reader.read(
        "<table class='dataframe'><thead><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr>"
        "<tr><th>c</th><th>d</th></tr></thead>"
        "<tbody><tr><th>x</th><td>1,250.5</td><td>NaN</td></tr><tr><th>y</th><td>-3</td><td>word</td></tr></tbody></table>"
    )
    entries = list(table.findall(nodes.entry))
    assert table.next_node(nodes.tgroup)["cols"] == 3
    assert [(one.get("morerows", 0), one.get("morecols", 0)) for one in entries[:2]] == [(1, 0), (0, 1)]
    assert [one.astext() for one in entries[4:]] == ["x", "1,250.5", "not known", "y", "-3", "word"]
    assert ["text-right" in one["classes"] for one in entries[4:7]] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{align} a &= b \label{x} \\ c &= d \nonumber \end{align}",
        r"\begin{align*} a &= b \\[2pt] c &= d \\ \end{align*}",
        r"\begin{gather} a \\ b \end{gather}",
        r"\begin{equation} a \dots b \tag{3} \end{equation}",
        r"\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}",
        r"\left[\begin{array}{c|c} 1 & 2 \\ \hline 3 & 4 \end{array}\right]",
        r"\begin{alignat}{2} a &= b &\quad c &= d \end{alignat}",
        r"\begin{split} a &= b \\ &= c \end{split}",
        r"f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \mbox{otherwise} \end{cases}",
        r"\operatorname*{argmax}_x \boldsymbol{\beta} \dfrac{1}{2}",
    ],
)
def test_environments_that_people_use_become_mathml(text):
    assert latex.described(text, block=True).startswith('<math alttext="')
    assert "begin" not in latex.described(text, block=True)


def test_of_a_progress_bar_the_last_state_stays():
    assert outputs.plain("10%\r 50%\r100%\n\x1b[32mdone\x1b[0m") == "100%\ndone"
