#!/bin/sh
# Edition 2026.10 is cited as 2026.1, the edition of another month.
# Expected: a CITATION.cff that its own tool calls valid is cited with the version that stands in it.
# Seen: cffconvert 2.0.0 takes `version: 2026.10` for a number, which the schema of the Citation File Format 1.2.0
#   allows, and writes 2026.1 in APA, CodeMeta, schema.org and for Zenodo. `--validate` says that all is right. Between
#   quotes the version stays as it is.
# No report was found. The schema's own example has a version of three parts, which is no number.
# Why it matters: editions by year and month have a tenth month, and 2026.1 has been published, too.
# What we do: the version stands between quotes, and a test compares CITATION.cff with the edition of the data.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check cffconvert==2.0.0
cat > "$dir/CITATION.cff" <<'CFF'
cff-version: 1.2.0
message: Please cite the edition that you used.
title: A brief
version: 2026.10
date-released: 2026-10-08
authors:
  - name: A project
CFF
cd "$dir"
{
    venv/bin/cffconvert --validate -i CITATION.cff
    venv/bin/cffconvert -f apalike -i CITATION.cff
    for format in codemeta schema.org zenodo; do
        echo "$format: $(venv/bin/cffconvert -f "$format" -i CITATION.cff | grep -o '"version": [^,]*')"
    done
    sed -i 's/version: 2026.10/version: "2026.10"/' CITATION.cff
    venv/bin/cffconvert -f apalike -i CITATION.cff
} > seen 2> said || { cat said; exit 1; }
cat > stated <<'END'
Citation metadata are valid according to schema version 1.2.0.
A project (2026). A brief (version 2026.1).
codemeta: "version": 2026.1
schema.org: "version": 2026.1
zenodo: "version": 2026.1
A project (2026). A brief (version 2026.10).
END
cat seen
diff stated seen || { echo "Changed: cffconvert no longer writes this version as stated above."; exit 1; }
echo "As stated: the edition of October is cited as that of January."
