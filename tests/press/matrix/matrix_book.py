"""A small project whose chapters hold every construct; what a reader finds of a chapter in each medium."""

import base64
import html
import json
import re
import zipfile
from pathlib import Path

import construct
import nbformat
import pikepdf
import pypdfium2
import small_project
from PIL import Image

CONTENT = Path(__file__).resolve().parent.parent / "content"
DRAWING = CONTENT.parent / "paper" / "book" / "chapters" / "picture.svg"
RAMP = base64.b64encode((CONTENT / "ramp.png").read_bytes()).decode()  # for a picture that its address holds
TEXTS = {name: construct.read(name) for name in ("inline", "blocks", "formulas", "pictures")}
CELLS = {name: construct.read(name) for name in ("tables", "said", "charts", "drawn")}
FACTS = "\n\nThe facts: {glue:text}`ginger` and {glue}`hyssop`."  # of the chapter "said"
ALTERNATIVE = {"mystnb": {"image": {"alt": "What the drawing shows"}}}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")  # in a PDF a power has signs of its own
MEDIA = ("page", "pdf", "epub", "search", "notebook")


def write(root):
    """Write the project, its plain charts in the slides."""
    small_project.write(root)
    chapters = root / "chapters"
    (chapters / "more").mkdir()
    for name in ("ramp.png", "more/ramp.png", "a b.png", "숲.png"):
        (chapters / name).write_bytes((CONTENT / "ramp.png").read_bytes())
    (chapters / "picture.svg").write_bytes(DRAWING.read_bytes())
    with Image.open(CONTENT / "ramp.png") as ramp:
        for name, kind in (("BIG.JPG", "JPEG"), ("turn.gif", "GIF"), ("leaf.webp", "WEBP")):
            ramp.save(chapters / name, kind)
    (chapters / "part.inc").write_text("Words of the Prairie part.\n", encoding="utf-8")
    (chapters / "small.csv").write_text("a,b\ngypsum,7\n", encoding="utf-8")
    small_project.edit(root / "_config.yml", "deflist, ", "deflist, amsmath, tasklist, fieldlist, ")
    small_project.edit(root / "_config.yml", "\nbibtex", "  myst_substitutions: {nation: Koryo}\n\nbibtex")
    small_project.without_slides(root)  # then each chapter's first figure is shown
    for name, (title, some) in TEXTS.items():
        (chapters / f"{name}.md").write_text(text_of(title, some), encoding="utf-8")
    for name, (title, some) in CELLS.items():
        (chapters / f"{name}.ipynb").write_text(notebook_of(name, title, some), encoding="utf-8")
    contents = [
        _part("Begonia part", ["chart", *TEXTS]),
        _part("Cattleya part", CELLS),
        _part("Dahlia part", ["claims"]),
    ]
    head = "format: jb-book\nroot: chapters/front\nparts:\n"
    (root / "_toc.yml").write_text(head + LINK.join(contents), encoding="utf-8")
    return root


LINK = "    - {url: https://example.org/freesia, title: Freesia link}\n"


def _part(caption, names):
    """Return a part of the table of contents."""
    files = "".join(f"    - file: chapters/{name}\n" for name in names)
    return f"- caption: {caption}\n  numbered: true\n  chapters:\n{files}"


def text_of(title, some):
    """Return a page with a section for each construct."""
    sections = (
        f"## Section {place}\n\n{one.source.replace('RAMP', RAMP)}" for place, one in enumerate(some, 1)
    )
    return f"# {title}\n\n" + "\n\n".join(sections) + "\n"


def notebook_of(name, title, some):
    """Return a notebook with a section and a cell for each construct."""
    v4 = nbformat.v4
    cells = [v4.new_markdown_cell(f"# {title}{FACTS if name == 'said' else ''}")]
    for place, one in enumerate(some, 1):
        tags = [tag for tag in one.tags if tag != "alt"] or ["remove-input"]
        metadata = {"tags": tags, **(ALTERNATIVE if "alt" in one.tags else {})}
        cells.append(v4.new_markdown_cell(f"## Section {place}"))
        cells.append(v4.new_code_cell(one.source, metadata=metadata))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.writes(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}))


class Matrix:
    """The built book as its readers meet it."""

    def __init__(self, root):
        self.site, self.papers = root / "_build" / "html", root / "_build" / "pdf"
        with zipfile.ZipFile(next(self.papers.glob("*.epub"))) as packed:
            self._epub = {
                Path(name).stem: packed.read(name).decode()
                for name in packed.namelist()
                if "/chapters/" in name
            }
        with pypdfium2.PdfDocument(self.papers / "strategic-reset.pdf") as pdf:
            self._pdf = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
        index = (self.site / "_static" / "search-index.js").read_text(encoding="utf-8")
        self._entries = json.loads(index.partition("=")[2].rstrip(";\n"))
        self._texts = {}

    def markup(self, medium, chapter):
        """Return the markup of a chapter as a page or in the EPUB."""
        if medium == "epub":
            return self._epub[chapter]
        page = (self.site / "chapters" / f"{chapter}.html").read_text(encoding="utf-8")
        return re.search(r"<article>(.*?)</article>", page, re.S)[1]

    def text(self, medium, chapter):
        """Return what a chapter says in a medium, without blanks: lines are broken as each likes."""
        if (medium, chapter) not in self._texts:
            self._texts[medium, chapter] = bare(self._said(medium, chapter))
        return self._texts[medium, chapter]

    def _said(self, medium, chapter):
        if medium == "pdf":
            return self._pdf
        if medium == "search":
            mine = [one for one in self._entries if one["link"].startswith(f"chapters/{chapter}.html")]
            return " ".join(f"{one['title']} {one['text']}" for one in mine)
        if medium == "notebook":
            return self._notebook(chapter)
        return visible(self.markup(medium, chapter))

    def _notebook(self, chapter):
        cells = nbformat.read(self.site / "notebooks" / f"{chapter}-executed.ipynb", 4).cells
        texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
        for output in (one for cell in cells for one in cell.get("outputs", [])):
            data = output.get("data", {})
            texts += [output.get("text", ""), output.get("evalue", ""), visible(data.get("text/html", ""))]
            texts += [data.get("text/markdown", ""), data.get("text/plain", "")]
        return re.sub(r"\x1b\[\d*m|.*\r|[*\\]", "", " ".join(texts))  # as Jupyter shows them

    def pictures(self, medium, chapter):
        """Return how many pictures a chapter shows: on paper, as a screen reader counts them."""
        if medium == "pdf":
            paper = next(self.papers.glob(f"offprints/*{chapter}.pdf"))
            with pikepdf.open(paper) as pdf:
                return sum(1 for item in pdf.objects if is_figure(item))
        return len(re.findall(r"<img\b|<figure class=\"chart\"", self.markup(medium, chapter)))


def is_figure(item):
    """Tell whether an object of a PDF is a figure in its structure."""
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


def visible(markup):
    """Return the words that markup shows."""
    markup = re.sub(r"<(script|style|annotation)\b.*?</\1>", "", markup, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def bare(text):
    """Return a text without blanks and without what only breaks lines, its raised figures as plain ones."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe]+", "", text).translate(_RAISED)
