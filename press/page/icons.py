"""The few icons of the pages, as plain SVG drawn for this book on a 20 by 20 grid."""

from __future__ import annotations

from string import ascii_lowercase

from markupsafe import Markup

from press.book.templating import render
from press.look import current, mark

_PATHS = {
    "download": "M10 3v9m-4-4 4 4 4-4M4 16h12",
    "search": "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm4 9.5 3.5 3.5",
    "theme": "M10 3a7 7 0 1 0 0 14Z M10 3a7 7 0 0 1 0 14",
    "menu": "M3 5h14M3 10h14M3 15h14",
    "notebook": "M5 3h11v14H5zM5 3v14M3 6h3M3 10h3M3 14h3",
    "chart": "M3 3v14h14M6.5 13l3-4 3 2.5L17 5",
    "quote": "M4 12c0-4 1.5-6.5 4.5-8M4 12h4.5v4H4zM11.5 12c0-4 1.5-6.5 4.5-8M11.5 12H16v4h-4.5z",
    "link": "M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2l-1 1"
    "M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2l1-1",
}


def icon(name: str) -> Markup:
    """Return the icon as inline SVG, hidden from screen readers: the text beside it speaks."""
    return render("page/templates/icon.svg", path=_PATHS[name])


def book_mark() -> Markup:
    """Return the book's mark as inline SVG, in the colours of the page's theme."""
    strands = mark.svg(current().strands, lambda place, _: f'class="{strand_class(place)}"')
    return render("page/templates/mark.svg", strands=Markup(strands))


def strand_class(place: int) -> str:
    """Return the class of a strand of the mark, counted from the top."""
    return f"strand-{ascii_lowercase[place]}"
