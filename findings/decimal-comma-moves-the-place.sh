#!/bin/sh
# A place written with decimal commas loses its decimals and lands some 100 km away.
# Expected: 37,56 and 126,97 in quotation marks, as a spreadsheet in much of Europe writes them, are read as 37.56 and
#   126.97, or refused: the converter tells of rows "with an invalid value for latitude or longitude".
# Seen with csv2geojson 5.1.2: Seoul lands on [126, 37], in the Yellow Sea, no error. 1.2697e2, which some programs
#   write for 126.97, becomes 1.2697, in the Mediterranean. A row without a longitude is left out, and that is told.
# Why it matters: launch sites and bases come as lists of coordinates, and a point at sea is not strange on such a map.
# What we do: coordinates are typed as numbers with a decimal point in data/datapackage.json, and checked.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" csv2geojson@5.1.2
cat > "$dir/try.cjs" <<'JS'
const { csv2geojson } = require('csv2geojson');
for (const row of ['37.56,126.97', '"37,56","126,97"', '37.56,1.2697e2', '37.56,']) {
  csv2geojson(`name,lat,lon\nSeoul,${row}\n`, (errors, made) => {
    const places = made.features.map((feature) => feature.geometry.coordinates);
    console.log(row, '->', JSON.stringify(places), errors ? errors.map((error) => error.message).join() : 'no error');
  });
}
JS
node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
37.56,126.97 -> [[126.97,37.56]] no error
"37,56","126,97" -> [[126,37]] no error
37.56,1.2697e2 -> [[1.2697,37.56]] no error
37.56, -> [] A row contained an invalid value for latitude or longitude
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: csv2geojson no longer reads these places as stated above."; exit 1; }
echo "As stated: a decimal comma is cut off with all that follows it."
