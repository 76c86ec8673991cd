#!/bin/sh
# Three states of today are given the numbers of states that no longer exist, in the list of Gleditsch and Ward.
# Expected: in that list Vietnam has 816, Yemen 678 and the Czech Republic 316; 817 is South Vietnam until 1975, 680
#   South Yemen until 1990, 315 Czechoslovakia until 1992.
# Seen: country_converter 1.3.2 gives 817, 680 and 315, and takes these numbers for today's states on the way back; of
#   816 and 678 it knows nothing. countrycode 0.6.0 gives 817, nothing and 316, and calls 680 South Yemen. Its numbers
#   of the Correlates of War, which are the same for Vietnam and the Czech Republic and 679 for Yemen, are right.
# No report of it was found. Issue 108 of country_converter asked for the list; issue 16 of countrycode for R (closed)
#   has the same mistake for Vietnam in the other list.
# Why it matters: data on wars, alliances and deaths in battle come with these numbers. Joined by them, Vietnam has no
#   row after 1975, and the South's war becomes that of the whole.
# What we do: tables carry ISO codes. One source has numbers of the Correlates of War; those of our eleven states are
#   written out in our code.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    country-converter==1.3.2 countrycode==0.6.0 pandas==2.3.3
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import logging

import country_converter
from countrycode import countrycode

logging.disable(logging.CRITICAL)
converter = country_converter.CountryConverter()
for iso3 in ("VNM", "YEM", "CZE", "KOR", "PRK"):
    one = converter.convert(iso3, to="GWcode")
    other, war = (countrycode(iso3, "iso3c", numbers) for numbers in ("gwn", "cown"))
    print(f"{iso3}: country_converter {one}, countrycode {other}, Correlates of War {war}")
for number in (816, 817, 678, 680, 316, 315):
    one = converter.convert(number, src="GWcode", to="name_short")
    print(f"{number}: country_converter {one}, countrycode {countrycode(number, 'gwn', 'country.name.en')}")
PY
cat > "$dir/stated" <<'END'
VNM: country_converter 817, countrycode 817, Correlates of War 816
YEM: country_converter 680, countrycode None, Correlates of War 679
CZE: country_converter 315, countrycode 316, Correlates of War 316
KOR: country_converter 732, countrycode 732, Correlates of War 732
PRK: country_converter 731, countrycode 731, Correlates of War 731
816: country_converter not found, countrycode None
817: country_converter Vietnam, countrycode Vietnam
678: country_converter not found, countrycode Yemen Arab Republic
680: country_converter Yemen, countrycode Yemen People's Republic
316: country_converter not found, countrycode Czechia
315: country_converter Czechia, countrycode Czechoslovakia
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: the numbers are no longer as stated above."; exit 1; }
echo "As stated: Vietnam bears the number of South Vietnam."
