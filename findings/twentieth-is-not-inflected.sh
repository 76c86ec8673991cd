#!/bin/sh
# A library that spells numbers writes "the twentieth" in Korean with the form that stands alone.
# Expected: before a noun "seumul" (twenty) becomes "seumu", as "hana, dul, set" become "han, du, se"; the Korean rules of
#   spelling and every dictionary have seumu beonjjae.
# Seen: num2words 0.5.14 has 1 to 4 and 21 to 24 right, and writes seumul beonjjae for 20, alone of the numbers below 50
#   whose form changes.
# Issue 555 of its tracker (open) tells of other ordinals, from 100 on; of the twentieth no report was found.
# Why it matters: the twentieth round of talks, the twentieth launch of a year.
# What we do: the Korean summary has no ordinals; a sentence that needs one will write it with digits.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check num2words==0.5.14
PYTHONIOENCODING=utf-8 "$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
from num2words import num2words

for number in (1, 2, 3, 4, 20, 21, 22):
    print(number, num2words(number, lang="ko", to="ordinal"))
PY
cat > "$dir/stated" <<'END'
1 첫 번째
2 두 번째
3 세 번째
4 네 번째
20 스물 번째
21 스물한 번째
22 스물두 번째
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: num2words no longer writes these ordinals as stated above."; exit 1; }
echo "As stated: only the twentieth keeps the form that stands alone."
