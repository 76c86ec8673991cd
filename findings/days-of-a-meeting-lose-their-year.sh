#!/bin/sh
# A work dated 8-10 July 2016 has no year in its citation, one dated 2014-2016 has both.
# Expected: a date range of the Citation Style Language ends with what both days share: a style that asks for the year
#   alone gives 2016, one that asks for the whole date gives "July 8-10, 2016" in American English.
# Seen: citeproc-py 0.11.1 prints nothing for the year when both ends lie in one year, days or months, and "8,-10, July
#   2016" for the whole. No warning, and no "n.d.", for the work has a date. One day, two years, and December to January
#   are right. pandoc 3.9 (pypandoc_binary 1.17) is right in every case, with the same style and works.
# No report was found for citeproc-py; other engines had the commas and mended them.
# Why it matters: conferences, polls and magazines of two months are dated so, and a style by author and year then has
#   no year to tell them by.
# What we do: the brief's bibliography is set by pybtex from a plain year; citeproc-py is not used.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check citeproc-py==0.11.1 pypandoc_binary==1.17
venv/bin/python -W ignore - > seen <<'PY'
import json

import pypandoc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
<info><title>Dates</title><id>urn:example:dates</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter=": "><text variable="title"/>%s</group></layout></bibliography></style>"""
DATES = {
    "year": '<date variable="issued"><date-part name="year"/></date>',
    "whole": '<date variable="issued" form="text"/>',
}
WORKS = {
    "one day": [[2016, 7, 8]],
    "three days": [[2016, 7, 8], [2016, 7, 10]],
    "two months": [[2016, 7], [2016, 8]],
    "over new year": [[2016, 12], [2017, 1]],
    "two years": [[2014], [2016]],
}
ALL = "---\nnocite: '@*'\nbibliography: work.json\ncsl: style.csl\n---\n"
for asked, date in DATES.items():
    with open("style.csl", "w") as file:
        file.write(STYLE % date)
    for title, parts in WORKS.items():
        work = [{"id": "work", "type": "article-magazine", "title": title, "issued": {"date-parts": parts}}]
        style = CitationStylesStyle("style.csl", validate=False)
        works = CitationStylesBibliography(style, CiteProcJSON(work), formatter.plain)
        works.register(Citation([CitationItem("work")]))
        with open("work.json", "w") as file:
            json.dump(work, file)
        other = pypandoc.convert_text(ALL, "plain", format="markdown", extra_args=["--citeproc", "--wrap=none"])
        print(f"{asked}, citeproc-py: {works.bibliography()[0]} | pandoc: {other.strip()}".replace("–", "-"))
PY
cat > stated <<'END'
year, citeproc-py: one day: 2016 | pandoc: one day: 2016
year, citeproc-py: three days | pandoc: three days: 2016
year, citeproc-py: two months | pandoc: two months: 2016
year, citeproc-py: over new year: 2016-2017 | pandoc: over new year: 2016-2017
year, citeproc-py: two years: 2014-2016 | pandoc: two years: 2014-2016
whole, citeproc-py: one day: July 8, 2016 | pandoc: one day: July 8, 2016
whole, citeproc-py: three days: 8,-10, July 2016 | pandoc: three days: July 8-10, 2016
whole, citeproc-py: two months: July-August 2016 | pandoc: two months: July-August 2016
whole, citeproc-py: over new year: December 2016-January 2017 | pandoc: over new year: December 2016-January 2017
whole, citeproc-py: two years: 2014-2016 | pandoc: two years: 2014-2016
END
cat seen
diff stated seen || { echo "Changed: citeproc-py no longer sets these dates as stated above."; exit 1; }
echo "As stated: days and months of one year are cited without it."
