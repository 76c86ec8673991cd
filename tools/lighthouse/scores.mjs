// Lighthouse over served pages, in one Node and one Chromium: a line of JSON a page, its categories and audits.
// usage: node scores.mjs BROWSER FLAGS-AS-JSON CATEGORY,CATEGORY URL...
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const PATIENCE_MS = 240_000; // for one page

const [browser, flags, categories, ...urls] = process.argv.slice(2);
const timed = categories.includes("performance"); // else nothing hangs on when the page comes to rest
const pauses = ["pauseAfterFcpMs", "pauseAfterLoadMs", "networkQuietThresholdMs", "cpuQuietThresholdMs"];
const chrome = await launch({ chromePath: browser, chromeFlags: JSON.parse(flags) });
const options = {
  port: chrome.port,
  onlyCategories: categories.split(","),
  disableFullPageScreenshot: true, // a picture for the report, which no score rests on
  ...(timed ? {} : Object.fromEntries(pauses.map((name) => [name, 0]))),
  logLevel: "error",
};
try {
  for (const url of urls) {
    const late = setTimeout(() => giveUp(url), PATIENCE_MS);
    const { lhr } = await lighthouse(url, options);
    clearTimeout(late);
    const line = JSON.stringify({ categories: lhr.categories, audits: lhr.audits });
    await new Promise((written) => process.stdout.write(`${line}\n`, written)); // before Node is ended below
  }
} finally {
  chrome.kill();
}
process.exit(); // Node would wait for idle connections

function giveUp(url) {
  console.error(`${url}: no scores within ${PATIENCE_MS / 1000} s`);
  chrome.kill();
  process.exit(1);
}
