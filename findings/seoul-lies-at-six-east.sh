#!/bin/sh
# Decimal degrees with two decimals lend the longitude's first figures to the latitude.
# Expected: 37.57 126.98 is Seoul, or an error. The manual warns that two decimals are taken for minutes ("24.56S
#   26.48E"), and its author says (issue 20, closed) that what cannot be minutes is refused.
# Seen with geo-coordinates-parser 1.7.4: Seoul is read as 37 degrees 57 minutes 12 seconds north and 6 degrees 9
#   minutes 8 seconds east, off Algeria: the 12 of 126 has become seconds of the latitude. Pyongyang and Dokdo fare
#   likewise. In the same answer verbatimLongitude is "126.98". With a third decimal all is right; with a comma between
#   the two Seoul is refused. coordinate-parser 1.0.7 is right each time. Of figures that move no report was found.
# Why it matters: it takes a longitude of three figures, so places in East Asia are hit and none in Europe.
# What we do: coordinates are columns of numbers with their own types in data/datapackage.json; no text is parsed.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --silent --no-audit --no-fund --prefix "$dir" geo-coordinates-parser@1.7.4 coordinate-parser@1.0.7
cat > "$dir/try.cjs" <<'JS'
const { convert } = require('geo-coordinates-parser');
const Coordinates = require('coordinate-parser');
const PLACES = [
  ['Seoul', '37.57 126.98'], ['Pyongyang', '39.02 125.75'], ['Dokdo', '37.24 131.87'], ['Seoul', '37.569 126.978'],
  ['Seoul', '37.57, 126.98'], ['Vienna', '48.21 16.37'],
];
for (const [place, text] of PLACES) {
  let read;
  try {
    const { decimalLatitude, decimalLongitude, verbatimLongitude } = convert(text);
    read = `${decimalLatitude} and ${decimalLongitude} for "${verbatimLongitude}"`;
  } catch {
    read = 'refused';
  }
  const other = new Coordinates(text);
  console.log(`${place}, ${text}: ${read}; coordinate-parser ${other.getLatitude()} and ${other.getLongitude()}`);
}
JS
node "$dir/try.cjs" > "$dir/seen"
cat > "$dir/stated" <<'END'
Seoul, 37.57 126.98: 37.95333 and 6.15222 for "126.98"; coordinate-parser 37.57 and 126.98
Pyongyang, 39.02 125.75: 39.03667 and 5.11806 for "125.75"; coordinate-parser 39.02 and 125.75
Dokdo, 37.24 131.87: 37.40361 and 1.13528 for "131.87"; coordinate-parser 37.24 and 131.87
Seoul, 37.569 126.978: 37.569 and 126.978 for "126.978"; coordinate-parser 37.569 and 126.978
Seoul, 37.57, 126.98: refused; coordinate-parser 37.57 and 126.98
Vienna, 48.21 16.37: refused; coordinate-parser 48.21 and 16.37
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: these places are no longer read as stated above."; exit 1; }
echo "As stated: Seoul lies six degrees east of Greenwich."
