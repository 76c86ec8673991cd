"""The markup that pages and EPUB are made of: Jinja2 templates, in which what is no markup is escaped.

Each medium has a folder `templates`. In those of HTML, XHTML and SVG, line ends and indentation are for
whoever reads them: between elements they are dropped, elsewhere a line end is a space.
"""

from __future__ import annotations

import functools
import json
import re

import jinja2
from jinja2.ext import Extension
from markupsafe import Markup

from press.book import template_rules
from press.errors import BriefError, PublishError

_LINE_END = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")
_JOINED = (".html", ".xhtml", ".svg")


def render(name: str, **values: object) -> Markup:
    """Return a template filled in; `name` is its path in this package, such as "page/templates/claim.html".

    Values are escaped unless they are Markup. Raises PublishError when the template is missing or wrong, or
    uses a value that is not given.
    """
    try:
        return Markup(_environment().get_template(name).render(values))
    except (BriefError, PublishError):
        raise
    except Exception as problem:
        if told := template_rules.of_filling_in(name, problem, values):
            raise PublishError(told) from problem
        raise


def get_ready() -> None:
    """Read the templates of pages."""
    for name in template_rules.names("page"):
        _environment().get_template(name)


def json_in_script(content: object) -> Markup:
    """Return JSON that cannot close the script element that it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


class _Joined(Extension):
    """Joins the lines of a template before it is read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template's text with its lines joined, when it is one of markup."""
        if not (name or "").endswith(_JOINED):
            return source
        return re.sub(r"\s*\n\s*", " ", _LINE_END.sub("", source.strip()))


@functools.cache
def _environment() -> jinja2.Environment:
    return template_rules.environment(extensions=[_Joined])
