"""The roles and directives that chapters may write: those of MyST, Sphinx, its parts and this engine.

They are listed, since asking Sphinx takes a build's time; a test compares the lists with what a build knows.
"""

from __future__ import annotations

_DIRECTIVES = """
    accordion acks admonition article-info aside attention attribute bibliography button-link button-ref card
    card-carousel card-footer card-header caution centered class classmethod cmdoption code code-block
    code-cell codeauthor compound confval container contents cssclass csv-table currentmodule danger data date
    decorator decoratormethod default-domain default-role deprecated describe div dropdown envvar epigraph
    error eval eval-rst eval:figure exception figure figure-md footbibliography footer function glossary glue
    grid grid-item grid-item-card header highlight highlights hint hlist image important include index ledger
    line-block list-table literalinclude margin math meta method module moduleauthor nb-exec-table note object
    only option parsed-literal productionlist program property pull-quote raw raw-cell replace role rst-class
    rubric sectionauthor section-numbering sectnum seealso sidebar sourcecode staticmethod step steps tab-item
    tab-set tab-set-code table tableofcontents tabularcolumns target-notes tip title toctree topic type
    unicode versionadded versionchanged versionremoved warning
"""
_ROLES = """
    ab abbr abbreviation ac acronym anonymous-reference any attr bdg citation-reference cite claim class code
    command confval const data dfn doc download emphasis envvar eq eval exc fa fa-brands fa-regular fa-solid
    fab far fas file footcite footnote-reference func glue guilabel i index kbd keyword literal mailheader
    makevar manpage material-outlined material-regular material-round material-sharp material-twotone math
    menuselection meth mimetype mod named-reference nb-download newsgroup numref obj octicon option pep
    pep-reference program raw ref regexp rfc rfc-reference samp strong sub sub-ref subscript
    substitution-reference sup superscript t target term title title-reference token type uri uri-reference
    url
"""
_CITED = """
    alp alps author authorpar authorpars authors cauthor cauthors ct cts empty label labelpar p ps t ts year
    yearpar
"""

DIRECTIVES = frozenset(_DIRECTIVES.split()) | {f"glue:{kind}" for kind in ("", "any", "figure", "math", "md")}
ROLES = (
    frozenset(_ROLES.split())
    | {f"glue:{kind}" for kind in ("", "any", "md", "text")}
    | {f"cite:{kind}" for kind in _CITED.split()}
    | {f"footcite:{kind}" for kind in ("ct", "cts", "p", "ps", "t", "ts")}
)
FAMILIES = ("bdg-", "c:", "cpp:", "js:", "math:", "py:", "rst:", "std:")  # of which all is let pass
EXTENSIONS = frozenset(  # that the lists speak of
    ("myst_nb", "jupyter_book", "sphinx_external_toc", "sphinxcontrib.bibtex", "press.extension")
)
_LETTERED = """
    bibliography code code-block code-cell csv-table eval-rst include ledger literalinclude math meta
    parsed-literal raw raw-cell sourcecode toctree
"""
LETTERED = frozenset(_LETTERED.split())  # directives whose content is read letter by letter, not as Markdown
