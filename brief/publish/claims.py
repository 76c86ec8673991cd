"""The `claim` role: the number of a claim in the text, with its verdict."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def claim_role(
    _name: str,
    _raw: str,
    text: str,
    _line: int,
    _inliner: object,
    _options: object = None,
    _content: object = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return the claim's number."""
    return [nodes.inline("", text, classes=["claim"])], []


def setup(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("claim", claim_role)
