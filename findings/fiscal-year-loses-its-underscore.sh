#!/bin/sh
# papermill hands the fiscal year 2024_25 to a notebook as the number 202,425.
# Expected: what is given with -p is a number where it is written as one, else the text that it is; "2024_25" names two
#   years.
# Seen: papermill 2.7.0 asks Python's int(), which lets underscores stand between digits, so that 2024_25 becomes
#   202425 and the quarter 2025_4 the number 20254. With -y the same comes from YAML 1.1, whose integers may hold
#   underscores, too. -r keeps the text. 2024-25 and 2024/25 stay texts either way. No warning; the notebook's own
#   default is a text.
# No report was found.
# Why it matters: a variant of a notebook is asked for by such names, and a filter by year finds nothing, or a chart gets
#   an axis of two hundred thousand.
# What we do: the brief's parameters have a range each; 202425 is no year of theirs and is refused in a sentence.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
python3 -m venv venv
venv/bin/python -m pip install -qq --disable-pip-version-check papermill==2.7.0 nbformat==5.10.4
venv/bin/python - <<'PY'
import nbformat

cell = nbformat.v4.new_code_cell('year = "2023_24"', metadata={"tags": ["parameters"]})
kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), "chapter.ipynb")
PY
given() {
    venv/bin/papermill --prepare-only --log-level ERROR --no-progress-bar "$@" chapter.ipynb out.ipynb 2>/dev/null
    venv/bin/python - "$1 $2${3:+ $3}" <<'PY'
import sys

import nbformat

cells = nbformat.read("out.ipynb", as_version=4).cells
(set_to,) = [cell.source for cell in cells if "injected-parameters" in cell.metadata.get("tags", [])]
print(f"{sys.argv[1]}: {set_to.splitlines()[-1]}")
PY
}
{
    given -p year 2024_25
    given -p year 2025_4
    given -y "year: 2024_25"
    given -r year 2024_25
    given -p year 2024-25
    given -p year 2024/25
} > seen
cat > stated <<'END'
-p year 2024_25: year = 202425
-p year 2025_4: year = 20254
-y year: 2024_25: year = 202425
-r year 2024_25: year = "2024_25"
-p year 2024-25: year = "2024-25"
-p year 2024/25: year = "2024/25"
END
cat seen
diff stated seen || { echo "Changed: a fiscal year is no longer handed over as stated above."; exit 1; }
echo "As stated: papermill takes a fiscal year for a number."
