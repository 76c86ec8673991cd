#!/bin/sh
# A date as Koreans write it, year first with dots and spaces, is read with day and month exchanged.
# Expected: 1950. 6. 25. is 25 June 1950, as 1950.6.25 and 1950-6-25 are. The library's manual lists "year month day"
#   and no order that has the year in front and the day second.
# Seen with any-date-parser 2.2.4: in English 1950. 6. 25. is 6 February, 1953. 10. 1. is 10 January, 2016. 07. 08. is
#   16 July 2008 and 1953. 7. 27. is 3 July 2027. With the locale ko-KR all are right with the last dot, and all wrong
#   in the same way without it, as it is often left out. No answer says that it guessed.
# No report was found.
# Why it matters: this is how dates stand in Korean statutes, releases and tables; a wrong one is a plausible day.
# What we do: every date in data/ is written out in full and typed `date`; Korean dates are only written, never read.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$dir" any-date-parser@2.2.4
cat > "$dir/try.cjs" <<'JS'
const parser = require('any-date-parser');
const written = (text, locale) => {
  const { year, month, day } = parser.attempt(text, locale);
  return [year, month, day].join('-');
};
const DATES = [
  '1950.6.25', '1950-6-25', '1950. 6. 25.', '1950. 6. 25', '1953. 7. 27.', '1953. 7. 27',
  '1953. 10. 1.', '1953. 10. 1', '2016. 07. 08.', '2016. 07. 08',
];
for (const date of DATES) {
  console.log(`${date} -> en ${written(date, 'en-US')}, ko ${written(date, 'ko-KR')}`);
}
JS
TZ=UTC node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
1950.6.25 -> en 1950-6-25, ko 1950-6-25
1950-6-25 -> en 1950-6-25, ko 1950-6-25
1950. 6. 25. -> en 1950-2-6, ko 1950-6-25
1950. 6. 25 -> en 1950-2-6, ko 1950-2-6
1953. 7. 27. -> en 2027-7-3, ko 1953-7-27
1953. 7. 27 -> en 2027-7-3, ko 2027-7-3
1953. 10. 1. -> en 1953-1-10, ko 1953-10-1
1953. 10. 1 -> en 1953-1-10, ko 1953-1-10
2016. 07. 08. -> en 2008-7-16, ko 2016-7-8
2016. 07. 08 -> en 2008-7-16, ko 2008-7-16
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: these dates are no longer read as stated above."; exit 1; }
echo "As stated: 25 June is 6 February."
