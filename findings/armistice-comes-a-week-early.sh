#!/bin/sh
# In traditional Chinese characters the 27th of a month is read as the 20th, and the year 2016 as the year 16.
# Expected: 27 July 1953 and 8 July 2016 written out in Chinese characters are these days, as the same library finds
#   for the simplified script; the characters of these dates are the same in both.
# Seen: chrono-node 2.10.3 with zh.hant reads the 27th as the 20th and the 31st as the 30th, since it takes at most two
#   characters for a day; the rest stays in the text. A year with the round zero of dates, as in 2016, begins behind
#   the zero and is the year 16. With zh.hans all are right. The manual calls both partly supported, and names no
#   limit.
# No report was found.
# Why it matters: treaties and statements of Taiwan's government write dates so; the armistice falls on 20 July.
# What we do: every date in data/ is written out in full and typed `date`; nothing reads dates from Chinese text.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$dir" chrono-node@2.10.3
cat > "$dir/try.cjs" <<'JS'
const { zh } = require('chrono-node');
const DATES = ['一九五三年七月二十七日', '一九五三年七月三十一日', '一九五三年十月十一日', '二〇一六年七月八日', '二零一六年七月八日'];
const read = (parser, text) => {
  const [{ text: part, start }] = parser.parse(text, new Date(2025, 10, 6));
  return `${['year', 'month', 'day'].map((name) => start.get(name)).join('-')} of "${part}"`;
};
for (const date of DATES) {
  console.log(`${date} -> hant ${read(zh.hant, date)}, hans ${read(zh.hans, date)}`);
}
JS
TZ=UTC node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
一九五三年七月二十七日 -> hant 1953-7-20 of "一九五三年七月二十", hans 1953-7-27 of "一九五三年七月二十七日"
一九五三年七月三十一日 -> hant 1953-7-30 of "一九五三年七月三十", hans 1953-7-31 of "一九五三年七月三十一日"
一九五三年十月十一日 -> hant 1953-10-11 of "一九五三年十月十一日", hans 1953-10-11 of "一九五三年十月十一日"
二〇一六年七月八日 -> hant 16-7-8 of "一六年七月八日", hans 2016-7-8 of "二〇一六年七月八日"
二零一六年七月八日 -> hant 2016-7-8 of "二零一六年七月八日", hans 2016-7-8 of "二零一六年七月八日"
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: these dates are no longer read as stated above."; exit 1; }
echo "As stated: the armistice of 27 July falls on the 20th."
