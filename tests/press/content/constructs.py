"""What the ordinary book holds: the text of its page, and the cells of its notebook."""

import nbformat
import pandas as pd
from ordinary_book import DRAWING, PNG, cell, printed, shown

PAGE = r"""
# A page of everything

Two amounts, $350 billion and $150 billion, are money.

First line ends here  
second line after a hard break.

Ten to 10<sup>9</sup> won, CO<sub>2</sub>,
a <b>bold</b> and <em>slanted</em> word, a break<br>here, a <q>quoted</q> word, <del>words struck</del>
<span style="color:red">red</span> and <kbd>Ctrl</kbd> and
<a href="https://example.org">a link</a>.

<img src="picture.svg" alt="A grey field" width="200">

<div class="warning">

Words in a *div*.

</div>

<!-- a comment -->

:::{margin}
A margin note.
:::

```{margin} With a title
Another margin note.
```

:::{dropdown} Folded title
Folded words.
:::

::::{tab-set}
:::{tab-item} First tab
Words of tab one.
:::
:::{tab-item} Second tab
Words of tab two.
:::
::::

::::{grid} 2
:::{grid-item-card} Card one
:link: https://example.org
Words of card one
+++
Footer one
:::
:::{grid-item}
Plain grid item words
:::
::::

:::{card} Lone card
Card words
:::

{bdg-primary}`badge words` and {octicon}`report;1em` icon.

```{button-link} https://example.org
Button words
```

```{admonition} Own title
:class: tip
Admonition words
```

```{note}
Note words
```

```{seealso}
See also words
```

```{versionadded} 1.2
New words
```

```{glossary}
OPCON
  Operational control of forces.

SMA
  A cost-sharing agreement.
```

The {term}`OPCON` is asked.

Term
: Its meaning
: Second meaning

- [ ] open task
- [x] done task

```{math}
:label: eq-one
a = b + c
```

See {eq}`eq-one`.

\begin{align}
a &= b \\
c &= d
\end{align}

$$
\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}
$$

$$
\begin{aligned} x &= 1 \dots 2 \\ y &= \begin{cases} 1 & a \\ 0 & b\end{cases}\end{aligned}
$$

Inline $x^2 \dots$ here. Words {{nation}}.

```{epigraph}
Quote words

-- Somebody
```

> Quoted
>
> -- Author

```{code-block} python
:emphasize-lines: 2
:caption: Code caption
:name: code-one
a = 1
b = 2
```

```{figure} picture.svg
:alt: The alt
:name: fig-pic
:width: 50%

A caption with a footnote[^f].

A legend.
```

```{list-table} Table title
:header-rows: 1
:name: tab-one

* - A
  - B
* - 1
  - 2[^g]
```

[^f]: Footnote words F.
[^g]: Footnote words G.

{download}`the file <small.csv>`

```{include} part.inc
```

```{index} alliance
```

{abbr}`USFK (United States Forces Korea)` and {kbd}`Ctrl` {sup}`a` {sub}`b` {index}`word <pair: word; other>`.

```{topic} Topic title
Topic words
```

```{sidebar} Sidebar title
Sidebar words
```

```{hlist}
:columns: 2
* one
* two
```

```{rubric} A rubric
```

```{centered} Centred words
```


:::{figure-md} fig-md
<img src="picture.svg" alt="alt md" width="200px">

Caption md
:::

|  a  | b |
|-----|--:|
| 1   | 2 |

```{csv-table} Csv
:header: x, y
1, 2
```

"""

FRAME = pd.DataFrame(
    {("Trade", "Exports"): [1.5, None], ("Trade", "Imports"): [2.0, 3.25], ("People", "Name"): ["Kim", None]},
    index=pd.MultiIndex.from_tuples([("Korea", 2024), ("Korea", 2025)], names=["Country", "Year"]),
)
STYLED = pd.DataFrame({"Share": [0.25, 0.5]}, index=["one", "two"]).style.format("{:.0%}").set_uuid("s")
COLOURED = "\x1b[31mred words\x1b[0m and plain ones"
PICTURE = {"mystnb": {"image": {"alt": "A ramp of colours"}}}

CELLS = [
    nbformat.v4.new_markdown_cell(
        "![A pasted ramp](attachment:image.png)", attachments={"image.png": {"image/png": PNG}}
    ),
    cell("frame", shown(html=FRAME.to_html(), plain="Trade ... cut off"), tags=["remove-input"]),
    cell("styled", shown(html=STYLED.to_html(), plain="<Styler object at 0x1>"), tags=["hide-input"]),
    cell("coloured", shown(plain=COLOURED)),
    cell("print()", printed("10%\r100% done\n\x1b[1mbold\x1b[0m\n")),
    cell("plot()", shown(svg=DRAWING, plain="<Figure size 1x1>"), **PICTURE),
    cell("photo()", shown(png=PNG, plain="<Image>"), **PICTURE),
    cell("formula", shown(latex="$\\displaystyle y^{2}$", plain="y**2")),
    cell("bold", shown(html="<p>Said in <b>HTML</b></p><ul><li>one item</li></ul>", plain="<HTML object>")),
    cell("hidden code = 1", shown(plain="the result"), tags=["remove-input", "full-width"]),
]
