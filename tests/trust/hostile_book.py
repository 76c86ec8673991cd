"""A small brief whose every text field carries hostile words, one field after the other."""

import csv
import hashlib
import json

import hostile_words
import yaml

from press.new import create

SECRET = "the-words-of-a-file-that-nobody-asked-for"
FIGURES = 8
TITLES = " ".join(hostile_words.SHOWN[place] for place in (1, 10, 11, 28, 7))
METADATA = ("title", "publisher", "version", "licence", "citation", "short_source", "accessed", "coverage")
CLAIM = ("paraphrase", "verdict_note")
PIECE = ("publisher", "title", "says", "figure")

HEADING = f"# Words \\<script>{hostile_words.RAN}\\</script>"
CHARTS = '''
def hostile(number, words, tables):
    """Draw words as names of bars, and carry them in every word of the figure."""
    said = " ".join(words)
    shown = pd.DataFrame({"Name": words, "Value": range(1, len(words) + 1)})

    def draw(layout):
        bars = alt.Chart(shown).mark_bar(color=PAPER["accent"].light).encode(
            x="Value:Q", y="Name:N", tooltip=["Name:N", "Value:Q"])
        names = alt.Chart(shown).mark_text(align="left").encode(x="Value:Q", y="Name:N", text="Name:N")
        return layer(bars, names).properties(width=layout.width, height=240)

    return figure(f"hostile-{number}", headline=f"{said} headline", subtitle=f"{said} subtitle",
                  alt=f"{said} alt", note=f"{said} note", data=shown, tables=tables, draw=draw)
'''
WORDS_CELL = """import json
from pathlib import Path

import pandas as pd

from press import tables
from press.listing import listing
from press.prose import bind

words = tables.load("words")["words"].tolist()
bind(**{f"w{place}": word for place, word in enumerate(words)})
listing(pd.DataFrame({"No": [f"n{place}" for place in range(len(words))], "Words": words}))"""


def marked(place, field):
    """Return a hostile string as it stands in a field, followed by a mark that finds it."""
    return f"{hostile_words.SHOWN[place]} q{place}{field.replace('_', '')}"


def write(folder):
    """Write the project and return it."""
    create.make(folder, "Hostile words")
    (folder.parent / "secret-file.txt").write_text(SECRET, encoding="utf-8")
    (folder / "secret-file.txt").write_text(SECRET, encoding="utf-8")
    _tables(folder / "data")
    _configuration(folder)
    _article(folder / "brief")
    charts = folder / "brief" / "charts.py"
    charts.write_text(charts.read_text(encoding="utf-8") + CHARTS, encoding="utf-8")
    _chapters(folder / "chapters")
    _bibliography(folder / "chapters" / "references.bib")
    return folder


