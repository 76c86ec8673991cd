#!/bin/sh
# A date in the Korean form, at the start of a line, becomes three lists in one another.
# Expected: a sentence that starts with a date stays a sentence.
# Seen: Babel 2.18.0 writes 8 July 2016 for Korea as "2016. 7. 8.", and so do Korean offices. CommonMark takes a number
#   with a point for an item of an ordered list, so myst-parser 3.0.1 on markdown-it-py 3.0.0 makes list 2016, in it list
#   7, in it list 8, and the sentence is what is left. No warning. mistune 3.4.0, which nbconvert uses, and pandoc 3.9
#   (pypandoc_binary 1.17) make the same lists. English "8 July 2016" is safe, "8. Juli 2016" (German) makes one list.
# The form with words, "2016년 7월 8일" (Babel's long), and the same line after any word are left alone.
# Found no report that joins the two; each does what its standard says.
# Why it matters: a table of events printed as lines of Markdown loses its dates; a screen reader counts lists.
# What we do: dates in prose are written as 8 July 2016.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    babel==2.18.0 myst-parser==3.0.1 markdown-it-py==3.0.0 mistune==3.4.0 pypandoc_binary==1.17
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import datetime
import re

import mistune
import pypandoc
from babel.dates import format_date
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

DAY = datetime.date(2016, 7, 8)
READERS = {
    "myst-parser": create_md_parser(MdParserConfig(), RendererHTML).render,
    "mistune": mistune.html,
    "pandoc": lambda text: pypandoc.convert_text(text, "html", format="markdown"),
}
for locale, size in (("ko", "medium"), ("ko", "long"), ("de", "long"), ("en_GB", "long")):
    line = f"{format_date(DAY, size, locale=locale)} deployment announced"
    for name, reader in READERS.items():
        starts = re.findall(r'<ol start="(\d+)"', reader(line))
        print(f"{locale} {size}, {name}: {line!r}: lists that start at {starts}")
PY
cat > "$dir/stated" <<'END'
ko medium, myst-parser: '2016. 7. 8. deployment announced': lists that start at ['2016', '7', '8']
ko medium, mistune: '2016. 7. 8. deployment announced': lists that start at ['2016', '7', '8']
ko medium, pandoc: '2016. 7. 8. deployment announced': lists that start at ['2016', '7', '8']
ko long, myst-parser: '2016년 7월 8일 deployment announced': lists that start at []
ko long, mistune: '2016년 7월 8일 deployment announced': lists that start at []
ko long, pandoc: '2016년 7월 8일 deployment announced': lists that start at []
de long, myst-parser: '8. Juli 2016 deployment announced': lists that start at ['8']
de long, mistune: '8. Juli 2016 deployment announced': lists that start at ['8']
de long, pandoc: '8. Juli 2016 deployment announced': lists that start at ['8']
en_GB long, myst-parser: '8 July 2016 deployment announced': lists that start at []
en_GB long, mistune: '8 July 2016 deployment announced': lists that start at []
en_GB long, pandoc: '8 July 2016 deployment announced': lists that start at []
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: a Korean date is no longer read as stated above."; exit 1; }
echo "As stated: a line that starts with a Korean date becomes nested lists."
