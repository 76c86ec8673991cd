#!/bin/sh
# A feed written by one library is read by another as entries without title or text.
# Expected: Atom (RFC 4287) lets titles and content be XHTML; a reader gives the text, the markup, or an error.
# Seen: feedgen 1.0.0 writes <content type="xhtml">; atoma 0.0.17 reads that content as None, and a title of type
#   xhtml as None too, without a word. The same text as type html or text is read; feedparser 6.0.14 reads all three.
#   Found no report of it for atoma; other readers had the same fault and mended it.
# Why it matters: a feed that a validator accepts reaches part of its readers as a list of dates.
# What we do: the feed of editions uses plain text for titles and summaries.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
python3 -m venv "$dir/venv"
"$dir/venv/bin/python" -m pip install -qq --disable-pip-version-check \
    feedgen==1.0.0 atoma==0.0.17 feedparser==6.0.14 python-dateutil==2.9.0.post0
"$dir/venv/bin/python" -W ignore - > "$dir/seen" <<'PY'
import atoma
import feedparser
from feedgen.feed import FeedGenerator

TEXT = {"xhtml": '<p xmlns="http://www.w3.org/1999/xhtml">Second edition</p>', "html": "<p>Second edition</p>",
        "text": "Second edition"}


def feed(kind):
    made = FeedGenerator()
    made.id("urn:example:feed")
    made.title("Editions")
    made.updated("2025-11-06T00:00:00Z")
    entry = made.add_entry()
    entry.id("urn:example:1")
    entry.title("Edition")
    entry.updated("2025-11-06T00:00:00Z")
    entry.content(TEXT[kind], type=kind)
    return made.atom_str()


for kind in TEXT:
    content = atoma.parse_atom_bytes(feed(kind)).entries[0].content
    other = feedparser.parse(feed(kind)).entries[0].content[0].value
    print(f"{kind}: atoma {content and content.value}; feedparser has the text: {'Second edition' in other}")

div = '<div xmlns="http://www.w3.org/1999/xhtml">Edition <em>two</em></div>'
titled = feed("text").replace(b"<title>Edition</title>", f'<title type="xhtml">{div}</title>'.encode())
print("title of type xhtml: atoma", atoma.parse_atom_bytes(titled).entries[0].title,
      "; feedparser", feedparser.parse(titled).entries[0].title)
PY
cat > "$dir/stated" <<'END'
xhtml: atoma None; feedparser has the text: True
html: atoma <p>Second edition</p>; feedparser has the text: True
text: atoma Second edition; feedparser has the text: True
title of type xhtml: atoma None ; feedparser Edition <em>two</em>
END
cat "$dir/seen"
diff "$dir/stated" "$dir/seen" || { echo "Changed: atoma no longer reads XHTML in Atom as stated above."; exit 1; }
echo "As stated: atoma reads XHTML titles and content as None."
