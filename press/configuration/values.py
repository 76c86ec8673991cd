"""What each value of `_config.yml` may be: a text, a list, yes or no, an address; what is not, is told."""

from __future__ import annotations

import datetime
import difflib
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError

Rule = Callable[[Any], str]  # returns what to write instead, "" for a value that is right

CACHE = "_build/.jupyter_cache"
_EXTENSIONS = (
    *("amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist", "dollarmath"),
    *("fieldlist", "html_admonition", "html_image", "linkify", "replacements", "smartquotes"),
    *("strikethrough", "substitution", "tasklist"),
)
_DOCUMENTS = ("brief", "summary", "offprints", "slides")


def _text(value: Any) -> str:
    return "" if isinstance(value, str) else "write a text, in quotes if it is a number"


def _some_text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "write a text, in quotes if it is a number"


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "write true or false"


def _keys(value: Any) -> str:
    return "" if isinstance(value, Mapping) else "write keys with their values"


def _texts(value: Any) -> str:
    right = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return "" if right else "write a list of texts, such as [one, two]"


def _text_or_texts(value: Any) -> str:
    return _text(value) and _texts(value)


def _texts_or_keys(value: Any) -> str:
    return _texts(value) and _keys(value)


def _seconds(value: Any) -> str:
    right = isinstance(value, (int, float)) and not isinstance(value, bool) and (value > 0 or value == -1)
    return "" if right else "write a number of seconds, or -1 for no limit"


def _address(value: Any) -> str:
    right = isinstance(value, str) and (not value or re.fullmatch(r"https?://[^\s/]+\S*", value))
    return "" if right else "write an address that begins with https://"


def _one_of(*words: str) -> Rule:
    def rule(value: Any) -> str:
        """Return the way out, "" for a value that is right."""
        if value in words:
            return ""
        found = difflib.get_close_matches(str(value), words, n=1)
        return f"did you mean {found[0]}?" if found else f"write one of {', '.join(words)}"

    return rule


def _list_of(*words: str) -> Rule:
    def rule(value: Any) -> str:
        """Return the way out, "" for a value that is right."""
        if not isinstance(value, list):
            return f"write a list, such as [{words[0]}]"
        return next((f"{one}: {said}" for one in value if (said := _one_of(*words)(one))), "")

    return rule


def _only(word: str, reason: str) -> Rule:
    return lambda value: "" if value == word else f"{reason}; write {word}"


def _pdf(value: Any) -> str:
    right = isinstance(value, str) and re.fullmatch(r"(?:[^\s/.][^\s/]*/)*[^\s/.][^\s/]*\.pdf|", value)
    return "" if right else "name a file of the site that ends in .pdf, such as pdf/name.pdf"


def _day(value: Any) -> str:
    try:  # a day with an hour is none, and Python reads other forms, too
        right = datetime.date.fromisoformat(str(value)).isoformat() == str(value)
    except ValueError:
        right = False
    return "" if right else "write a day as 2026-11-28"


