#!/bin/sh
# The yield of a nuclear test, in kilotons of TNT, is read as a speed or as a weight.
# Expected: 15 kt and 15 kiloton are the same; of an explosion both mean 15 times 4.184 TJ.
# Seen: pint 0.25.3 reads "15 kt" as 15 knots, "15 kiloton" as 15,000 short tons of 907 kg (the American ton, where the
#   metric "Mt" beside it is a megatonne), and neither turns into joules. The yield is there by its full name,
#   "kiloton_TNT", but not by "kt_TNT" or "kiloton of TNT".
# The knot has been met before: IAMconsortium/units, issue 13, of emissions. Of yields no report was found.
# Why it matters: tables of tests head their column "yield (kt)", and a unit in brackets is what such libraries read.
# What we do: yields stay numbers in a column whose unit is told in its description; nothing reads units from text.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check pint==0.25.3
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import pint

units = pint.UnitRegistry()
print("15 kt:", f"{units('15 kt').to('km/hour').magnitude:.2f} km an hour")
print("15 kiloton:", f"{units('15 kiloton').to('kg').magnitude:,.0f} kg")
print("15 Mt:", f"{units('15 Mt').to('kg').magnitude:,.0f} kg")
print("15 kiloton_TNT:", f"{units('15 kiloton_TNT').to('TJ').magnitude:.2f} TJ")
for written in ("15 kt", "15 kiloton", "15 kt_TNT"):
    try:
        print(f"{written} in joules:", units(written).to("J"))
    except (pint.DimensionalityError, pint.UndefinedUnitError) as refused:
        print(f"{written} in joules:", type(refused).__name__)
PY
cat > "$dir/stated" <<'END'
15 kt: 27.78 km an hour
15 kiloton: 13,607,771 kg
15 Mt: 15,000,000,000 kg
15 kiloton_TNT: 62.76 TJ
15 kt in joules: DimensionalityError
15 kiloton in joules: DimensionalityError
15 kt_TNT in joules: UndefinedUnitError
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: pint no longer reads kilotons as stated above."; exit 1; }
echo "As stated: kt is a speed, kiloton an American weight, and only kiloton_TNT a yield."
