#!/bin/sh
# "November 6-8, 2025" is understood as 6 November 2008.
# Expected: the days 6 to 8 November 2025, or None, as the library gives for other words that it does not know.
# Seen with edtf 5.0.2, text_to_edtf: the second day of the range is taken for the year, so each range of days within a
#   month names a year from 2001 on (July 8-10, 2016: 2010). The same range without a year has the same answer. A
#   quarter, "Q3 2016", is understood as March 2016, and "2016 or 2017" as 2016 alone.
# Found no report of it (the project's issue 77 tells of other words that give an invalid date).
# Why it matters: EDTF is how libraries and archives write uncertain dates, and this is how a newspaper writes a summit.
#   What comes out is a valid date, so no later check objects.
# What we do: a date is typed in as ISO 8601 by a person; nothing is read out of a sentence.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    edtf==5.0.2 python-dateutil==2.9.0.post0 pyparsing==3.3.3
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
from edtf import text_to_edtf

for words in ("November 6, 2025", "November 6-8, 2025", "November 6-8", "July 8-10, 2016", "Q3 2016", "2016 or 2017",
              "between 2016 and 2017"):
    print(f"{words}: {text_to_edtf(words)}")
PY
cat > "$dir/stated" <<'END'
November 6, 2025: 2025-11-06
November 6-8, 2025: 2008-11-06
November 6-8: 2008-11-06
July 8-10, 2016: 2010-07-08
Q3 2016: 2016-03
2016 or 2017: 2016
between 2016 and 2017: None
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: edtf no longer reads these words as stated above."; exit 1; }
echo "As stated: a range of days in a month is understood as a day in another year."
