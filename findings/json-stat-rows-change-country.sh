#!/bin/sh
# Numbers change country on their way through a JSON-stat library.
# Expected: a table written to JSON-stat and read back holds the same number for the same country and year.
# Seen with pyjstat 2.4.0 on pandas 3.1.1: the writer lists each dimension's categories as they first appear and then
#   writes the numbers row by row, as if the rows came in that order. Four rows in another order (Korea 2017, Japan
#   2016, Japan 2017, Korea 2016) come back with Korea 2016 holding Japan's 2016. A table with one cell missing is
#   written with size 2 x 2 and three numbers, no null: Korea 2017 now holds Japan's 2016. No warning either way.
# The project's issue 36 tells of the IndexError when such a short file is read; not of numbers that move.
# Why it matters: a statistics office's format, and every total still adds up.
# What we do: tables travel as CSV with their keys in every row, and the primary key is checked.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check pyjstat==2.4.0 pandas==3.1.1
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import json

import pandas as pd
from pyjstat import pyjstat

rows = [("Korea", 2017, 1), ("Japan", 2016, 2), ("Japan", 2017, 3), ("Korea", 2016, 4)]
frame = pd.DataFrame(rows, columns=["country", "year", "value"])
back = pyjstat.Dataset.read(pyjstat.Dataset.read(frame).write("jsonstat")).write("dataframe")
for country, year, value in back.itertuples(index=False):
    was = next(v for c, y, v in rows if (c, str(y)) == (country, str(year)))
    print(country, year, "was", was, "is", value)

short = pd.DataFrame([("Korea", 2016, 1), ("Japan", 2016, 2), ("Korea", 2017, 3)], columns=frame.columns)
written = json.loads(pyjstat.Dataset.read(short).write("jsonstat"))
print("one cell missing: size", written["size"], "value", written["value"])
PY
cat > "$dir/stated" <<'END'
Korea 2017 was 1 is 1
Korea 2016 was 4 is 2
Japan 2017 was 3 is 3
Japan 2016 was 2 is 4
one cell missing: size [2, 2] value [1, 2, 3]
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: pyjstat no longer moves numbers as stated above."; exit 1; }
echo "As stated: pyjstat writes numbers by row, whatever their country and year."
