#!/bin/sh
# A chapter keeps its numbers in the pages when the contents give them up.
# Expected: a second build of a Sphinx project gives the pages that a first one would give: what changed in the contents
#   is brought to every page that shows it.
# Seen: sphinx 9.0.4 leaves "1. Alpha" and "1.1. Part" in alpha.html when ":numbered:" is taken from the toctree; it
#   writes pages anew whose numbers changed, and looks for these below numbered lists only. Built from nothing (-E) the
#   page has none. With sphinx-external-toc 1.1.0 "numbered: 1" after "numbered: true" is no change either (in Python
#   1 == True), so that "1.1. Part" stays, where "numbered: 1" asks for numbers of chapters only; "numbered: 2" is heard.
#   No warning.
# No report was found.
# Why it matters: appendices and annexes lose or gain their numbers when a report is put together; a part of the book
#   then still calls itself chapter 1.
# What we do: the brief takes all numbers back before Sphinx counts, keeps with each page what the contents say below it,
#   and a test compares a second build with one from nothing.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check sphinx==9.0.4 sphinx-external-toc==1.1.0
cd "$dir"
mkdir plain outside
printf 'Alpha\n=====\n\nPart\n----\n\nWords.\n' > plain/alpha.rst
cp plain/alpha.rst outside/alpha.rst
: > plain/conf.py
echo 'extensions = ["sphinx_external_toc"]' > outside/conf.py
printf 'Book\n====\n\nWords.\n' > outside/index.rst

# $1: the project, $2: what changed. Tells the headings of alpha.html after a second build, and after one from nothing.
tell() {
    venv/bin/sphinx-build -q "$1" "$1-again"
    venv/bin/sphinx-build -q -E "$1" "$1-new"
    for built in again new; do
        sed -n 's/.*<h[12]>\(.*\)<a class="headerlink.*/\1/p' "$1-$built/alpha.html" | sed 's/<[^>]*>//g' |
            paste -s -d ',' - | sed "s/^/$1, $2, $built: /"
    done
    rm -rf "$1-new"
}
rst() { printf 'Book\n====\n\n.. toctree::\n%s\n   alpha\n' "$1" > plain/index.rst; }
yml() { printf 'root: index\nsubtrees:\n- numbered: %s\n  entries:\n  - file: alpha\n' "$1" > outside/_toc.yml; }
{
    rst '   :numbered:
'
    tell plain "numbered"
    rst ''
    tell plain "no longer numbered"
    yml true
    tell outside "numbered: true"
    yml 1
    tell outside "numbered: 1"
    yml 2
    tell outside "numbered: 2"
    yml 1
    tell outside "numbered: 1 after 2"
} > seen
cat > stated <<'END'
plain, numbered, again: 1. Alpha,1.1. Part
plain, numbered, new: 1. Alpha,1.1. Part
plain, no longer numbered, again: 1. Alpha,1.1. Part
plain, no longer numbered, new: Alpha,Part
outside, numbered: true, again: 1. Alpha,1.1. Part
outside, numbered: true, new: 1. Alpha,1.1. Part
outside, numbered: 1, again: 1. Alpha,1.1. Part
outside, numbered: 1, new: 1. Alpha,Part
outside, numbered: 2, again: 1. Alpha,1.1. Part
outside, numbered: 2, new: 1. Alpha,1.1. Part
outside, numbered: 1 after 2, again: 1. Alpha,Part
outside, numbered: 1 after 2, new: 1. Alpha,Part
END
cat seen
diff stated seen || { echo "Changed: numbers no longer stay as stated above."; exit 1; }
echo "As stated: a second build keeps numbers that the contents gave up."
