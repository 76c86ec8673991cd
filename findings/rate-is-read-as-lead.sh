#!/bin/sh
# A rate, a ratio and a per cent written in Chinese characters get the syllable of "to lead" in place of that of "rate".
# Expected: the character U+7387 is read yul after a vowel or n and ryul after other consonants where it means a rate:
#   biyul (ratio), baekbunyul (percentage), hwakryul (probability), hwanyul (exchange rate). It is
#   read sol only in words of leading: tongsol (command), solseon (taking the lead).
# Seen: hanja 0.15.1 reads sol everywhere: bisol, baekbunsol, hwaksol. Its own rule for yul and ryul does work, for the
#   character next to it (U+5F8B, law), so that the rule is there and the commonest word for it is not.
# That one character has several readings is reported (suminb/hanja, issue 7); that shares and probabilities come out
#   wrong was not found.
# Why it matters: older Korean sources print exactly these words in characters: shares, tariffs, exchange rates,
#   approval. What is made of them is not a word, and no search for the right one finds it.
# What we do: no source's characters are turned into Hangul by machine.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check hanja==0.15.1
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import hanja

for word in ("比率", "百分率", "確率", "換率", "支持率", "統率", "率先", "規律", "法律"):
    print(word, hanja.translate(word, "substitution"))
PY
cat > "$dir/stated" <<'END'
比率 비솔
百分率 백분솔
確率 확솔
換率 환솔
支持率 지지솔
統率 통솔
率先 솔선
規律 규율
法律 법률
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: rates are no longer read as stated above."; exit 1; }
echo "As stated: every rate is read as sol, and no word comes out."