def _language(value: Any) -> str:
    try:
        Locale.parse(value, sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        return "no language is called so; write a code, such as en"
    return ""


def _formats(value: Any) -> str:
    if not isinstance(value, Mapping):
        return 'write keys, such as {figure: "Figure %s"}'
    for key, form in value.items():
        if said := _one_of("figure", "table", "code-block", "section")(key):
            return f"{key}: {said}"
        if not isinstance(form, str) or form.count("%s") != 1:
            return f"{key}: %s stands once in it, where the number comes"
    return ""


_RULES: dict[str, Rule] = {
    "title": _some_text,
    "author": _text,
    "copyright": _text,
    "logo": _text,
    "only_build_toc_files": _flag,
    "exclude_patterns": _texts,
    "execute: timeout": _seconds,
    "execute: cache": _only(CACHE, "results of chapters are kept in one place"),
    "execute: stderr_output": _one_of("show", "remove", "remove-warn", "warn", "error", "severe"),
    "execute: raise_on_error": _flag,
    "html: baseurl": _address,
    "html: favicon": _text,
    "html: announcement": _text,
    "html: extra_footer": _text,
    "html: use_edit_page_button": _flag,
    "html: use_repository_button": _flag,
    "html: use_issues_button": _flag,
    "html: home_page_in_navbar": _flag,
    "html: use_multitoc_numbering": _flag,
    "repository: url": _address,
    "repository: branch": _text,
    "repository: path_to_book": _text,
    "launch_buttons: binderhub_url": _address,
    "launch_buttons: colab_url": _address,
    "parse: myst_enable_extensions": _list_of(*_EXTENSIONS),
    "parse: myst_substitutions": _keys,
    "parse: myst_url_schemes": _texts_or_keys,
    "bibtex_bibfiles": _text_or_texts,
    "sphinx": _keys,
    "sphinx: config": _keys,
    "sphinx: config: extensions": _texts,
    "sphinx: config: include_patterns": _texts,
    "sphinx: config: language": _language,
    "sphinx: config: html_theme": _only("brief", "pages have one theme"),
    "sphinx: config: nb_execution_mode": _one_of("off", "auto", "force", "cache", "inline"),
    "sphinx: config: nb_render_markdown_format": _one_of("commonmark", "gfm", "myst"),
    "sphinx: config: myst_dmath_allow_digits": _flag,
    "sphinx: config: myst_dmath_allow_space": _flag,
    "sphinx: config: numfig": _flag,
    "sphinx: config: numfig_format": _formats,
    "sphinx: config: bibtex_reference_style": _one_of("names", "author_year", "label", "super", "foot"),
    "sphinx: config: brief_documents": _list_of(*_DOCUMENTS),
    "sphinx: config: brief_appendices": _texts,
    "sphinx: config: brief_deck": _texts,
    "sphinx: config: brief_pdf": _pdf,
    "sphinx: config: brief_about: description": _text,
    "sphinx: config: brief_about: licence": _text,
    "sphinx: config: brief_about: licence_address": _address,
    "sphinx: config: brief_about: keywords": _texts,
    "sphinx: config: brief_ebook_evaluated: conforms_to": _some_text,
    "sphinx: config: brief_ebook_evaluated: date": _day,
    "sphinx: config: brief_ebook_evaluated: gaps": _text,
}
_IN_LISTS: dict[str, dict[str, Rule]] = {
    "brief_editions": {"edition": _some_text, "date": _day, "summary": _text},
    "brief_translations": {
        "language": _language,
        "page": _some_text,
        "of": _some_text,
        "kicker": _text,
        "called": _text,
    },
    "brief_moved": {"page": _some_text, "title": _some_text, "note": _some_text, "to": _some_text},
    "brief_searched": {"word": _some_text, "finds": _some_text},
}
_ONCE = {"brief_editions": "edition", "brief_translations": "page", "brief_moved": "page"}
_KEYS_OF_SPHINX = ("config", "extra_extensions", "local_extensions", "recursive_update")
_FETCHED = ("html_js_files", "html_css_files", "mathjax_path")


def problems(given: Mapping[str, Any], root: Path) -> Iterator[str]:
    """Yield a sentence for each value that is not what its key takes; files are looked for in `root`."""
    for place, rule in _RULES.items():
        found, is_there = _at(given, place)
        if is_there and (found is not None or place == "title") and (said := rule(found)):
            yield _told(place, found, said)
    yield from _of_sphinx(given)
    yield from _of_lists(given)
    yield from _without_repository(given)
    yield from _files(given, root)


def unknown(given: Mapping[str, Any], registered: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each option under `sphinx: config:` that Sphinx would pass over.

    `registered` are the options that it and its extensions know.
    """
    known = [*registered, "extensions", "use_jupyterbook_latex", "use_multitoc_numbering"]
    for key in map(str, given):
        if key not in known:
            found = difflib.get_close_matches(key, known, n=1)
            way = f"did you mean {found[0]}?" if found else "take it out"
            yield f"_config.yml: there is no option sphinx: config: {key}; {way}"


def _told(place: str, value: Any, said: str) -> str:
    return f"_config.yml: {place} is {json.dumps(value, default=str, ensure_ascii=False)}; {said}"


def _at(given: Any, place: str) -> tuple[Any, bool]:
    """Return what stands at a place such as "html: favicon", and whether the place is there."""
    for key in place.split(": "):
        if not isinstance(given, Mapping) or key not in given:
            return None, False
        given = given[key]
    return given, True


def _of_sphinx(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the keys of `sphinx:`."""
    own, _ = _at(given, "sphinx")
    for key in own if isinstance(own, Mapping) else ():
        if said := _one_of(*_KEYS_OF_SPHINX)(key):
            yield f"_config.yml: there is no key sphinx: {key}; {said}"
    extensions, _ = _at(given, "sphinx: config: extensions")
    for name in extensions if isinstance(extensions, list) else ():
        if isinstance(name, str) and importlib.util.find_spec(name.partition(".")[0]) is None:
            yield (
                f"_config.yml: sphinx: config: extensions names {name}, which is not installed; mend the "
                "name, or add its package to requirements.txt"
            )
    for name in _FETCHED:
        found, _ = _at(given, f"sphinx: config: {name}")
        if "//" in json.dumps(found, default=str):
            yield (
                f"_config.yml: sphinx: config: {name} names another site, and a page asks no other site for "
                "anything; take it out"
            )


def _of_lists(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the options that list things with keys."""
    for name, rules in _IN_LISTS.items():
        found, _ = _at(given, f"sphinx: config: {name}")
        entries = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
        for place, entry in enumerate(entries, 1):
            for key, rule in rules.items():
                if entry.get(key) is not None and (said := rule(entry[key])):
                    yield _told(f"{name}, entry {place}: {key}", entry[key], said)
        once = _ONCE.get(name)
        yield from _twice(name, [str(entry.get(once)) for entry in entries if once])

    deck, _ = _at(given, "sphinx: config: brief_deck")
    yield from _twice("brief_deck", list(map(str, deck)) if isinstance(deck, list) else [])


def _twice(name: str, values: Sequence[str]) -> Iterator[str]:
    for value in dict.fromkeys(one for one in values if values.count(one) > 1):
        yield f"_config.yml: {name} names {value} twice; keep one"


def _without_repository(given: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each button that leads to a repository, where none is named."""
    if _at(given, "repository: url")[0]:
        return
    buttons = ("use_edit_page_button", "use_repository_button", "use_issues_button")
    places = (
        *(f"html: {one}" for one in buttons),
        "launch_buttons: binderhub_url",
        "launch_buttons: colab_url",
    )
    for place in places:
        if _at(given, place)[0]:
            yield f"_config.yml: {place} leads to a repository; give repository: url, or take it out"


def _files(given: Mapping[str, Any], root: Path) -> Iterator[str]:
    """Yield a sentence for each file or folder that is named and not there."""
    named, _ = _at(given, "bibtex_bibfiles")
    for file in [named] if isinstance(named, str) else named if isinstance(named, list) else ():
        if isinstance(file, str) and not (root / file).is_file():
            yield f"_config.yml: bibtex_bibfiles names {file}, which is not there; mend the name"
    folder, _ = _at(given, "sphinx: config: brief_data")
    if isinstance(folder, str) and folder and not (root / folder / "datapackage.json").is_file():
        yield f"_config.yml: brief_data names {folder}, which has no datapackage.json; mend the name"
