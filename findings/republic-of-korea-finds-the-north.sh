#!/bin/sh
# A search for "Republic of Korea", the South's own name, finds North Korea and nothing else.
# Expected: KOR, or both with KOR first. ISO 3166 lists the South as "Korea, Republic of".
# Seen: pycountry 26.2.16, countries.search_fuzzy. It looks for the words as they stand in each name, and they stand so
#   only in the North's official one; the list has none for the South. "Republic of China" finds China alone in the same way, "Niger"
#   puts Nigeria first, and the North's own name with the apostrophe that typesetters use finds nothing.
# Reports say that the two Koreas are not found under some names (pycountry, issue 91); that the wrong one is, none was
#   found.
# Why it matters: tables of the United Nations and of both governments write the name so; a join by it credits one
#   Korea's votes, trade or soldiers to the other, without an error.
# What we do: tables carry ISO codes; a name is never looked up.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check pycountry==26.2.16
"$dir/venv/bin/python" - > "$dir/seen" <<'PY'
import pycountry

NAMES = [
    "Republic of Korea",
    "Korea, Republic of",
    "South Korea",
    "Democratic People's Republic of Korea",
    "Democratic People\N{RIGHT SINGLE QUOTATION MARK}s Republic of Korea",
    "Republic of China",
    "Niger",
]
for name in NAMES:
    try:
        found = [one.alpha_3 for one in pycountry.countries.search_fuzzy(name)]
    except LookupError:
        found = ["nothing"]
    print(f"{name}: {' '.join(found)}")
PY
cat > "$dir/stated" <<'END'
Republic of Korea: PRK
Korea, Republic of: KOR
South Korea: KOR
Democratic People's Republic of Korea: PRK
Democratic People’s Republic of Korea: nothing
Republic of China: CHN
Niger: NGA NER
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the search no longer answers as stated above."; exit 1; }
echo "As stated: the South's own name finds the North."
