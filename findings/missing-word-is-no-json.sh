#!/bin/sh
# With pandas 3 altair writes NaN, which no JSON has, for a missing word or number in a column of objects.
# Expected: what is missing is null, as altair's own comment says ("replace NaN with None") and as with pandas 2.
# Seen: altair 6.3.0 with pandas 3.1.1. A column of objects goes through Series.apply, whose result pandas 3 takes for text
#   or for fractions; where() with None then leaves NaN in it. With pandas 2.3.3 a column of words keeps its None; one of
#   whole numbers with a gap has NaN there too. A column that pandas 3 made text itself is written right.
# Why it matters: tables put together row by row, or read with dtype=object, have such columns; chart.to_json() and to_html()
#   give a text that a browser's JSON.parse, jq and every strict reader refuse, though the chart shows in a notebook.
# What we do: press/figures/specs/digits.py writes null for what is no number; press/figures/chart_rows.py writes text itself.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
for pandas in 2.3.3 3.1.1; do
    python3 -m venv "$dir/$pandas"
    "$dir/$pandas/bin/python" -m pip install -qq --disable-pip-version-check altair==6.3.0 "pandas==$pandas"
    "$dir/$pandas/bin/python" - >> "$dir/seen" <<'PY'
import json

import altair as alt
import pandas as pd

COLUMNS = {
    "words as objects": pd.Series(["treaty", None], dtype="object"),
    "numbers as objects": pd.Series([28500, None], dtype="object"),
    "words": pd.Series(["treaty", None]),
}


def no_json(word):
    raise ValueError(word)


for name, column in COLUMNS.items():
    chart = alt.Chart(pd.DataFrame({"year": [1953, 1954], "what": column})).mark_point().encode(x="year:O", y="what:N")
    try:
        json.loads(chart.to_json(), parse_constant=no_json)
        told = "JSON"
    except ValueError as problem:
        told = f"no JSON, it holds {problem}"
    print(f"pandas {pd.__version__}, {name}: {told}")
PY
done
cat > "$dir/stated" <<'STATED'
pandas 2.3.3, words as objects: JSON
pandas 2.3.3, numbers as objects: no JSON, it holds NaN
pandas 2.3.3, words: JSON
pandas 3.1.1, words as objects: no JSON, it holds NaN
pandas 3.1.1, numbers as objects: no JSON, it holds NaN
pandas 3.1.1, words: JSON
STATED
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: altair no longer writes what is stated above."; exit 1; }
echo "As stated: what is missing in a column of objects is written as NaN."
