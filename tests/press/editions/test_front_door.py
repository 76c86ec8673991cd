"""Two editions of made-up data, made as an editor would; what moved is computed apart here."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import lxml.html
import pytest

from press.editions import edition_file
from press.tables import datapackage

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import small_project

FIRST = {"2020": 1200, "2021": 950, "2022": 1010, "2023": 1300}
SECOND = {"2020": 1200, "2021": 950, "2022": 1090, "2023": 1300, "2024": 1580}  # one corrected, one new
CODE = """from brief import tables
from press.prose import bind, number

stays, treaties = tables.load("stays"), tables.load("us_treaties")
bind(nights=number(stays["nights"].sum()), first=number(stays["nights"].iloc[0]),
     third=number(stays["nights"].iloc[2]), years=number(len(stays)))
bind(partners={partners}, told={told})"""
TEXT = """# Stays

There were {glue:text}`nights` nights in {glue:text}`years` years, {glue:text}`first` in the first and
{glue:text}`third` in the third. Partners: {glue:text}`partners`. {glue:text}`told`"""
OLD_WAY = {"partners": "number(len(treaties))", "told": 'f"Of {number(len(treaties))} all are told."'}
NEW_WAY = {"partners": "number(len(treaties) / 2, 1)", "told": 'f"All {number(len(treaties))} are told."'}


def facts(nights, way):
    """Return what the chapter prints, worked out here."""
    rows = list(csv.DictReader(io.StringIO((small_project.ROOT / "data/us_treaties.csv").read_text("utf-8"))))
    count = len(rows)
    values = list(nights.values())
    return {
        "nights": f"{sum(values):,}",
        "first": f"{values[0]:,}",
        "third": f"{values[2]:,}",
        "years": str(len(values)),
        "partners": str(count) if way is OLD_WAY else f"{count / 2:.1f}",
        "told": f"Of {count} all are told." if way is OLD_WAY else f"All {count} are told.",
    }


def moved():
    """Return (name, old, new) of what the two editions tell differently."""
    one, other = facts(FIRST, OLD_WAY), facts(SECOND, NEW_WAY)
    return {(name, one[name], other[name]) for name in one if one[name] != other[name]}


def write(project, nights, complete_to, version, way):
    """Write the table, its description with the edition's version, and the chapter."""
    text = "year,nights\n" + "".join(f"{year},{count}\n" for year, count in nights.items())
    path = project / "data" / "stays.csv"
    path.write_text(text, encoding="utf-8")
    place = project / "data" / "datapackage.json"
    described = json.loads(place.read_text(encoding="utf-8"))
    described["version"] = version
    like = next(one for one in described["resources"] if one["name"] == "exchange_rate")
    fields = [
        {"name": "year", "type": "year", "description": "the year", "constraints": {"required": True}},
        {
            "name": "nights",
            "type": "integer",
            "unit": "nights",
            "description": "nights",
            "constraints": {"required": True, "minimum": 0, "maximum": 9999},
        },
    ]
    entry = {
        **like,
        "name": "stays",
        "path": "stays.csv",
        "title": "Stays",
        "dates_rows": "year",
        "complete_to": complete_to,
        "rows": len(nights),
        "bytes": len(text),
        "hash": datapackage.digest(path),
        "schema": {**like["schema"], "fields": fields, "primaryKey": ["year"]},
    }
    others = [one for one in described["resources"] if one["name"] != "stays"]
    described["resources"] = [*others, entry]
    place.write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    cells = [("code", CODE.format(**way)), ("markdown", TEXT)]
    (project / "chapters" / "stays.ipynb").write_text(small_project.notebook(cells), encoding="utf-8")


def git(project, *order):
    named = ("-c", "user.name=A Tester", "-c", "user.email=tester@example.org")
    subprocess.run(["git", *named, *order], cwd=project, check=True, capture_output=True)


def commit(project):
    git(project, "add", "-A")
    git(project, "commit", "-qm", "A state of the book")


