#!/bin/sh
# An SDMX month is read as seconds of New Year's Day.
# Expected: 2016-M07, the SDMX way of writing the reporting month July 2016, becomes 1 July 2016, or is refused.
# Seen with sdmx1 2.28.0 on pandas 3.1.1, python-dateutil 2.9.0.post0, asked for dates with datetime="TIME_PERIOD":
#   2016-M07 and 2016-M12 become 00:00:07 and 00:00:12 on 1 January 2016; the third trimester, 2016-T3, becomes
#   1 March. No warning. The quarter 2016-Q3 is right; the semester 2016-S2 raises an error, as it should.
# The guess is pandas' own: the library hands it the text as it stands.
# Why it matters: months are how trade and reserves come; a year of them collapses into twelve seconds, and a
# monthly chart still draws a line. Found no report of it in the library's own threads.
# What we do: no table is read through SDMX; every date in data/ is written out in full and typed `date`.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    sdmx1==2.28.0 pandas==3.1.1 python-dateutil==2.9.0.post0
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import io

import sdmx

HEAD = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"
MESSAGE = """<m:GenericData xmlns:m="{h}message" xmlns:g="{h}data/generic" xmlns:c="{h}common">
<m:Header><m:ID>T</m:ID><m:Test>false</m:Test><m:Prepared>2025-11-06T00:00:00</m:Prepared><m:Sender id="X"/>
<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><c:Structure><Ref agencyID="X" id="D" version="1.0"/>
</c:Structure></m:Structure></m:Header><m:DataSet structureRef="S"><g:Series><g:SeriesKey><g:Value id="GEO" value="KR"/>
</g:SeriesKey><g:Obs><g:ObsDimension value="{period}"/><g:ObsValue value="1"/></g:Obs></g:Series></m:DataSet>
</m:GenericData>"""

for period in ("2016-M07", "2016-M12", "2016-T3", "2016-Q3", "2016-S2"):
    message = sdmx.read_sdmx(io.BytesIO(MESSAGE.format(h=HEAD, period=period).encode()))
    try:
        print(period, sdmx.to_pandas(message.data[0], datetime="TIME_PERIOD").index[0])
    except Exception as error:
        print(period, "refused:", type(error).__name__)
PY
cat > "$dir/stated" <<'END'
2016-M07 2016-01-01 00:00:07
2016-M12 2016-01-01 00:00:12
2016-T3 2016-03-01 00:00:00
2016-Q3 2016-07-01 00:00:00
2016-S2 refused: DateParseError
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: sdmx1 no longer reads SDMX months as stated above."; exit 1; }
echo "As stated: an SDMX month is read as seconds of 1 January."
