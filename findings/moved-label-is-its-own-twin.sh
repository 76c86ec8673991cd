#!/bin/sh
# A label that moves to a page that is read earlier is told as a duplicate of itself.
# Expected: a section that is moved from one page to another, both saved before the next build, is built as it would be
#   from nothing: the label stands once.
# Seen: sphinx 9.0.4 warns "duplicate label treaty, other instance in beta.rst", where beta.rst no longer has it. It
#   forgets what it knows of each page just before it reads that page, so that alpha.rst is read while the old beta.rst
#   is known. The other way round, and built from nothing (-E), there is no warning. With -W, as books are often built
#   in continuous integration, the build fails, and the next one succeeds although nothing was changed.
# No report was found.
# Why it matters: text with labels is moved between chapters whenever a report is put in another order.
# What we do: the brief has Sphinx forget all that will be read before the first page is read.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check sphinx==9.0.4
cd "$dir"
mkdir book
: > book/conf.py
printf 'Book\n====\n\n.. toctree::\n\n   alpha\n   beta\n' > book/index.rst

# $1: the page that holds the section; the other refers to it.
section_in() {
    for page in alpha beta; do
        printf '%s\n=====\n\nSee :ref:`treaty`.\n' "$page" > "book/$page.rst"
    done
    printf '\n.. _treaty:\n\nThe treaty\n----------\n\nWords.\n' >> "book/$1.rst"
}
# $1: what happened; the rest: options of the build. Tells its exit code and its warnings.
tell() {
    what=$1
    shift
    code=0
    venv/bin/sphinx-build -q -W --keep-going "$@" book out 2> said || code=$?
    told=$(sed -n "s|.*WARNING: ||; s|$dir/book/||; /duplicate/p" said)
    echo "$what: exit $code ${told:-without a warning}"
    sleep 1.1
}
{
    section_in beta
    tell "in beta"
    section_in alpha
    tell "moved to alpha"
    touch book/alpha.rst book/beta.rst
    tell "again, nothing changed"
    tell "from nothing" -E
    section_in beta
    tell "moved back to beta"
} > seen
cat > stated <<'END'
in beta: exit 0 without a warning
moved to alpha: exit 1 duplicate label treaty, other instance in beta.rst
again, nothing changed: exit 0 without a warning
from nothing: exit 0 without a warning
moved back to beta: exit 0 without a warning
END
cat seen
diff stated seen || { echo "Changed: the label is no longer told as stated above."; exit 1; }
echo "As stated: the label is its own duplicate when its section moves to a page before."
