"""Whatever is wrong in a bibliography is told with its line and the way out, before the build reads it."""

import pytest

from press.book import bibliography
from press.book.bibliography import Book

WORK = """@article{kim2020,
  title = {{A Title}},
  author = {Kim, Ann and Lee, Bo},
  journal = {A Journal},
  volume = {3},
  number = {4},
  month = {6 November},
  pages = {11--20},
  year = {2020},
  url = {https://example.org/a}
}
"""


def told(folder, content):
    """Return what is told of a bibliography, a line each."""
    path = folder / "works.bib"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(bibliography.problems(path, folder, Book(2027)))


@pytest.mark.parametrize(
    "right",
    [
        WORK,
        "\ufeff" + WORK,
        WORK.replace("\n", "\r\n"),
        "% a remark\n" + WORK + "\n@comment{old2019,\n  title = {Old}\n}\n",
        "@string{aj = {A Journal}}\n" + WORK.replace("{A Journal}", "aj"),
        WORK.replace("{6 November}", "nov"),
        WORK.replace("Kim, Ann and Lee, Bo", "{Ministry of A, B, C and D} and others"),
        WORK.replace("Kim, Ann and Lee, Bo", "King, Jr., Martin"),
        WORK.replace("A Title", "A \\& B, 17\\% of $3 and \\'Etudes"),
        WORK.replace("A Title", "<b>A</b> &amp; B"),  # signs are shown as they stand
        WORK.replace("year = {2020}", "year = {forthcoming}"),
        WORK.replace("url =", "abstract = {Said \\emph{so} & <b>so</b>},\n  url ="),
        WORK.replace("@article{", "@inbook{").replace("journal", "crossref").replace("A Journal", "book2020")
        + "@book{book2020,\n  title = {A Book}, author = {Kim, Ann}, publisher = {P}, year = 2020\n}\n",
        "",
    ],
)
def test_what_is_right_is_accepted(tmp_path, right):
    assert told(tmp_path, right) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("{2020},", "{2020,", 1, "begins here and does not end"),
        ("{2020},", "{2020}", 10, "after its field year"),
        ("{2020},", '"2020,', 11, "close each brace and quote"),
        ("year = {2020}", "year {2020}", 9, "'=' expected"),
        ("year = {2020}", "year = 20x0", 9, "end the key and each field with a comma"),
        ("year = {2020}", "%  year = {2020}", 9, "close each brace"),
        ("/a}\n}", "/a}\n\n@book{next,", 12, "kim2020, begun in line 1"),
        ("@article{kim2020,", "@article{kim 2020,", 1, "after its key kim"),
        ("@article{kim2020,", "@article{", 2, "cannot be read"),
        ("@article{kim2020,", "article{kim2020,", 1, "stands outside of an entry"),
        ("@article{", "<html>\n@article{", 1, "stands outside of an entry"),
        ("@article{", "% @article{", 1, "a % hides no entry"),
        ("@article{", "<<<<<<< HEAD\n@article{", 1, "a mark of a merge"),
        ("@article{", "@artiklee{", 1, "did you mean @article?"),
        ("@article{", "@webpage{", 1, "did you mean @online?"),
        ("@article{", "@zzz{", 1, "did you mean @misc?"),
        ("kim2020", "kim\u200b2020", 1, "is no key"),
        ("  title = {{A Title}},\n", "", 1, "has no title; add title"),
        ("  author = {Kim, Ann and Lee, Bo},\n", "", 1, "has no author"),
        ("  journal = {A Journal},\n", "", 1, "has no journal; add journal"),
        ("  year = {2020},\n", "", 1, "has no year; add year = {2026}"),
        ("@article{", "@book{", 1, "has no publisher"),
        ("@article{", "@phdthesis{", 1, "has no school"),
        ("{{A Title}}", "{}", 2, "the field title is empty"),
        ("  volume", "  title = {B},\n  volume", 5, "stands twice in kim2020"),
        ("{A Journal}", "aj", 4, "the field journal of the entry kim2020 holds aj without braces"),
        ("{6 November}", "{6 Novembre}", 7, "did you mean November?"),
        ("{6 November}", "11", 7, "write the month as a word"),
        ("{6 November}", "{6 Xyz}", 7, "no month is called xyz"),
        ("year = {2020}", "year = {soon}", 9, "it is no year"),
        ("year = {2020}", "year = {20}", 9, "it is no year"),
        ("year = {2020}", "year = {2062}", 9, "write one to 2027"),
        ("https://example.org/a", "example.org/a", 10, "begin it with https://"),
        ("https://example.org/a", "https://example.org/a b", 10, "a blank in it as %20"),
        ("https://example.org/a", "htps://example.org/a", 10, "no web address"),
        ("https://example.org/a", "javascript:alert(1)", 10, "no web address"),
        ("url = {https://example.org/a}", "doi = {https://doi.org/10.1/a}", 10, "it is no DOI"),
        ("url = {https://example.org/a}", "doi = {abc.2019}", 10, "such as 10.1000/182"),
        ("url = {https://example.org/a}", "note = {\\url{a}}", 10, "write the address as url"),
        ("A Title", "A \\foo{Title}", 2, "\\foo is shown as it stands"),
        ("A Title", "17% less", 2, "write \\%"),
        ("A Title", "A\x00Title", 2, "U+0000"),
        ("11--20", "20--11", 8, "the last page stands before the first"),
        ("journal =", "journl =", 4, "did you mean journal?"),
        ("Kim, Ann and Lee, Bo", "Ann Kim, Bo Lee, Cy Park", 3, "reads as one person"),
        ("Kim, Ann and Lee, Bo", "Kim, Ann, Lee, Bo", 3, "reads as one person"),
        ("Kim, Ann and Lee, Bo", "Kim, Ann et al.", 3, "write and others"),
        ("Kim, Ann and Lee, Bo", "Kim, Ann and", 3, "a name is empty"),
        ("Kim, Ann and Lee, Bo", "Kim, and Lee, Bo", 3, "lacks a part beside its comma"),
        ("Kim, Ann and Lee, Bo", "Kim, Ann & Lee, Bo", 3, "write and between them"),
        ("volume =", "crossref = {nobody},\n  volume =", 5, "names nobody as its crossref"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(tmp_path, old, new, line, words):
    assert old in WORK
    (said,) = told(tmp_path, WORK.replace(old, new, 1))
    assert said.startswith(f"works.bib, line {line}: ") and words in said and ";" in said, said


@pytest.mark.parametrize("key", ["kim2020", "Kim2020"])
def test_a_key_that_stands_twice_is_told_with_both_lines(tmp_path, key):
    (said,) = told(tmp_path, WORK + WORK.replace("kim2020", key))
    assert said.startswith(f"works.bib, line 12: the key {key} stands in line 1 already; ")


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path):
    (said,) = told(tmp_path, WORK.replace("Kim", "Kím").encode("latin-1"))
    assert said == "works.bib, line 3: a letter is not UTF-8; save the file in that encoding"


