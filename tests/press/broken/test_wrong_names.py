"""Roles, directives, pictures, files and documents that a chapter names and that are not there."""

import pytest
import small_project
from test_wrong_chapters import TEXT, with_page

from press.book.written import known_names

WORDS = [
    ("So {claims}`C05`.", "line 3: there is no role claims; did you mean claim?"),
    ("So {numfer}`fig-treaties`.", "line 3: there is no role numfer; did you mean numref?"),
    ("So {zzz}`a`.", "line 3: there is no role zzz; take it out, or load the extension that adds it"),
    ("One.\nTwo {docs}`chart`.", "line 4: there is no role docs; did you mean doc?"),
    ("```{notes}\nSo.\n```", "line 3: there is no directive notes; did you mean note?"),
    (":::{admonitoin} A\nSo.\n:::", "line 3: there is no directive admonitoin; did you mean admonition?"),
    ("````{note}\nSo.\n```{tipp}\nSo.\n```\n````", "line 5: there is no directive tipp; did you mean tip?"),
    ("````{note}\n:class: a\nSo {clam}`C05`.\n````", "line 5: there is no role clam; did you mean claim?"),
    ("![A line](lines.png)", "line 3: the picture lines.png is not there; put it there, or mend its name"),
    ("![A line](/chapters/lines.png)", "line 3: the picture /chapters/lines.png is not there"),
    ('<img src="lines.png" alt="A">', "line 3: the picture lines.png is not there"),
    ("```{image} lines.png\n:alt: A\n```", "line 3: the picture lines.png is not there"),
    ("```{figure} lines.png\n:alt: A\n\nA\n```", "line 3: the picture lines.png is not there"),
    ("```{include} more.txt\n```", "line 3: the included file more.txt is not there"),
    ("```{literalinclude} ../brief/loook.py\n```", "loook.py is not there; did you mean look.py?"),
    ("See {doc}`chat`.", "line 3: the document chat is not there; did you mean chart?"),
    (
        "See {doc}`the chart </chapters/chat>`.",
        "the document /chapters/chat is not there; did you mean chart?",
    ),
    ("See [it](chat.ipynb).", "line 3: the document chat.ipynb is not there; did you mean chart.ipynb?"),
    (
        "See {download}`it <../data/cla.csv>`.",
        "the file ../data/cla.csv is not there; did you mean claims.csv?",
    ),
    (
        "So {numref}`fig-treatys`.",
        "line 3: there is no figure, formula or label fig-treatys; did you mean fig-treaties?",
    ),
    (
        "One.\n{numref}`Figure %s <fig-nobody>`.",
        "line 4: there is no figure, formula or label fig-nobody; name one that a chapter has, or",
    ),
    ("So {ref}`nowhere`.", "line 3: there is no figure, formula or label nowhere; name one"),
    ("So {ref}`it <no-where>`.", "line 3: there is no figure, formula or label no-where; name one"),
    ("So {eq}`none`.", "line 3: there is no figure, formula or label none; name one"),
    ("(one-part)=\n## A\n\nSo {ref}`one-prt`.", "line 6: there is no figure, formula or label one-prt; did"),
    ("So {glue:text}`share`.", "line 3: no cell binds share, for the page holds no code; make it a notebook"),
    ("````{note}\nSo {glue:text}`a:.2f`.\n````", "line 4: no cell binds a, for the page holds no code"),
]
SET = """(one-part)=
## A part

(in another)=

$$ a = b $$ (sum)

```{math}
:label: difference
a - b
```

:::{note}
:name: a-note
So.
:::

````{list-table} A table
:name: a-table
* - a
````

See {ref}`one-part`, {ref}`One-Part`, {ref}`in another`, {ref}`it <a-note>`, {numref}`a-table`, {eq}`sum`,
{eq}`difference`, {ref}`search`, {numref}`fig-treaties`, {numref}`Figure %s <fig-treaties>`, {ref}`!nobody`,
`{ref}`nobody``, {numref}`fig-drawn-twice-2015`, {numref}`fig-drawn-again`, {ref}`elsewhere`, {ref}`shown`.
"""
DRAWS = """from IPython.display import Markdown
from press.figures.figure import figure
ways = [f"drawn-twice-{year}" for year in (2015, 2016)]
Markdown("(shown)=\\n## Shown")
figure("drawn-" + ways[0], headline="A")"""
RIGHT = """Code `{clam}` and ``{clam}`a` ``, a formula $a{b}`c`$, {bdg-danger}`a`, {py:func}`a`, {sup}`2`.

```
{clam}`a` ![a](b.png)
```

```{code-block} md
{clam}`a` ![a](b.png)
```

% {clam}`a`

<!-- {clam}`a` -->

[Out](https://example.org/a.md), [label](#a), ![a](data:image/png;base64,AAAA), {doc}`chart`,
{doc}`/chapters/chart`.
"""


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_what_a_page_names_and_is_not_there_is_told(door, text, words):
    said = door.refused(with_page(door, f"# A page\n\n{text}\n"))
    assert "chapters/words.md, line " in said and words in said


