#!/bin/sh
# pandas 3.1 takes Namibia's code for a missing value although a converter keeps it as text, and country_converter,
# which rests on that, then converts no country at all.
# Expected: a column read through a converter holds what the converter returned: "NA" is Namibia, "" is a state without a code.
# Seen: country_converter 1.3.2 (which asks for pandas 1.0 or later) with pandas 3.0.0 and 3.1.1. From 3.1 on what a
#   converter returned is compared with the list of missing values once more, on purpose (pandas, pull request 68689, which
#   names the empty cell); "NA" and "" both come as NaN. country_converter makes a pattern of each code when it is set up, so
#   that any question, about Seoul too, ends in a TypeError. No report that the two no longer meet was found.
# Why it matters: codes of two letters are what tables of states are joined by, and a fresh install takes the newest pandas.
# What we do: codes of three letters; tables name their missing values, none but the empty cell, and no defaults are used.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
for pandas in 3.0.0 3.1.1; do
    python3 -m venv "$dir/$pandas"
    "$dir/$pandas/bin/python" -m pip install -qq --disable-pip-version-check country_converter==1.3.2 "pandas==$pandas"
    "$dir/$pandas/bin/python" - >> "$dir/seen" <<'PY'
import io

import country_converter
import pandas as pd

CODES = "iso2\tname\nKR\tSouth Korea\n\tZanzibar\nNA\tNamibia\n"
codes = pd.read_csv(io.StringIO(CODES), sep="\t", converters={"iso2": str})["iso2"]
print(f"pandas {pd.__version__} reads", ["missing" if pd.isna(code) else code for code in codes])
try:
    told = country_converter.convert("South Korea", to="ISO3")
except TypeError as problem:
    told = f"TypeError: {problem}"
print(f"pandas {pd.__version__}, South Korea: {told}")
PY
done
cat > "$dir/stated" <<'STATED'
pandas 3.0.0 reads ['KR', '', 'NA']
pandas 3.0.0, South Korea: KOR
pandas 3.1.1 reads ['KR', 'missing', 'missing']
pandas 3.1.1, South Korea: TypeError: first argument must be string or compiled pattern
STATED
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the two no longer meet as stated above."; exit 1; }
echo "As stated: the code NA is lost, and no country is converted."
