"""What a citation says where it is no link, and the works of a book as a list."""

from __future__ import annotations

from typing import Any

from pybtex.backends.plaintext import Backend as PlainText
from sphinx.environment import BuildEnvironment

from press.book.bibliography.whole import cited_keys


def words(env: BuildEnvironment, content: str, *, in_text: bool) -> str:
    """Return what a citation says where it leads nowhere: "[Kim, 2025]", `in_text` "Kim [2025]".

    `content` are the keys as the role names them; "" for works that are not known.
    """
    works = {one.key: one.entry for one in _cited(env)}
    keys = cited_keys(content)
    found = [works[key] for key in keys if key in works]
    if len(found) < len(keys):
        return ""
    if in_text:
        return ", ".join(f"{_names(one)} [{one.fields.get('year', '')}]" for one in found)
    return "[" + ", ".join(f"{_names(one)}, {one.fields.get('year', '')}" for one in found) + "]"


def listed(env: BuildEnvironment) -> list[str]:
    """Return the works of the book as the bibliography prints them, in its order, without their links."""
    backend = PlainText()
    return [one.formatted_entry.text.render(backend) for one in _cited(env)]


def _cited(env: BuildEnvironment) -> list[Any]:
    domain: Any = env.domains.get("cite")
    return domain.citations if domain is not None else []


def _names(work: Any) -> str:
    """Return the family names of one or two authors, of more the first and "et al."."""
    persons = work.persons.get("author") or work.persons.get("editor") or []
    names = [" ".join(person.last_names).replace("{", "").replace("}", "") for person in persons]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names) or work.key
