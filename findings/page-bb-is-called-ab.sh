#!/bin/sh
# The 28th page of an appendix with lettered pages is BB by the standard of PDF, and AB by three of five libraries.
# Expected: letters run from A to Z for the first 26 pages and from AA to ZZ for the next 26 (ISO 32000-1, table 159):
#   Y, Z, AA, BB, CC.
# Seen: pikepdf 10.18.0, pdfminer.six 20260107 and pymupdf 2.0 count as the columns of a spreadsheet do: AA, AB, AC.
#   pypdf 6.21.4 and pypdfium2 5.15.2 follow the standard. Up to page 27 all agree. No warning.
# pypdf mended this in September 2026 (pull request 4065). PyMuPDF had it right until pull request 1942, whose author
#   then asked to take it back (pull request 1964). Found no report for pikepdf and pdfminer.six.
# Why it matters: one reader's page AB is another's 28th, and by the standard no page of that name exists.
# What we do: the brief's pages have numbers only.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check pymupdf==2.0 pypdf==6.21.4 \
    pikepdf==10.18.0 pypdfium2==5.15.2 pdfminer.six==20260107
venv/bin/python -W ignore - > seen <<'PY'
import pikepdf
import pymupdf
import pypdf
import pypdfium2
from pdfminer.pdfpage import PDFPage

NAME = "appendix.pdf"
made = pikepdf.new()
for _ in range(53):
    made.add_blank_page()
made.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.A)]))
made.save(NAME)


def by_pdfium():
    with pypdfium2.PdfDocument(NAME) as opened:
        return [opened.get_page_label(number) for number in range(len(opened))]


def by_pdfminer():
    with open(NAME, "rb") as file:
        return [page.label for page in PDFPage.get_pages(file)]


READERS = {
    "pypdf": lambda: pypdf.PdfReader(NAME).page_labels,
    "pypdfium2": by_pdfium,
    "pikepdf": lambda: [page.label for page in pikepdf.open(NAME).pages],
    "pdfminer.six": by_pdfminer,
    "pymupdf": lambda: [page.get_label() for page in pymupdf.open(NAME)],
}
for name, reader in READERS.items():
    labels = list(reader())
    print(f"{name}: pages 26 to 29 {' '.join(labels[25:29])}; 52 and 53 {' '.join(labels[51:])}")
PY
cat > stated <<'END'
pypdf: pages 26 to 29 Z AA BB CC; 52 and 53 ZZ AAA
pypdfium2: pages 26 to 29 Z AA BB CC; 52 and 53 ZZ AAA
pikepdf: pages 26 to 29 Z AA AB AC; 52 and 53 AZ BA
pdfminer.six: pages 26 to 29 Z AA AB AC; 52 and 53 AZ BA
pymupdf: pages 26 to 29 Z AA AB AC; 52 and 53 AZ BA
END
cat seen
diff stated seen || { echo "Changed: these pages are no longer named as stated above."; exit 1; }
echo "As stated: three libraries count letters as a spreadsheet does."
