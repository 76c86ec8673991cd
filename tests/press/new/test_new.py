"""`make new`: a small brief on another subject, whole by itself; what will not do is told in a sentence."""

import json
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import small_project
import warm_python
import yaml

from press import __main__ as engine
from press.new import create

ROOT = Path(__file__).resolve().parents[3]
TITLE = 'Leap days: "who" counts & 50% <b>?'
SUBJECT = re.compile(
    r"korea|seoul|washington|pyongyang|\balliance|dprk|strategic.reset|\bUSA\b|\bKOR\b|\bC[0-6][0-9]\b",
    re.IGNORECASE,
)
SIGNS_ONLY = {".ttf", ".woff2", ".lock"}  # a font's own names; hashes


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A new brief, as the command makes it."""
    folder = tmp_path_factory.mktemp("new") / "leap"
    assert engine.main(["new", str(folder), "--title", TITLE]) == 0
    return folder


@pytest.fixture(scope="module")
def built(made):
    """The new brief with its whole set built."""
    small_project.run(made, "pdf")
    return made


def inside(folder):
    """Run a command of Python inside a brief, with its own engine; return how it ended and what it said."""

    def run(*command):
        environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONHASHSEED": "0"}
        done = warm_python.run([sys.executable, *command], folder, environment)
        return done.returncode, done.stdout + done.stderr

    return run


def test_every_form_is_there_and_is_named_after_the_title(built):
    names = {path.name for path in (built / "_build" / "pdf").rglob("*") if path.is_file()}
    stem = "leap-days-who-counts-50-b"
    ends = [".pdf", ".epub", "-summary.pdf", "-summary-letter.pdf", "-slides.pdf", "-slides.html"]
    offprints = ["-1-calendar.pdf", "-2-article.pdf", "-appendix-a-claims.pdf"]
    assert names == {stem + end for end in [*ends, *offprints]}


def test_title_and_claims_stand_in_pages_paper_and_epub(built):
    site = built / "_build" / "html"
    front = (site / "index.html").read_text(encoding="utf-8")
    assert "counts &amp; 50% &lt;b&gt;?" in front
    assert "<b>?" not in re.sub(r"<script.*?</script>", "", front, flags=re.DOTALL)
    claims = (site / "chapters" / "claims.html").read_text(encoding="utf-8")
    paper = pypdfium2.PdfDocument(built / "_build" / "pdf" / "leap-days-who-counts-50-b.pdf")
    sheets = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())
    with zipfile.ZipFile(built / "_build" / "pdf" / "leap-days-who-counts-50-b.epub") as book:
        texts = [book.read(name).decode() for name in book.namelist() if name.endswith("xhtml")]
    for words in ("Every year that four divides", "Partly supported", "Contradicted"):
        assert all(words in text for text in (claims, sheets, " ".join(texts))), words
    assert 'class="side-note' in (site / "chapters" / "article.html").read_text(encoding="utf-8")


def test_nothing_in_it_names_the_subject_of_this_project(built):
    colours = re.findall(r'"(#[0-9a-f]{6})"', (ROOT / "brief" / "look.py").read_text(encoding="utf-8"))
    for path in small_project.files(built):
        name = path.relative_to(built).as_posix()
        assert not SUBJECT.search(name), name
        if path.suffix in SIGNS_ONLY or name.startswith("_build/.") or "vega" in name or "/fonts/" in name:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not SUBJECT.search(text), f"{name}: {SUBJECT.search(text)[0]}"
        assert not any(colour in text for colour in colours), name


def test_the_engine_names_no_subject_at_all():
    for path in small_project.files(ROOT / "press"):
        others = {"fonts", "runtime", ".mypy_cache"}  # what others made, with their names in it
        if path.suffix not in SIGNS_ONLY and others.isdisjoint(path.parts):
            found = SUBJECT.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.relative_to(ROOT)}: {found[0]}"


def test_it_passes_its_own_tests_and_checks(built):
    run = inside(built)
    for command in (
        ("-m", "pytest", "-p", "no:cacheprovider"),
        ("-m", "brief", "check"),
        ("-m", "ruff", "check", "--no-cache", "brief", "tests"),
        ("-m", "ruff", "format", "--no-cache", "--check", "brief", "tests"),
    ):
        code, said = run(*command)
        assert code == 0, said


def test_it_makes_a_brief_itself(made, tmp_path):
    code, said = inside(made)("-m", "press", "new", str(tmp_path / "other"), "--title", "Tides")
    assert code == 0, said
    there = {
        path.relative_to(tmp_path / "other").as_posix() for path in small_project.files(tmp_path / "other")
    }
    here = {path.relative_to(made).as_posix() for path in small_project.files(made)}
    assert there == {name for name in here if not name.startswith("_build/")}


@pytest.mark.parametrize(
    ("name", "more", "rule"),
    [
        ("template/README.md.jinja", b"\n{% if title %}", "Unexpected end of template"),
        ("template/README.md.jinja", b"\n{{ nowhere }}", "'nowhere' is undefined"),
        ("engine.md.jinja", b"\n\xff", "UnicodeDecodeError: "),
    ],
)
def test_a_broken_file_of_its_own_is_told_with_its_line(made, tmp_path, name, more, rule):
    path = made / "press" / "new" / name
    held = path.read_bytes()
    path.write_bytes(held.rstrip() + more)
    command = ("docs",) if name.startswith("engine") else ("new", str(tmp_path / "more"), "--title", "More")
    code, said = inside(made)("-m", "press", *command)
    path.write_bytes(held)
    line = len(held.rstrip().splitlines()) + 1
    assert code == 1 and f"\npress/new/{name}, line {line}: {rule}" in said and "Traceback" not in said, said
    assert "; mend it, or take the file back (git checkout" in said and not (tmp_path / "more").exists()


def test_optional_parts_may_go(built, tmp_path):
    project = tmp_path / "less"
    shutil.copytree(built, project, ignore=shutil.ignore_patterns("__pycache__", "_build"))
    without_claims(project)
    small_project.run(project, "pdf")
    pages = project / "_build" / "html" / "chapters"
    assert not (pages / "claims.html").exists()
    assert "29 February fell most often" in (pages / "calendar.html").read_text(encoding="utf-8")
    assert "cites-L1" not in (project / "_build" / "html" / "index.html").read_text(encoding="utf-8")


def without_claims(project):
    """Take ledger, appendices, deck and references out of a new brief, as docs/new-brief.md says."""
    package = project / "data" / "datapackage.json"
    described = json.loads(package.read_text(encoding="utf-8"))
    described["resources"] = [
        one for one in described["resources"] if one["name"] not in ("claims", "evidence")
    ]
    package.write_text(json.dumps(described), encoding="utf-8")
    config = yaml.safe_load((project / "_config.yml").read_text(encoding="utf-8"))
    for name in ("brief_ledger_page", "brief_appendices", "brief_deck"):
        del config["sphinx"]["config"][name]
    (project / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    (project / "brief" / "subject.py").write_text(
        "from brief.look import LOOK\nfrom press.subject import Brief\n\nBRIEF = Brief(look=LOOK)\n"
    )
    chapters = project / "chapters"
    for name in ("claims.ipynb", "article.ipynb"):
        (chapters / name).unlink()
    (chapters / "references.bib").write_text("")
    small_project.edit(project / "_toc.yml", "  - file: chapters/article\n  - file: chapters/claims\n", "")
    (chapters / "summary.ipynb").write_text(
        small_project.notebook([("markdown", "# Leap days\n\n:::{div} answer\nThere are some.\n:::")])
    )
    small_project.edit(chapters / "calendar.ipynb", " {cite}`rfc3339`", "")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("", ["a brief has a title", "TITLE="]),
        ("  ", ["a brief has a title"]),
        ("two\nlines", ["no single line"]),
        ("x" * 200, ["120 characters"]),
    ],
)
def test_a_title_that_will_not_do_is_told(tmp_path, capsys, title, words):
    assert engine.main(["new", str(tmp_path / "brief"), "--title", title]) == 1
    said = capsys.readouterr().err
    assert all(word in said for word in words) and "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_folder_that_will_not_do_is_told_and_left_as_it_is(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("mine")
    assert engine.main(["new", str(tmp_path / "mine"), "--title", "Tides"]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["kept.txt"]
    assert engine.main(["new", "", "--title", "Tides"]) == 1
    assert "name the folder" in capsys.readouterr().err
    assert engine.main(["new", str(ROOT / "press" / "there"), "--title", "Tides"]) == 1
    assert "inside the engine" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Leap days: why?", "leap-days-why"),
        ("Émile's  «Été»", "emile-s-ete"),
        ("윤일", "brief"),
        ("—", "brief"),
    ],
)
def test_files_are_named_after_the_title_in_plain_letters(title, name):
    assert create.slug(title) == name


@pytest.mark.parametrize("name", ["held/brief", "~no-such-user/brief", "ring/brief", "x" * 300, "a\0b"])
def test_a_folder_that_cannot_be_made_is_told(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "held").write_text("a file")
    (tmp_path / "ring").symlink_to("ring")
    assert engine.main(["new", name, "--title", "A brief"]) == 1
    said = capsys.readouterr().err
    assert "; name " in said and "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held", "ring"]


def test_what_comes_next_can_be_typed_for_any_folder(tmp_path):
    assert "cd '/tmp/my brief' && make book" in create.said(Path("/tmp/my brief"))


def test_the_pins_of_a_new_brief_are_those_of_this_project():
    pinned = re.compile(r"^([\w.-]+==[^\s;\\]+)", re.MULTILINE)
    template = create.TEMPLATE / "tests"
    pairs = [
        (ROOT / "press" / "requirements.lock", [ROOT / "requirements.lock"]),
        (template / "requirements.lock", [ROOT / "tests" / "requirements.lock"]),
        (template / "requirements.txt.jinja", [ROOT / "tests" / "requirements.txt"]),
    ]
    for file, sources in pairs:
        known = {pin for source in sources for pin in pinned.findall(source.read_text(encoding="utf-8"))}
        missing = set(pinned.findall(file.read_text(encoding="utf-8"))) - known
        assert not missing, f"{file.relative_to(ROOT)} pins {missing}, this project does not"
