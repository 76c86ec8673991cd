#!/bin/sh
# "Growth <2% and inflation >5%" in a feed is read as "Growth 5%".
# Expected: Atom's type text is text (RFC 4287, 3.1.1.1 and 4.1.3.3): what looks like markup is shown as it stands, and
#   in type html a < may be written as &lt;. HTML has no tag that begins with a digit.
# Seen: @extractus/feed-extractor 8.0.3 takes what lies between < and > for a tag and drops it from every description,
#   of text and of HTML; rss-parser 3.13.0 drops it from the contentSnippet of a text. No warning. With < alone nothing
#   is lost. feedsmith 3.0.1, @rowanmanning/feed-parser 2.1.5 and rss-parser's own content have the sentence whole.
# No report was found for the two; node-feedparser had the same fault and mended it in 2026 (pull request 304).
# Why it matters: what is left is a sentence that says another number.
# What we do: the feed of editions uses plain text for titles and summaries; none of these readers is used.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
cd "$dir"
npm install --loglevel=error --no-audit --no-fund --prefix "$dir" \
    @extractus/feed-extractor@8.0.3 rss-parser@3.13.0 feedsmith@3.0.1 @rowanmanning/feed-parser@2.1.5
cat > try.mjs <<'JS'
import Parser from 'rss-parser';
import { extractFromXml } from '@extractus/feed-extractor';
import { parseFeed as bySmith } from 'feedsmith';
import { parseFeed as byRowan } from '@rowanmanning/feed-parser';

const feed = (content) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:example:feed</id><title>Editions</title>
<updated>2025-11-06T00:00:00Z</updated><author><name>A project</name></author><link href="https://example.org/"/>
<entry><id>urn:example:1</id><title>Edition</title><updated>2025-11-06T00:00:00Z</updated>
<link href="https://example.org/1"/>${content}</entry></feed>`;
const contents = {
  text: '<content type="text">Growth &lt;2% and inflation &gt;5% in 2016.</content>',
  html: '<content type="html">Growth &amp;lt;2% and inflation &amp;gt;5% in 2016.</content>',
  'text with < alone': '<content type="text">Growth &lt;2% in 2016.</content>',
};
for (const [kind, content] of Object.entries(contents)) {
  const page = feed(content);
  const item = (await new Parser().parseString(page)).items[0];
  console.log(`${kind}, feed-extractor: ${extractFromXml(page).entries[0].description}`);
  console.log(`${kind}, rss-parser, snippet: ${item.contentSnippet}`);
  console.log(`${kind}, rss-parser, content: ${item.content}`);
  console.log(`${kind}, feedsmith: ${bySmith(page).feed.entries[0].content.value}`);
  console.log(`${kind}, @rowanmanning: ${byRowan(page).toJSON().items[0].content}`);
}
JS
node try.mjs > seen
cat > stated <<'END'
text, feed-extractor: Growth 5% in 2016.
text, rss-parser, snippet: Growth 5% in 2016.
text, rss-parser, content: Growth <2% and inflation >5% in 2016.
text, feedsmith: Growth <2% and inflation >5% in 2016.
text, @rowanmanning: Growth <2% and inflation >5% in 2016.
html, feed-extractor: Growth 5% in 2016.
html, rss-parser, snippet: Growth <2% and inflation >5% in 2016.
html, rss-parser, content: Growth &lt;2% and inflation &gt;5% in 2016.
html, feedsmith: Growth &lt;2% and inflation &gt;5% in 2016.
html, @rowanmanning: Growth <2% and inflation >5% in 2016.
text with < alone, feed-extractor: Growth <2% in 2016.
text with < alone, rss-parser, snippet: Growth <2% in 2016.
text with < alone, rss-parser, content: Growth <2% in 2016.
text with < alone, feedsmith: Growth <2% in 2016.
text with < alone, @rowanmanning: Growth <2% in 2016.
END
cat seen
diff stated seen || { echo "Changed: these signs are no longer read as stated above."; exit 1; }
echo "As stated: two readers make another number of it."
