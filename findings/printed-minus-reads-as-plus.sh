#!/bin/sh
# A negative number printed on a chart is read back as positive.
# Expected: what one tool of the field prints, another reads with its sign, or refuses.
# Seen: d3-format 3.1.3, which labels the axes of Vega-Lite charts, prints -17.5 with U+2212, the typographer's minus.
#   In a column with bareNumber false, which lets % and currency signs stand round a number, frictionless 5.21.0 and
#   tableschema 1.21.0 strip that minus like any other sign, and the brackets of an accountant's (350) too: both read
#   a positive number and call the cell valid. tableschema drops the keyboard's own minus as well: -17% is 17 to it,
#   -17 to frictionless. With bareNumber true both refuse every cell but the plain one.
# frictionless mended the keyboard's minus in 2023 (its issue 1520); the other signs and tableschema stayed.
# Why it matters: a trade balance copied from a chart or a ministry's sheet turns into a surplus.
# What we do: no column of ours has bareNumber false; numbers are digits, a point and the keyboard's minus.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" d3-format@3.1.3
printed=$(cd "$dir" && node --input-type=module -e 'import {format} from "d3-format"; console.log(format(".1f")(-17.5))')
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check frictionless==5.21.0 tableschema==1.21.0
"$dir/venv/bin/python" -W ignore - "$printed" > "$dir/seen" <<'PY'
import sys

import frictionless
import tableschema


def frictionless_reads(cell, bare):
    field = frictionless.Field.from_descriptor({"name": "v", "type": "number", "bareNumber": bare})
    number, notes = field.read_cell(cell)
    return "refused" if notes else number


def tableschema_reads(cell, bare):
    try:
        return tableschema.Field({"name": "v", "type": "number", "bareNumber": bare}).cast_value(cell)
    except tableschema.exceptions.CastError:
        return "refused"


for bare in (False, True):
    for cell in (sys.argv[1], "(350)", "-17%", "-17"):
        print(f"bareNumber {bare}: {ascii(cell)} frictionless {frictionless_reads(cell, bare)}, "
              f"tableschema {tableschema_reads(cell, bare)}")
PY
cat > "$dir/stated" <<'END'
bareNumber False: '\u221217.5' frictionless 17.5, tableschema 17.5
bareNumber False: '(350)' frictionless 350, tableschema 350
bareNumber False: '-17%' frictionless -17, tableschema 17
bareNumber False: '-17' frictionless -17, tableschema 17
bareNumber True: '\u221217.5' frictionless refused, tableschema refused
bareNumber True: '(350)' frictionless refused, tableschema refused
bareNumber True: '-17%' frictionless refused, tableschema refused
bareNumber True: '-17' frictionless -17, tableschema -17
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the signs of numbers are no longer read as stated above."; exit 1; }
echo "As stated: a printed minus and an accountant's brackets are read as plus."
