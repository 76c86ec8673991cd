#!/bin/sh
# In a map whose countries are numbered from 0, the first one loses its number.
# Expected: a feature's id, a number or a text (RFC 7946), is the same in the TopoJSON made from it.
# Seen with topojson 2.2 (Python) and shapely 2.2.0: ids 0, 1, 2 become "feature_0", 1, 2. An id of 0 is taken for
#   none. topojson-server 3.0.1, the format's own tool for Node, keeps 0. No warning. Other ids are kept since the
#   library's pull request 220; nothing was found on 0.
# Why it matters: a chart joins its numbers to the map by this id (Vega-Lite's lookup); the first country stays blank
#   and all others are right. Numbering from 0 is what an index gives.
# What we do: the map is GeoJSON, its ids are ISO 3166 letters.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
cat > make.py <<'PY'
import json

SQUARES = [[[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] for x in range(3)]
FEATURES = [{"type": "Feature", "id": number, "properties": {"name": f"country {number}"},
             "geometry": {"type": "Polygon", "coordinates": square}} for number, square in enumerate(SQUARES)]
with open("map.geojson", "w") as file:
    json.dump({"type": "FeatureCollection", "features": FEATURES}, file)
PY
python3 make.py
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check topojson==2.2 shapely==2.2.0
venv/bin/python -W ignore - > seen <<'PY'
import json

import topojson

made = json.loads(topojson.Topology(json.load(open("map.geojson")), prequantize=False).to_json())
print("topojson (Python):", json.dumps([one.get("id") for one in made["objects"]["data"]["geometries"]]))
PY
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" topojson-server@3.0.1
cat > make.cjs <<'JS'
const { topology } = require('topojson-server');
const made = topology({ data: JSON.parse(require('fs').readFileSync('map.geojson')) });
console.log('topojson-server:', JSON.stringify(made.objects.data.geometries.map((one) => one.id)));
JS
node make.cjs >> seen
cat > stated <<'END'
topojson (Python): ["feature_0", 1, 2]
topojson-server: [0,1,2]
END
cat seen
diff stated seen || { echo "Changed: the ids are no longer as stated above."; exit 1; }
echo "As stated: the id 0 is lost."
