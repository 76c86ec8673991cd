#!/bin/sh
# A negative number written out in Korean words loses its sign, or becomes another number.
# Expected: minus five in words (maineoseu o), or an error; zero has a word (yeong).
# Seen: num-to-korean 0.5.3 writes -5 as sib-o, fifteen; -28500 as 128,500; 0 and 0.5 as an empty
#   text; in its mixed style -5 is "NaN5". es-hangul 2.4.0 has two functions: numberToHangul writes minus five;
#   amountToHangul, made for sums of money, writes five for "-5" and for "-5.2" five point two.
# num-to-korean names negative numbers as a plan in its manual; that the answer is another number it does not say.
# Why it matters: a trade balance or a change in troops, in words, in the one place where nobody recomputes.
# What we do: no number is written out in words by a library; figures stay figures, with their sign.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" num-to-korean@0.5.3 es-hangul@2.4.0
cat > "$dir/try.cjs" <<'JS'
const { numToKorean } = require('num-to-korean');
const { numberToHangul, amountToHangul } = require('es-hangul');
for (const n of [5, -5, -28500, 0, 0.5]) {
  console.log(`num-to-korean ${n}: "${numToKorean(n)}", mixed "${numToKorean(n, 'mixed')}"`);
}
for (const n of [5, -5, -5.2]) {
  console.log(`es-hangul ${n}: number "${numberToHangul(n)}", amount "${amountToHangul(String(n))}"`);
}
JS
node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
num-to-korean 5: "오", mixed "5"
num-to-korean -5: "십오", mixed "NaN5"
num-to-korean -28500: "십이만팔천오백", mixed "NaN2만 8,500"
num-to-korean 0: "", mixed "0"
num-to-korean 0.5: "", mixed "0"
es-hangul 5: number "오", amount "오"
es-hangul -5: number "마이너스오", amount "오"
es-hangul -5.2: number "마이너스오점이", amount "오점이"
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: negative numbers are no longer written as stated above."; exit 1; }
echo "As stated: the words for minus five say five, or fifteen."