BIB = "chapters/references.bib"


def test_check_and_build_refuse_the_same_bibliography(door):
    right = (door.project / BIB).read_text(encoding="utf-8")
    for old, new, words in [
        ("year = {2017}", "year = {2017", "begins here and does not end"),
        ("@article", "@artiklee", "did you mean @article?"),
        ("  journal", "  % journal", "bailey2017, begun in line 1"),
    ]:
        assert old in right
        for command in ("check", "book"):
            assert words in door.refused({BIB: right.replace(old, new, 1)}, command)


def test_what_is_cited_and_what_is_listed_are_the_same(door):
    right = (door.project / BIB).read_text(encoding="utf-8")
    said = door.refused({BIB: right.replace("bailey2017", "bailey2071", 1)})
    assert "bailey2017 is not in the bibliography; did you mean bailey2071?" in said
    assert "no chapter cites bailey2071 (line 1), so that no list shows it; cite it" in said
    assert "bailey2017 is not in the bibliography" in door.refused({BIB: ""})
    claims = (door.project / "chapters" / "claims.ipynb").read_text(encoding="utf-8")
    whole = {
        BIB: right + WORK,
        "chapters/claims.ipynb": claims.replace("{bibliography}", "{bibliography}\\n:all:"),
    }
    door.accepted(whole)


def test_a_bibliography_that_the_configuration_does_not_name_is_told(door):
    said = door.refused({"chapters/more.bib": WORK})
    assert "chapters/more.bib: bibtex_bibfiles of _config.yml does not name this bibliography" in said
