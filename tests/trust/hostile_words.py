"""Words that look like markup, commands, addresses or formulas: harmless, and telling where one is obeyed."""

RAN = "window.__ran=1"

# What is shown must be these letters; whoever obeys one sets `window.__ran` or shows other letters.
SHOWN = (
    f"<script>{RAN}</script>",
    f"</script><script>{RAN}</script>",
    f"<img src=x onerror={RAN}>",
    f"<svg onload={RAN}>",
    f'" onmouseover="{RAN}" x="',
    f"' onfocus='{RAN}' autofocus='",
    "<!-- unclosed",
    "]]>",
    "</style><style>body{display:none}</style>",
    "</title><b>bold</b>",
    "&amp; &lt;b&gt; &#x41; &nbsp;",
    "{{ 7*7 }} {% raw %} {{ ''.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{sub-ref}`today` {eval}`1+1`",
    "{raw:html}`<b>` {download}`../../secret-file.txt`",
    "```{include} ../../secret-file.txt```",
    "`code` ``more``",
    "*emphasis* **strong** _under_ __score__ ~~struck~~",
    "[words](https://example.org/gone) ![picture](x.png)",
    "<https://example.org/auto>",
    f"[press](javascript:{RAN})",
    f"javascript:{RAN}",
    f"data:text/html,<script>{RAN}</script>",
    "%0a%0d%00 %3Cscript%3E",
    "../../secret-file.txt",
    r"\input{../../secret-file.txt} \write18{id}",
    r"$x^2$ \(y\) \[z\] $$w$$",
    r"back\slash \n \t \| \"",
    '#read("../../secret-file.txt") #let x = 1',
    '#eval("1+1") #import "@preview/x:1.0.0"',
    "_typst_ *typst* = Heading <label> @reference // comment /* more */",
    "a | b || c",
    "## Heading --- rule *** list",
    "(target)= % comment +++ block",
    "[^1]: footnote [@cite] :role:`x` |substitution|",
    "e\u0301a\u0308o\u0302 combined",
    "한국 Türkiye Łódź",
    "A\u00adB \u200bC \u00a0E",
    "null None NaN undefined true [object Object]",
    "very-long-" + "x" * 300,
)

# A spreadsheet would compute these, or a reader would be shown other letters than are there: refused.
FORMULAS = ("=1+1", "@SUM(1+1)", "+cmd|'x'!A0", "-2+3+A1", "\t=1+1", "\r=1+1")
UNSEEN = (
    "nul \x00 here",
    "bell \x07 here",
    "escape \x1b[31m here",
    "delete \x7f here",
    "c1 \x85 here",
    "turned \u202ehere",
    "shut in \u2067here",
    "new line \u2028 here",
    "not a sign \uffff here",
)
