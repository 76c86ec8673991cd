#!/bin/sh
# A position as warnings to ships give it is read as a latitude without minutes, and its minutes as the longitude.
# Expected: 39-39.6N 124-42.3E is 39 degrees 39.6 minutes north, 124 degrees 42.3 minutes east, or an error: the manual
#   says that what cannot be parsed throws one.
# Seen: parse-dms 0.0.5 answers with latitude 39 and longitude -39.6, in the Atlantic; of seconds likewise. The
#   hemispheres N and E stand in the text and are passed over. Degree signs, colons and spaces are read right.
#   coordinate-parser 1.0.7 reads all four; it had a fault with hyphens until 2020 (its issue 3).
# For parse-dms no report was found.
# Why it matters: the areas where stages of a rocket will fall are announced in this form, in the Yellow Sea.
# What we do: coordinates are columns of numbers in data/; no text is parsed.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$dir" parse-dms@0.0.5 coordinate-parser@1.0.7
cat > "$dir/try.cjs" <<'JS'
const parseDms = require('parse-dms');
const Coordinates = require('coordinate-parser');
const PLACES = ['39-39.6N 124-42.3E', '39-39-36N 124-42-18E', '39:39:36N 124:42:18E', '39 39 36N 124 42 18E'];
for (const place of PLACES) {
  const { lat, lon } = parseDms(place);
  const other = new Coordinates(place);
  console.log(`${place}: parse-dms ${lat}, ${lon}; coordinate-parser ${other.getLatitude()}, ${other.getLongitude()}`);
}
JS
node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
39-39.6N 124-42.3E: parse-dms 39, -39.6; coordinate-parser 39.66, 124.705
39-39-36N 124-42-18E: parse-dms 39, -39; coordinate-parser 39.66, 124.705
39:39:36N 124:42:18E: parse-dms 39.66, 124.705; coordinate-parser 39.66, 124.705
39 39 36N 124 42 18E: parse-dms 39.66, 124.705; coordinate-parser 39.66, 124.705
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: these positions are no longer read as stated above."; exit 1; }
echo "As stated: the minutes of the latitude are the longitude."