def rows(path, change):
    """Rewrite a table: `change` takes the rows as dictionaries and returns them."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        names, old = reader.fieldnames, list(reader)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(old))


def _claims(old):
    more = [
        {
            **old[1],
            "claim_id": f"L{place + 4}",
            "section": TITLES,
            "verdict": "supported",
            "stated_unit": marked(place, "unit"),
        }
        | {field: marked(place, field) for field in CLAIM}
        for place in range(len(hostile_words.SHOWN))
    ]
    return [*old, *more]


def _pieces(old):
    more = [
        {**old[2], "claim_id": f"L{place + 4}", "evidence_no": "1"}
        | {field: marked(place, field) for field in PIECE}
        for place in range(len(hostile_words.SHOWN))
    ]
    return [*old, *more]


def _tables(data):
    rows(data / "claims.csv", _claims)
    rows(data / "evidence.csv", _pieces)
    with (data / "words.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerows([["number", "words"], *enumerate(hostile_words.SHOWN)])
    path = data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["title"], package["description"] = TITLES, TITLES
    package["reaches"] = {TITLES: "leap_days"}
    table = package["resources"][0]
    fields = [
        {"name": "number", "type": "integer"},
        {"name": "words", "type": "string", "description": TITLES},
    ]
    schema = {"fields": fields, "primaryKey": ["number"], "missingValues": [""]}
    plain = {key: value for key, value in table.items() if key not in ("dates_rows", "complete_to")}
    package["resources"].append({**plain, "name": "words", "path": "words.csv", "schema": schema})
    for place in range(len(hostile_words.SHOWN)):
        name = f"more{place}"
        (data / f"{name}.csv").write_text("number,words\n1,a\n", encoding="utf-8")
        said = {field: marked(place, field) for field in (*METADATA, "known_errors")}
        package["resources"].append({**plain, "name": name, "path": f"{name}.csv", "schema": schema, **said})
    for entry in package["resources"]:
        content = (data / entry["path"]).read_bytes()
        entry["bytes"], entry["hash"] = len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"
        entry["rows"] = (
            len(list(csv.reader(content.decode().splitlines()))) - 1
            if entry["name"] != "words"
            else len(hostile_words.SHOWN)
        )
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


def _configuration(folder):
    path = folder / "_config.yml"
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    given |= {"title": TITLES, "author": f"{TITLES} author", "copyright": f"{TITLES} copyright"}
    own = given["sphinx"]["config"]
    own["brief_kicker"], own["brief_check"] = f"{TITLES} kicker", f"{TITLES} check"
    own["brief_about"]["description"] = f"{TITLES} description"
    own["brief_about"]["keywords"] = [marked(place, "keyword") for place in range(len(hostile_words.SHOWN))]
    (edition,) = own["brief_editions"]
    own["brief_editions"] = [
        {"edition": f"1{place:03}", "date": "2020-01-01", "summary": marked(place, "edition")}
        for place in range(len(hostile_words.SHOWN))
    ] + [edition | {"date": str(edition["date"])}]
    own["brief_moved"] = [
        {
            "page": f"chapters/gone{place}",
            "title": marked(place, "gone"),
            "note": marked(place, "gonenote"),
            "to": "chapters/claims",
        }
        for place in range(len(hostile_words.SHOWN))
    ]
    own["brief_deck"] = ["hostile-0", "hostile-1"]
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    contents = {
        "format": "jb-book",
        "root": "chapters/summary",
        "parts": [
            {
                "caption": f"{TITLES} part",
                "numbered": True,
                "chapters": [
                    {"file": "chapters/calendar", "title": f"{TITLES} contents"},
                    *({"file": f"chapters/{name}"} for name in ("article", "words", "claims")),
                ],
            }
        ],
    }
    (folder / "_toc.yml").write_text(yaml.safe_dump(contents, allow_unicode=True), encoding="utf-8")


def _article(brief):
    path = brief / "article.py"
    text = path.read_text(encoding="utf-8")
    text = text.replace('"On leap days"', json.dumps(f"{TITLES} reviewed"))
    text = text.replace('"made up for this brief"', json.dumps(f"{TITLES} publisher"))
    text = text.replace(
        '{"The article": "article"}', f'{{"The article": "article", {json.dumps(TITLES)}: "words"}}'
    )
    path.write_text(text, encoding="utf-8")


def _chapters(chapters):
    bound = "\n".join(f"- m{place}: {{glue:text}}`w{place}` :m" for place in range(len(hostile_words.SHOWN)))
    claims = " ".join(f"{{claim}}`L{place + 4}`" for place in range(len(hostile_words.SHOWN)))
    cited = ",".join(f"h{place}" for place in range(len(hostile_words.SHOWN)))
    cells = [
        ("code", WORDS_CELL),
        (
            "markdown",
            f"{HEADING}\n\n{bound}\n\nClaims: {claims}\n\nCited {{cite}}`{cited}`.",
        ),
    ]
    share = len(hostile_words.SHOWN) // FIGURES
    for number in range(FIGURES):
        places = range(number * share, (number + 1) * share)
        named = [f"more{place}" for place in places]
        some = f"words[{places.start}:{places.stop}]"
        cells.append(("code", f"from brief import charts\ncharts.hostile({number}, {some}, {named})"))
    made = [
        {"cell_type": kind, "id": f"cell-{place}", "metadata": {"tags": ["remove-input"]}, "source": text}
        | ({"execution_count": None, "outputs": []} if kind == "code" else {})
        for place, (kind, text) in enumerate(cells)
    ]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": spec, "title": TITLES, "authors": [{"name": TITLES}]}
    book = {"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    (chapters / "words.ipynb").write_text(json.dumps(book), encoding="utf-8")


def in_bibtex(text):
    """Return a text as BibTeX takes it as it is: without braces, which must pair, and TeX's own signs."""
    return text.translate(str.maketrans("{}\\$", "()//")).replace("%", r"\%")


def _bibliography(path):
    entries = [
        f"@misc{{h{place},\n title = {{{in_bibtex(word)} q{place}bib}},\n"
        f" author = {{{{{in_bibtex(word)} name}}}},\n"
        f" howpublished = {{{in_bibtex(word)}}},\n year = 2020\n}}"
        for place, word in enumerate(hostile_words.SHOWN)
    ]
    path.write_text(path.read_text(encoding="utf-8") + "\n" + "\n".join(entries) + "\n", encoding="utf-8")
