#!/bin/sh
# A library that writes sums for readers of Korean writes one of them in French, and the others in English.
# Expected: with the Korean locale, 36.3 billion is told in Korean (363억), or the library says that it cannot.
# Seen: humanize 4.17.0 with ko_KR writes "36.3 milliard" for 3.63e10; thousand, million and trillion stay English
#   words, ordinals are "3rd". Times are Korean ("3 days ago" in Hangul), so the locale is loaded and obeyed.
# Why: the Korean catalogue leaves these entries empty or as they were copied. Issue 181 of its tracker (open) tells of
#   units that no locale can group by ten thousands, of Japanese; of "milliard" in Korean no report was found.
# Why it matters: sums of arms, trade and cost sharing are the figures most quoted from a brief.
# What we do: the Korean summary tells shares, counts and dates, by functions of our own, and no sum.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check humanize==4.17.0
PYTHONIOENCODING=utf-8 "$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import datetime

import humanize

humanize.i18n.activate("ko_KR")
for amount in (10_000, 28_500_000, 36_300_000_000, 1_400_000_000_000):
    print(f"{amount:,}:", humanize.intword(amount))
print("ordinal of 3:", humanize.ordinal(3))
print("three days ago:", humanize.naturaltime(datetime.timedelta(days=3)))
PY
cat > "$dir/stated" <<'END'
10,000: 10.0 thousand
28,500,000: 28.5 million
36,300,000,000: 36.3 milliard
1,400,000,000,000: 1.4 trillion
ordinal of 3: 3rd
three days ago: 3일 전
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: humanize no longer writes Korean amounts as stated above."; exit 1; }
echo "As stated: one amount is told in French, the others in English, and only the time in Korean."
