#!/bin/sh
# Two licences in a citation file make one web address that leads nowhere.
# Expected: the Citation File Format lets `license` be a list (text CC-BY-4.0, code MIT); its converter writes two
#   addresses, or says that it cannot.
# Seen with cffconvert 2.0.0: it calls the file valid and writes, to schema.org and to CodeMeta, the list as Python
#   prints it, behind the address of the register: https://spdx.org/licenses/['CC-BY-4.0', 'MIT'].
#   To Zenodo it writes one id with two values. No warning. No report was found.
# Why it matters: search engines and archives read the licence there; a brief with text and code has two.
# What we do: CITATION.cff names the licence of the text alone; the pages' schema.org data are written by ourselves.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
cat > CITATION.cff <<'CFF'
cff-version: 1.2.0
message: Please cite.
title: A brief
authors:
  - name: The team
license: [CC-BY-4.0, MIT]
CFF
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check cffconvert==2.0.0
{
    venv/bin/cffconvert --validate
    for format in schema.org codemeta zenodo; do
        venv/bin/cffconvert -f "$format" > made.json
        venv/bin/python -c 'import json; print(json.load(open("made.json"))["license"])' | sed "s/^/$format: /"
    done
} > seen
cat > stated <<'END'
Citation metadata are valid according to schema version 1.2.0.
schema.org: https://spdx.org/licenses/['CC-BY-4.0', 'MIT']
codemeta: https://spdx.org/licenses/['CC-BY-4.0', 'MIT']
zenodo: {'id': ['CC-BY-4.0', 'MIT']}
END
cat seen
diff stated seen || { echo "Changed: cffconvert no longer writes two licences as stated above."; exit 1; }
echo "As stated: a list of licences ends in one address."
