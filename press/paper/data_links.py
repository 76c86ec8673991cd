"""Where a reader of paper finds the numbers: PDF/A-2a takes no attachments, so each figure names its file.

The files are part of the web book; they become links when `_config.yml` gives its address.
"""

from __future__ import annotations

from sphinx.config import Config

from press.book import file_names
from press.paper.markup import string, words


def linked(config: Config, file: str) -> str:
    """Return the name of a file as Typst markup, a link where it has an address."""
    named, target = words(file), file_names.web_address(config, file)
    return f"#link({string(target)}){named};" if target else named[1:-1]


def sentences(config: Config) -> str:
    """Return the sentences of the imprint that say where the data are, as Typst content."""
    numbers = "The numbers of a figure are in the file that its caption names, all of them in "
    parts = [numbers + linked(config, "figures.zip")]
    if config.brief_data:
        parts.append(f"the tables behind them are in {linked(config, 'data.zip')}")
    repository = config.html_theme_options.get("repository_url") or ""
    if repository:
        parts.append(f"the repository is at #link({string(repository)}){words(repository)};")
    return f"[{'; '.join(parts)}. The files come with the web book.]"
