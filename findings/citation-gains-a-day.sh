#!/bin/sh
# A citation of November 2025 comes back as one of 1 November 2025, and an author is gone.
# Expected: a CITATION.cff read and written by one library says no more than it said, and keeps its authors.
# Seen with @citation-js/plugin-cff 0.6.2 on @citation-js/core 0.8.2: preferred-citation with year 2025 and month 11 is
#   written as references with date-published 2025-11-01; an author who has only an alias, which the format allows, is
#   dropped; the keyword "U.S., ROK" becomes two. No warning. The file is valid by cffconvert 2.0.0, the format's own
#   tool. No report was found.
# Why it matters: the day that a report came out decides if a forecast was made before the event.
# What we do: CITATION.cff is written by hand, without a converter.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
echo '{}' > package.json
npm install --loglevel=error --no-audit --no-fund @citation-js/core@0.8.2 @citation-js/plugin-cff@0.6.2
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite the report.
type: software
title: A brief
authors:
  - family-names: Hong
    given-names: Gil-dong
  - alias: night-editor
keywords: ["U.S., ROK", alliance]
preferred-citation:
  type: report
  title: A report
  authors:
    - name: The team
  year: 2025
  month: 11
CFF
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check cffconvert==2.0.0
venv/bin/cffconvert --validate > seen
node --input-type=module - >> seen <<'JS'
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-cff';
console.log(new Cite(readFileSync('CITATION.cff', 'utf8')).format('cff'));
JS
cat > stated <<'END'
Citation metadata are valid according to schema version 1.2.0.
cff-version: 1.2.0
message: Please cite the following works when using this software.
type: software
authors:
  - family-names: Hong
    given-names: Gil-dong
keywords:
  - U.S.
  - ROK
  - alliance
title: A brief
references:
  - authors:
      - name: The team
    title: A report
    date-published: 2025-11-01
    year: 2025
    month: 11
    type: report

END
cat seen
diff stated seen || { echo "Changed: the library no longer rewrites the citation as stated above."; exit 1; }
echo "As stated: a day is added, an author lost, a keyword cut in two."
