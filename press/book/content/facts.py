"""Facts in the text: what `bind` bound and {glue:text} shows keeps its name, for those who look for it."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from myst_nb.ext.glue.roles import PasteTextRole

NAME = "fact"  # the attribute that holds a fact's name


class FactRole(PasteTextRole):  # type: ignore[misc]
    """The role {glue:text}, whose node tells which fact it shows."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the fact's text."""
        shown, messages = super().run()
        for node in shown:
            if isinstance(node, nodes.inline):
                node[NAME] = self.text.partition(":")[0]
        return shown, messages


def shown(tree: nodes.Node) -> Iterator[nodes.inline]:
    """Yield the facts that a tree shows, in its order."""
    for node in tree.findall(nodes.inline):
        if NAME in node:
            yield node