def test_it_is_told_with_the_cell_of_a_notebook(door):
    cells = [*small_project.CHAPTERS["chart"], ("markdown", "One.\n\nSee {docs}`chat`.\n![A](lines.png)")]
    said = door.refused({"chapters/chart.ipynb": small_project.notebook(cells)})
    assert "chapters/chart.ipynb, cell 4, line 3: there is no role docs; did you mean doc?" in said
    assert "chapters/chart.ipynb, cell 4, line 4: the picture lines.png is not there" in said
    said = door.refused(with_page(door, TEXT + "\n```{notes}\nSo.\n```\n"))
    assert "chapters/words.md, cell 2, line 5: there is no directive notes" in said


def test_code_comments_addresses_and_families_of_roles_are_let_pass(door):
    door.accepted(with_page(door, f"# A page\n\n{RIGHT}\n"))


def test_what_a_text_sets_and_code_may_draw_is_let_pass(door):
    contents = (door.project / "_toc.yml").read_text(encoding="utf-8")
    cells = [*small_project.CHAPTERS["chart"], ("code", DRAWS), ("markdown", "(elsewhere)=\n## Else")]
    door.accepted(
        {
            "chapters/words.md": f"# A page\n\n{SET}\n",
            "chapters/chart.ipynb": small_project.notebook(cells),
            "_toc.yml": f"{contents}  - file: chapters/words\n",
        }
    )


def test_labels_of_another_extension_are_let_pass(door):
    config = (door.project / "_config.yml").read_text(encoding="utf-8")
    more = config.replace("press.extension]", "press.extension, sphinx.ext.intersphinx]")
    door.accepted({"_config.yml": more, **with_page(door, "# A page\n\nSo {ref}`comparison-manual`.\n")})


def test_a_book_with_extensions_of_its_own_may_have_names_of_its_own(door):
    config = (door.project / "_config.yml").read_text(encoding="utf-8")
    more = config.replace("press.extension]", "press.extension, sphinx.ext.todo]")
    page = with_page(door, "# A page\n\n```{todo}\nSo.\n```\n")
    door.accepted({"_config.yml": more, **page})
    assert "there is no directive todo" in door.refused(page)


def test_the_names_are_those_that_a_build_knows(tmp_path):
    """Else a chapter that builds would be refused, or the list would let pass what nobody knows."""
    from docutils.parsers.rst import directives, roles
    from docutils.parsers.rst.languages import en
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    (tmp_path / "_toc.yml").write_text("root: index\n", encoding="utf-8")
    (tmp_path / "conf.py").touch()
    (tmp_path / "index.md").write_text("# A\n", encoding="utf-8")
    options = {"extensions": sorted(known_names.EXTENSIONS), "bibtex_bibfiles": [], "html_theme": "basic"}
    options["external_toc_path"] = "_toc.yml"
    with docutils_namespace():
        places = (tmp_path, None, tmp_path / "out", tmp_path / "trees", "html")
        app = Sphinx(*places, options, status=None, warning=None)
        found = {*en.directives, *directives._directives}, {*en.roles, *roles._roles, *roles._role_registry}
        for names, kind in zip(found, ("directives", "roles"), strict=True):
            for domain in app.env.domains.values():
                own = getattr(domain, kind)
                names |= {f"{domain.name}:{one}" for one in own}
                names |= set(own) if domain.name in ("std", "py") else set()
    odd = {"_all-octicon", "restructuredtext-test-directive", "restructuredtext-unimplemented-role"}
    listed = known_names.DIRECTIVES | {"eval", "rst:directive"}, known_names.ROLES
    for names, known in zip(found, listed, strict=True):
        strange = {one for one in names - known - odd if not one.startswith(known_names.FAMILIES)}
        assert not strange
        assert known - names <= {"eval-rst", "eval", "rst:directive"}