def refused(project, *command):
    """Run a command that has to fail; return what it said."""
    done = small_project.done(project, *command)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The small project in git, with a table and a chapter of its own, before its first edition."""
    folder = small_project.write(tmp_path_factory.mktemp("editions"))
    small_project.without_slides(folder)
    last = "  - file: chapters/claims\n"
    small_project.edit(folder / "_toc.yml", last, f"  - file: chapters/stays\n{last}")
    small_project.without_list(folder, "brief_editions")  # of the book: their files are not there
    listed = "    brief_editions:\n"
    ours = [
        f'      - {{edition: "2027.0{no}", date: 2027-0{no}-10, summary: "Number {no}."}}\n' for no in (1, 2)
    ]
    small_project.edit(folder / "_config.yml", f"{listed[:-1]} []\n", listed + "".join(ours))
    write(folder, FIRST, "2023-12-31", "2027.01", OLD_WAY)
    (folder / ".gitignore").write_text("_build/\n__pycache__/\n", encoding="utf-8")
    git(folder, "init", "-q")
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def two(project):
    """The project with two editions on file and the book built; what was refused on the way, in words."""
    said = {"not built": refused(project, "edition", "2027.01")}
    small_project.run(project)
    said["other version"] = refused(project, "edition", "2027.02")
    (project / "chapters" / "references.bib").write_text("@book{a, title={A}}", encoding="utf-8")
    said["changed"] = refused(project, "edition", "2027.01")
    git(project, "checkout", "--", ".")
    said["made"] = small_project.run(project, "edition", "2027.01")
    commit(project)
    said["again"] = refused(project, "edition", "2027.01")
    write(project, SECOND, "2024-12-31", "2027.02", NEW_WAY)
    commit(project)
    small_project.run(project)
    small_project.run(project, "edition", "2027.02")
    commit(project)
    small_project.run(project)
    return project, said


def test_what_is_no_edition_is_refused_in_a_sentence(two):
    _, said = two
    assert "is not built from the present commit; build and look at it first (make book)" in said["not built"]
    assert "says version 2027.01; the edition 2027.02 needs its tables to name it" in said["other version"]
    assert "the sources differ from the last commit" in said["changed"]
    assert "edition 2027.01 is on file" in said["again"]
    assert all(one.endswith("\n\nNothing was changed.\n") for name, one in said.items() if name != "made")
    assert "git tag edition-2027.01" in said["made"]


def test_the_file_tells_what_the_text_prints_and_the_values_behind_it(two):
    project, _ = two
    edition = edition_file.read(project, "2027.02")
    told = {
        name.partition(", ")[2]: fact for name, fact in edition.facts.items() if name.startswith("stays,")
    }
    assert {name: fact.printed for name, fact in told.items()} == facts(SECOND, NEW_WAY)
    assert told["nights"].values == (sum(SECOND.values()),) and told["nights"].tables == ("stays",)
    assert edition.tables["stays"].complete_to == "2024-12-31" and edition.before == "2027.01"
    assert vars(edition.since["stays"]) == {"news": 1, "late": 0, "changed": 1, "gone": 0, "filled": 0}
    assert edition.verdicts["C05"].verdict and len(edition.verdicts) > 50
    assert "treaties" in edition.headlines


def test_the_page_lists_exactly_what_moved_with_its_reason(two):
    project, _ = two
    page = lxml.html.parse(project / "_build" / "html" / "changes.html").getroot()
    entries = page.xpath("//section[@id='numbers' or @id='words']//li[starts-with(@id, 'n-stays-')]")
    told = {
        (one.get("id").removeprefix("n-stays-"), one.findtext(".//del"), one.findtext(".//ins"))
        for one in entries
    }
    assert told == moved() and ("third", "1,010", "1,090") in told
    assert len(page.xpath("//section[@id='numbers']//li")) == 4  # of the whole book, only these
    why = {
        one.get("id").removeprefix("n-stays-"): one.findtext(".//p[@class='moved-why']") for one in entries
    }
    assert why == {
        "nights": "New data and corrected data.",
        "years": "New data and corrected data.",
        "third": "New data and corrected data.",
        "partners": "Changed method.",
        "told": "Changed words.",
    }
    assert "rows: one new and one changed" in page.get_element_by_id("tables").text_content()


def test_only_the_numbers_that_moved_carry_a_mark(two):
    project, _ = two
    page = lxml.html.parse(project / "_build" / "html" / "chapters" / "stays.html").getroot()
    marks = {one.get("id"): one.find(".//strong").text for one in page.xpath("//span[@class='was']")}
    assert marks == {f"was-{name}": old for name, old, _ in moved() if name != "told"}
    elsewhere = (project / "_build" / "html" / "chapters" / "chart.html").read_text(encoding="utf-8")
    assert 'class="was"' not in elsewhere


def test_the_feed_says_how_much_moved_and_readers_get_the_files(two):
    project, _ = two
    site = project / "_build" / "html"
    feed = (site / "editions.xml").read_text(encoding="utf-8")
    assert "Number 2. Since edition 2027.01, four numbers, zero verdicts and zero forecasts moved." in feed
    for name in edition_file.known(project):
        there = site / "editions" / f"{name}.json"
        assert there.read_bytes() == edition_file.place(project, name).read_bytes()


def test_what_lacks_before_publishing_is_told_and_then_nothing(two):
    project, _ = two
    said = refused(project, "publish-check")
    assert "html: baseurl is empty" in said and "repository: url is empty" in said
    assert "no commit has the tag edition-2027.02" in said and said.count("\n- ") == 3
    page = project / "_build" / "html" / "chapters" / "stays.html"
    kept = page.read_text(encoding="utf-8")
    page.write_text(kept.replace('href="../index.html"', 'href="/index.html"', 1), encoding="utf-8")
    (project / "_build" / "html" / "404.html").unlink()
    (project / "CITATION.cff").write_text("cff-version: 1.2.0\n", encoding="utf-8")
    (project / "docs").mkdir(exist_ok=True)
    (project / "docs" / "front-page.png").write_bytes(b"of an edition before")
    said = refused(project, "publish-check")
    assert "CITATION.cff is of another edition than the site; copy _build/html/CITATION.cff over it" in said
    assert "docs/front-page.png is of another edition than the site; copy _build/html/social/index" in said
    (project / "CITATION.cff").unlink()
    (project / "docs" / "front-page.png").unlink()
    assert "chapters/stays.html: the link /index.html begins at the server's top" in said
    assert "_build/html has no 404.html" in said and "is not the book that was built" in said
    assert "is not built from the present sources" in said
    small_project.edit(project / "_config.yml", 'baseurl: ""', "baseurl: https://example.org/stays")
    small_project.edit(project / "_config.yml", 'url: ""', "url: https://example.org/sources")
    commit(project)
    git(project, "tag", "edition-2027.02")
    small_project.run(project)
    assert "may be published" in small_project.run(project, "publish-check")


def test_killed_while_it_works_it_leaves_no_file_and_no_lock(two):
    project, _ = two
    edition_file.place(project, "2027.02").unlink()
    commit(project)
    small_project.run(project)
    for seconds in (0.3, 2, 4.5):
        work = subprocess.Popen(
            small_project.command_of("edition", "2027.02"),
            cwd=project,
            env=small_project.environment_of(project),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        work.send_signal(signal.SIGKILL)
        work.wait()
        left = {path.name: json.loads(path.read_text("utf-8")) for path in (project / "editions").iterdir()}
        assert left.keys() <= {"2027.01.json", "2027.02.json"}  # a quick machine has written it whole
        edition_file.place(project, "2027.02").unlink(missing_ok=True)
    assert "2027.02" in small_project.run(project, "edition", "2027.02")
