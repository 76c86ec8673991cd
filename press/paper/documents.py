"""The documents of the set, each made from the same manuscript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from docutils import nodes

from press.book import chapter_order, file_names, opening, places
from press.book.figure_node import chart_figure
from press.errors import PublishError
from press.paper import compile, front, slides_html
from press.paper.manuscript import Manuscript
from press.paper.markup import invoke, string, words
from press.paper.nodes import figures as plates
from press.paper.writer import Writer

SUMMARY_PAGES = 2
SUMMARY_SIZES = [size / 10 for size in range(108, 79, -2)]  # points; the largest that fits is taken


def brief(book: Manuscript, out: Path) -> None:
    """Set the brief: cover, imprint, contents and all chapters."""
    chapters = [f"#chapter({string(name)}, include {string(_part(book, name))})" for name in book.chapters]
    figures = sum(1 for tree in book.trees.values() for _ in tree.findall(_is_figure))
    target = out / f"{file_names.stem(book.builder.config)}.pdf"
    _set(book, "brief", chapters, target, figures=str(figures), **_beside(book))


def _beside(book: Manuscript) -> dict[str, str]:
    """Return what the contents hold beside the chapters: captions of parts, and links out of the book.

    `beside` holds the lines before each chapter; those under "" end the contents.
    """
    env = book.builder.env
    parts, links = chapter_order.parts(env), chapter_order.links_after(env)
    lines: dict[str, list[str]] = {}
    waiting: list[str] = []
    for name in book.chapters:
        lines[name] = waiting + ([invoke("part-line", words(parts[name]))] if name in parts else [])
        waiting = [
            invoke("link-line", string(link.url), words(chapter_order.called(link)))
            for link in links.get(name, ())
        ]
    lines[""] = waiting
    told = "".join(f"{string(name)}: [{' '.join(some)}], " for name, some in lines.items() if some)
    return {"beside": f"({told})"} if told else {}


def _is_figure(node: nodes.Node) -> bool:
    return isinstance(node, (chart_figure, nodes.figure))


def _part(book: Manuscript, name: str) -> str:
    """Write a chapter of the brief as a file of its own, so that Typst reads anew what changed; name it."""
    part = f"{name.replace('/', '-')}.part.typ"
    (book.folder / part).write_text(f'#import "brief.typ": *\n{book.chapters[name]}\n', encoding="utf-8")
    return part


def summary(book: Manuscript, out: Path) -> None:
    """Set the summary on two pages, on A4 and on US Letter. Raises PublishError when it does not fit."""
    config = book.builder.config
    for paper in front.PAPERS:
        _two_pages(book, book.root, out / file_names.summary(config, paper), paper)
    for other in (one for one in config.brief_translations if one.of == book.root):
        _two_pages(book, other.page, out / file_names.translated_summary(config, other.language), "a4")


def _two_pages(book: Manuscript, name: str, target: Path, paper: str) -> None:
    """Set a page of the book on two sheets, in the largest type that fits. Raises PublishError."""
    body = [book.chapters[name] if name in book.chapters else book.translated[name]]
    for size in SUMMARY_SIZES:
        pages = _set(book, "summary", body, target, paper=paper, of=name, size=f"{size}pt")
        if pages <= SUMMARY_PAGES:
            return
    raise PublishError(
        f"{name}: the summary fills {pages} pages of {paper} even at {SUMMARY_SIZES[-1]} pt; "
        f"shorten it to {SUMMARY_PAGES}"
    )


def offprints(book: Manuscript, out: Path) -> None:
    """Set each chapter but the summary as a document of its own, with the sources that it cites."""
    for name in list(book.chapters)[1:]:
        offprint(book, name, out / file_names.offprint(book.builder.config, name, book.called(name)))


def offprint(book: Manuscript, name: str, target: Path) -> None:
    """Set one chapter as a document of its own, with the sources that it cites."""
    body = [book.chapters[name], *_cited(book, name)]
    _set(book, "offprint", body, target, chapter=string(_title(book, name)))


def slides(book: Manuscript, out: Path) -> None:
    """Set a deck, as PDF and as HTML: the answer with its chart, then one figure and one message a slide."""
    config = book.builder.config
    begins = opening.of(config, book.trees[book.root])
    first = begins.chart.name if begins.chart is not None else ""
    chosen = [(name, node) for name, node in chosen_figures(book) if node.bundle.name != first]
    shown = [invoke("slide", *_slide(book, name, node)) for name, node in chosen]
    _set(book, "slides", shown, out / file_names.slides(config, "pdf"))
    pages = [
        {"chapter": _title(book, name), "number": _number(book, name, node), "bundle": node.bundle}
        for name, node in chosen
    ]
    text = slides_html.page(begins, config.language or "en", front.edition_line(config), pages)
    (out / file_names.slides(config, "html")).write_text(text, encoding="utf-8")


def chosen_figures(book: Manuscript) -> list[tuple[str, chart_figure]]:
    """Return the slides' figures with their chapters: those of `brief_deck`, else each chapter's first."""
    shown = [(name, node) for name, tree in book.trees.items() for node in tree.findall(chart_figure)]
    found = {node.bundle.name: (name, node) for name, node in shown}
    wanted = book.builder.config.brief_deck
    missing = [name for name in wanted if name not in found]
    if missing:
        raise PublishError(f"brief_deck names the figure {missing[0]}, which no chapter shows")
    if wanted:
        return [found[name] for name in wanted]
    firsts = {chapter: (chapter, node) for chapter, node in reversed(shown)}
    return [firsts[chapter] for chapter in book.trees if chapter in firsts]


ONE = "offprint of "  # and a chapter: a document that is asked for by the chapter's name


def make(kind: str, book: Manuscript, out: Path) -> None:
    """Make the documents of one kind: a key of MAKERS, or ONE and a chapter, called after it."""
    if kind.startswith(ONE):
        name = kind.removeprefix(ONE)
        offprint(book, name, out / f"{name.rpartition('/')[2]}.pdf")
    else:
        MAKERS[kind](book, out)


MAKERS: dict[str, Callable[[Manuscript, Path], None]] = {
    "brief": brief,
    "summary": summary,
    "offprints": offprints,
    "slides": slides,
}


def _set(
    book: Manuscript,
    design: str,
    body: list[str],
    target: Path,
    *,
    paper: str = "",
    of: str = "",
    **options: str,
) -> int:
    """Set one document in a design of the template, write it to `target` and return its pages.

    `of` is the page whose words stand on its front: the book's own, or one in another language.
    """
    config, of = book.builder.config, of or book.root
    paper = paper or config.paper_size
    tree = book.trees[of] if of in book.trees else book.others[of]
    known = front.facts(config, tree, paper, chapter_order.translation_of(config, of))
    more = "".join(f", {name}: {value}" for name, value in options.items())
    source = book.folder / f"{target.stem}.typ"
    head = f'#import "{design}.typ": *\n#show: {design}.with({known}{more})'
    source.write_text("\n\n".join([head, *body, ""]), encoding="utf-8")
    try:
        pdf = compile.compile_pdf(source, design, front.PAPERS[paper])
    except PublishError as problem:
        raise PublishError(with_places(book, str(problem))) from None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pdf)
    return compile.pages(pdf)


def with_places(book: Manuscript, said: str) -> str:
    """Return what Typst says of letters that no font has, with the place in the chapters and the way out."""
    told = [
        ((lacking := _LACKING.search(line)) and _lacking(book, lacking[1])) or line
        for line in said.splitlines()
    ]
    return "\n".join(dict.fromkeys(told))


def _lacking(book: Manuscript, letters: str) -> str:
    """Return where letters stand that no font has, and the way out; "" if they stand nowhere.

    Typst names the letter only, where it is a mark above or below it that the font lacks.
    """
    texts = [
        text
        for tree in (*book.trees.values(), *book.others.values())
        for text in tree.findall(nodes.Text)
        if letters in text.astext()
    ]
    for text in texts:
        if found := re.search(rf"{re.escape(letters)}[\u200b\u00ad]*({_MARK})", text.astext()):
            mark = f'no font of the book has the mark U+{ord(found[1]):04X} for the letter "{letters[-1]}"'
            return f"{places.of(text)}: {mark}; {_OTHER_LETTERS}"
    place = places.of(texts[0]) if texts else ""
    return place and f'{place}: no font of the book has the letters "{letters}"; {_OTHER_LETTERS}'


_MARK = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"  # Unicode's blocks of them
_LACKING = re.compile(r'text `?"(.+?)"`? could not be displayed')
_OTHER_LETTERS = "write them in Latin letters or Hangul, or show a picture of them"


def _slide(book: Manuscript, chapter: str, node: chart_figure) -> list[str]:
    """Return what a slide shows: chapter, message, subtitle, drawing with its description, source."""
    bundle = node.bundle
    texts = [words(_title(book, chapter)), words(bundle.headline), words(bundle.subtitle)]
    picture = [string(plates.whole(bundle)), string(bundle.alt)]
    return [*texts, *picture, f"[{plates.sources(bundle)}]", string(_number(book, chapter, node))]


def _title(book: Manuscript, chapter: str) -> str:
    title = book.trees[chapter].next_node(nodes.title)
    if title is None:
        raise PublishError(f"{chapter}: the chapter has no title; begin it with a heading")
    return title.astext()


def _number(book: Manuscript, chapter: str, node: chart_figure) -> str:
    return Writer(book.builder, chapter, frozenset()).number(node, "figure")


def _cited(book: Manuscript, name: str) -> list[str]:
    """Return the entries of the bibliography that a chapter cites, when they stand in another chapter."""
    cited = {
        node["refuri"].removeprefix("%")
        for node in book.trees[name].findall(nodes.reference)
        if node.get("refuri", "").startswith("%")
    }
    entries = []
    for chapter, tree in book.trees.items():
        writer = Writer(book.builder, chapter, frozenset())
        found = [node for node in tree.findall(nodes.citation) if writer.anchor(node["ids"][0]) in cited]
        entries += [writer.render(node) for node in found] if chapter != name else []
    return [invoke("sources-heading"), *entries] if entries else []
