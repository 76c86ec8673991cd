"""What a Jupyter Book may hold, and what of it every medium has to show: read from `constructs/`.

A construct begins with a line `%%% its name`; lines `%words …` and the like say what is asked of it; what
follows is written in the chapter as it stands.
"""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("constructs")


class Construct(NamedTuple):
    """`words` are to be found in every medium but the `silent` ones, `never` in none that a reader meets.

    `pictures` is how many it shows, `page` what the page's markup has to hold, `tags` the tags of its cell.
    """

    name: str
    source: str
    words: tuple[str, ...]
    pictures: int
    silent: tuple[str, ...]
    never: str
    page: str
    tags: tuple[str, ...]


def read(chapter):
    """Return the title of a chapter and its constructs."""
    title, *parts = (FOLDER / f"{chapter}.txt").read_text(encoding="utf-8").split("\n%%% ")
    return title.strip("# \n"), [_construct(part) for part in parts]


def _construct(text):
    name, *lines = text.split("\n")
    asked = {}
    while lines and lines[0].startswith("%") and lines[0].partition(" ")[0][1:] in Construct._fields:
        key, _, value = lines.pop(0).partition(" ")
        asked[key[1:]] = value
    return Construct(
        name,
        "\n".join(lines).strip("\n"),
        tuple(filter(None, asked.get("words", "").split("|"))),
        int(asked.get("pictures", 0)),
        tuple(asked.get("silent", "").split()),
        asked.get("never", ""),
        asked.get("page", ""),
        tuple(asked.get("tags", "").split()),
    )
