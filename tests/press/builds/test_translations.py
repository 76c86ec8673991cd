"""A page in another language: linked both ways, in its own letters, outside the order of the chapters."""

import io
import re

import pypdfium2 as pdfium
import pytest
import small_project
from fontTools.ttLib import TTFont

from press import settings
from press.errors import BriefError

TEXT = "# 작은 첫 화면\n\n:::{div} answer\n**뜻밖의 쾅 소리.** 값은 5다.\n:::\n\n[자료](chart)를 보라."
TEXT += "\n\n:::{div} edition\n2026.1판\n:::"
BASE = "https://example.org/book/"
OPTION = """brief_translations:
      - {language: ko, page: chapters/front-ko, of: chapters/front, kicker: 보고서, called: 요약}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The small book with its front page in Korean too: its site's folder."""
    project = small_project.write(tmp_path_factory.mktemp("small"))
    small_project.without_slides(project)
    small_project.edit(project / "_config.yml", "brief_translations: []\n", OPTION)
    small_project.edit(project / "_config.yml", 'baseurl: ""', f'baseurl: "{BASE}"')
    small_project.add(project, "front-ko", [("markdown", TEXT)])
    toc = project / "_toc.yml"
    contents = toc.read_text(encoding="utf-8").replace(
        "options: {numbered: true}\nchapters:\n", "parts:\n- numbered: true\n  chapters:\n"
    )
    toc.write_text(
        contents.replace("  - file: chapters/front-ko\n", "- chapters:\n  - file: chapters/front-ko\n"),
        encoding="utf-8",
    )
    small_project.run(project, "pdf")
    return project / "_build" / "html"


def read(pages, name):
    return (pages / name).read_text(encoding="utf-8")


def test_the_page_names_its_language_and_what_stands_around_it_the_books(pages):
    korean = read(pages, "chapters/front-ko.html")
    assert '<html lang="ko"' in korean
    for around in ('<header class="top"', '<nav class="contents"', '<footer class="foot"'):
        assert re.search(rf'{around}[^>]* lang="en"', korean), around
    assert '<html lang="en"' in read(pages, "index.html") and 'top" lang' not in read(pages, "index.html")


def test_the_two_pages_lead_to_each_other(pages):
    english, korean = read(pages, "index.html"), read(pages, "chapters/front-ko.html")
    first, other = f"{BASE}index.html", f"{BASE}chapters/front-ko.html"
    for page in (english, korean):
        found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
        assert found == {"en": first, "ko": other, "x-default": first}
    assert re.search(
        r'<a class="language" href="chapters/front-ko.html" lang="ko" hreflang="ko">한국어</a>', english
    )
    assert re.search(r'<a class="language" href="../index.html" lang="en" hreflang="en">English</a>', korean)


def test_the_page_alone_loads_its_letters_and_no_others(pages):
    korean = read(pages, "chapters/front-ko.html")
    assert '<link rel="stylesheet" href="../_static/fonts/front-ko.css">' in korean and "<style" not in korean
    files = [f"_static/fonts/{name}" for name in re.search(r'data-letters="([^"]+)"', korean)[1].split()]
    sheet = read(pages, "_static/fonts/front-ko.css")
    assert all(name.rpartition("/")[2] in sheet for name in files)
    assert files
    for name in files:
        content = (pages / name).read_bytes()
        assert len(content) < 20_000
        font = TTFont(io.BytesIO(content))
        assert font.flavor == "woff" and font["OS/2"].fsType == 0
        signs = {chr(sign) for sign in font.getBestCmap()}
        assert (
            set("작은첫화면뜻밖의쾅소리값은다자료를보라")
            <= signs
            <= set("".join(re.findall(r"[가-힣]", korean)))
        )
    others = read(pages, "index.html") + read(pages, "chapters/chart.html")
    assert "front-ko-" not in others  # the files
    assert "fonts/languages.css" in read(pages, "index.html")
    assert "fonts/languages" not in read(pages, "chapters/chart.html")


def test_the_sheets_hold_its_words_in_its_language(pages):
    folder = pages.parent / "pdf"
    sheets = pdfium.PdfDocument(next(folder.glob("*-summary-ko.pdf")))
    said = " ".join(page.get_textpage().get_text_range() for page in sheets)
    assert len(sheets) == 1
    for words in ("작은 첫 화면", "뜻밖의 쾅 소리.", "값은 5다.", "보고서", "2026.1판"):
        assert words in said, said
    assert "작은" not in "".join(
        page.get_textpage().get_text_range()
        for page in pdfium.PdfDocument(next(folder.glob("*-summary.pdf")))
    )


def test_the_page_is_no_chapter(pages):
    last = read(pages, "chapters/claims.html")
    assert 'rel="next"' not in last and 'class="next"' not in last
    assert "front-ko" not in last
    korean = read(pages, "chapters/front-ko.html")
    assert 'rel="prev"' not in korean and 'class="previous"' not in korean
    assert "작은 첫 화면" in read(pages, "_static/search-index.js")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"language": "ko", "page": "a"}, "of is missing"),
        ({"language": "ko", "page": "a", "off": "b"}, "did you mean of?"),
        ("ko", "it holds language, page, of"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path, entry, words):
    import yaml

    file = tmp_path / "_config.yml"
    file.write_text(yaml.safe_dump({"title": "A", "sphinx": {"config": {"brief_translations": [entry]}}}))
    with pytest.raises(BriefError, match=re.escape(words)):
        settings.check(file)
