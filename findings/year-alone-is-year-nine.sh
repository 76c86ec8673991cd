#!/bin/sh
# A past year that stands alone in Korean, Chinese or Japanese is read as a year of antiquity.
# Expected: the year 2016 in a day of 2016, as the bare 2016 is read and as the year is with a month behind it.
# Seen: dateparser 1.5.0, asked on 6 November 2025, reads 2016 with the word for year as the year 9, 1953 as 72: so
#   many years ago. This year and years to come cannot be so long ago, and are read right. No error, no warning.
# The cause has been met in English: issue 1193 of 2023 (open) has "2010 Year" in the year 4033. Russian was mended in
#   2023. Of these three languages no report was found.
# Why it matters: years alone head the columns of Korean tables and stand in sentences about treaties.
# What we do: nothing reads dates from Korean or Chinese text. In the one Japanese source a pattern of our own wants
#   era, year, month and day together.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check dateparser==1.5.0
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import datetime

import dateparser

ASKED = {"RELATIVE_BASE": datetime.datetime(2025, 11, 6)}
TEXTS = [
    ("ko", "2016년"),
    ("ko", "1953년"),
    ("zh", "2016年"),
    ("ja", "1953年"),
    ("ko", "2016"),
    ("ko", "2016년 7월"),
    ("ko", "1953년 7월 27일"),
    ("ko", "2025년"),
    ("ko", "2026년"),
]
for language, text in TEXTS:
    print(language, text, "->", dateparser.parse(text, languages=[language], settings=ASKED).date())
PY
cat > "$dir/stated" <<'END'
ko 2016년 -> 0009-11-06
ko 1953년 -> 0072-11-06
zh 2016年 -> 0009-11-06
ja 1953年 -> 0072-11-06
ko 2016 -> 2016-11-06
ko 2016년 7월 -> 2016-07-06
ko 1953년 7월 27일 -> 1953-07-27
ko 2025년 -> 2025-11-06
ko 2026년 -> 2026-11-06
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: dateparser no longer reads these years as stated above."; exit 1; }
echo "As stated: the year 2016, alone and in Korean, is the year 9."
