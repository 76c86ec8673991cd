#!/bin/sh
# Page 2 of a PDF set by Typst is called "ageLabel2" by PyMuPDF, and page 나 "<FEFFB098>".
# Expected: a page label (ISO 32000-1, 12.4.2) is a prefix, if /P is there, and a number; /Type /PageLabel may stand
#   with them. A prefix is a text string, in UTF-16 where it has Korean letters.
# Seen: typst 0.15.2 writes /Type /PageLabel beside /S /D /St 2 for page 2. pymupdf 2.0 takes the P of /PageLabel for a
#   prefix, so each page of such a PDF has another name, and looking for the page named 2 finds none. A prefix of Korean
#   letters comes as the hexadecimal code in which it stands in the file. A plain prefix is right. No warning.
#   pypdf 6.21.4, pikepdf 10.18.0, pypdfium2 5.15.2 and pdfminer.six 20260107 name all pages as printed.
# No report was found.
# Why it matters: notes and citations taken from a PDF name the page by its label.
# What we do: the brief's own PDF is set by Typst with numbers like these; its tests read it by pikepdf and pypdfium2.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check typst==0.15.2 pymupdf==2.0 pypdf==6.21.4 \
    pikepdf==10.18.0 pypdfium2==5.15.2 pdfminer.six==20260107
venv/bin/python -W ignore - > seen <<'PY'
import pikepdf
import pymupdf
import pypdf
import pypdfium2
import typst
from pdfminer.pdfpage import PDFPage

NAME = "brief.pdf"


def by_pdfium():
    with pypdfium2.PdfDocument(NAME) as opened:
        return [opened.get_page_label(number) for number in range(len(opened))]


def by_pdfminer():
    with open(NAME, "rb") as file:
        return [page.label for page in PDFPage.get_pages(file)]


READERS = {
    "pymupdf": lambda: [page.get_label() for page in pymupdf.open(NAME)],
    "pypdf": lambda: pypdf.PdfReader(NAME).page_labels,
    "pikepdf": lambda: [page.label for page in pikepdf.open(NAME).pages],
    "pypdfium2": by_pdfium,
    "pdfminer.six": by_pdfminer,
}
for numbering in ("- 1 -", "가", "i", "1"):
    with open("brief.typ", "w") as file:
        file.write(f'#set page(numbering: "{numbering}")\n' + "#pagebreak()\n".join(["words\n"] * 2))
    typst.compile("brief.typ", output=NAME)
    for name, labels in READERS.items():
        print(f"{numbering}, {name}: {list(labels())}")
print("sheets of the page named 2, pymupdf:", pymupdf.open(NAME).get_page_numbers("2"))
PY
cat > stated <<'END'
- 1 -, pymupdf: ['- 1 -', '- 2 -']
- 1 -, pypdf: ['- 1 -', '- 2 -']
- 1 -, pikepdf: ['- 1 -', '- 2 -']
- 1 -, pypdfium2: ['- 1 -', '- 2 -']
- 1 -, pdfminer.six: ['- 1 -', '- 2 -']
가, pymupdf: ['<FEFFAC00>', '<FEFFB098>']
가, pypdf: ['가', '나']
가, pikepdf: ['가', '나']
가, pypdfium2: ['가', '나']
가, pdfminer.six: ['가', '나']
i, pymupdf: ['ageLabeli', 'ageLabelii']
i, pypdf: ['i', 'ii']
i, pikepdf: ['i', 'ii']
i, pypdfium2: ['i', 'ii']
i, pdfminer.six: ['i', 'ii']
1, pymupdf: ['ageLabel1', 'ageLabel2']
1, pypdf: ['1', '2']
1, pikepdf: ['1', '2']
1, pypdfium2: ['1', '2']
1, pdfminer.six: ['1', '2']
sheets of the page named 2, pymupdf: []
END
cat seen
diff stated seen || { echo "Changed: these pages are no longer named as stated above."; exit 1; }
echo "As stated: PyMuPDF reads a prefix that is none, and a Korean one as code."
