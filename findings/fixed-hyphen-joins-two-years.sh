#!/bin/sh
# "1953-54" in a Word document is read as 195354, and "-5" as 5.
# Expected: Word's hyphen that never ends a line (Ctrl+Shift+hyphen) is a character of the text: Office Open XML
#   (ECMA-376, noBreakHyphen) says that it is shown as a hyphen. A reader of text gives a hyphen.
# Seen: docx2txt 0.9, docx2python 3.7.1 and docx2everything 1.1.0 give nothing for it, without a warning. python-docx
#   1.2.0, mammoth 1.13.0 and pandoc 3.9 (pypandoc_binary 1.17) give a hyphen, and all six keep an ordinary hyphen.
# Reported to docx2txt in 2021 (pull request 34, open); python-docx mended it (issue 1018). Found none for the others.
# Why it matters: writers set it where a line must not end: spans of years, negative numbers, F-35A. What is read then
#   is another number, and a search for it finds nothing.
# What we do: the brief is written as DOCX, never read from it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 \
    docx2everything==1.1.0 mammoth==1.13.0 pypandoc_binary==1.17
venv/bin/python -W ignore - > seen <<'PY'
import docx
import docx2everything
import docx2txt
import mammoth
import pypandoc
from docx.oxml import OxmlElement
from docx2python import docx2python

NAME = "brief.docx"
made = docx.Document()
for parts in (("Talks, 1953", "54"), ("Growth, ", "5%"), ("F", "35A")):
    run = made.add_paragraph().add_run(parts[0])
    run._r.append(OxmlElement("w:noBreakHyphen"))
    run.add_text(parts[1])
made.add_paragraph("Ordinary, 1953-54")
made.save(NAME)


def by_mammoth():
    with open(NAME, "rb") as file:
        return mammoth.extract_raw_text(file).value


READERS = {
    "docx2txt": lambda: docx2txt.process(NAME),
    "docx2python": lambda: docx2python(NAME).text,
    "docx2everything": lambda: docx2everything.process(NAME),
    "python-docx": lambda: "\n".join(one.text for one in docx.Document(NAME).paragraphs),
    "mammoth": by_mammoth,
    "pandoc": lambda: pypandoc.convert_file(NAME, "plain"),
}
for name, reader in READERS.items():
    lines = [line for line in reader().replace("\u2011", "-").splitlines() if line.strip()]
    print(f"{name}: {' | '.join(lines)}")
PY
cat > stated <<'END'
docx2txt: Talks, 195354 | Growth, 5% | F35A | Ordinary, 1953-54
docx2python: Talks, 195354 | Growth, 5% | F35A | Ordinary, 1953-54
docx2everything: Talks, 195354 | Growth, 5% | F35A | Ordinary, 1953-54
python-docx: Talks, 1953-54 | Growth, -5% | F-35A | Ordinary, 1953-54
mammoth: Talks, 1953-54 | Growth, -5% | F-35A | Ordinary, 1953-54
pandoc: Talks, 1953-54 | Growth, -5% | F-35A | Ordinary, 1953-54
END
cat seen
diff stated seen || { echo "Changed: the hyphen is no longer read as stated above."; exit 1; }
echo "As stated: three readers lose the hyphen that holds a line together."
