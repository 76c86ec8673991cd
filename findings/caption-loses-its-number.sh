#!/bin/sh
# "Figure 3. Trade" in a Word document is read as "Figure . Trade".
# Expected: a field of Word holds what it shows. Office Open XML (ECMA-376) has two ways to write one, fldSimple and
#   fldChar; Word often numbers captions in the first. A reader gives what is shown, whichever way it is written.
# Seen: pandoc 3.9 (pypandoc_binary 1.17) and python-docx 1.2.0 give nothing for what stands in a fldSimple, without a
#   word: numbers of captions, "see Figure 3", dates, results of sums. mammoth 1.13.0 loses them, too, with a message.
#   The same fields written with fldChar are read. docx2txt 0.9 and docx2python 3.7.1 read both.
# Reported to mammoth in 2018 (python-mammoth, issue 69, open), and to python-docx as fields in general; found no report
#   for pandoc, whose tracker has other fields.
# Why it matters: captions lose their numbers and sentences what they refer to; a sum in a table is an empty cell.
# What we do: the DOCX for comments has its numbers as plain text; no chapter is read from DOCX.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 \
    mammoth==1.13.0 pypandoc_binary==1.17
venv/bin/python -W ignore - > seen <<'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx2python import docx2python

NAME = "brief.docx"
FIELDS = [("Figure ", r" SEQ Figure \* ARABIC ", "3", ". Trade"), ("See ", " REF trade ", "Figure 3", "."),
          ("In all ", " =SUM(ABOVE) ", "28,500", " troops.")]


def run(text):
    return parse_xml(f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>')


def mark(kind):
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')


def simple(code, shown):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(run(shown))
    return [field]


def in_parts(code, shown):
    told = parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')
    return [mark("begin"), told, mark("separate"), run(shown), mark("end")]


def by_mammoth():
    with open(NAME, "rb") as file:
        return mammoth.extract_raw_text(file).value


READERS = {
    "pandoc": lambda: pypandoc.convert_file(NAME, "plain"),
    "python-docx": lambda: "\n".join(one.text for one in docx.Document(NAME).paragraphs),
    "mammoth": by_mammoth,
    "docx2txt": lambda: docx2txt.process(NAME),
    "docx2python": lambda: docx2python(NAME).text,
}
for way in (simple, in_parts):
    made = docx.Document()
    for before, code, shown, after in FIELDS:
        paragraph = made.add_paragraph()
        for part in (run(before), *way(code, shown), run(after)):
            paragraph._p.append(part)
    made.save(NAME)
    for name, reader in READERS.items():
        print(f"{way.__name__}, {name}: {' | '.join(line for line in reader().splitlines() if line.strip())}")
PY
cat > stated <<'END'
simple, pandoc: Figure . Trade | See . | In all troops.
simple, python-docx: Figure . Trade | See . | In all  troops.
simple, mammoth: Figure . Trade | See . | In all  troops.
simple, docx2txt: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
simple, docx2python: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
in_parts, pandoc: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
in_parts, python-docx: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
in_parts, mammoth: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
in_parts, docx2txt: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
in_parts, docx2python: Figure 3. Trade | See Figure 3. | In all 28,500 troops.
END
cat seen
diff stated seen || { echo "Changed: these fields are no longer read as stated above."; exit 1; }
echo "As stated: three readers lose what a simple field shows."
