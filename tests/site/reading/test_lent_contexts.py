"""What tests share of the browser: a page in a lent context finds what it would find in a new one."""

import pytest
import reader

pytestmark = [pytest.mark.browser, pytest.mark.book]
LEAVE = """async () => {
  localStorage.setItem('left', '1');
  document.cookie = 'left=1';
  await caches.open('left');
  await new Promise(done => { const asked = indexedDB.open('left'); asked.onsuccess = done; });
}"""
FOUND = """async () => [localStorage.length, document.cookie, await caches.keys(),
  await indexedDB.databases(),
  performance.getEntriesByType('resource').filter(one => one.transferSize === 0).length,
  document.visibilityState, document.hasFocus(), innerWidth, innerHeight, history.length]"""


def test_nothing_is_left_for_the_next_page(browser, address):
    contexts, found, seen = reader.Contexts(browser), [], []
    for lends in (browser, contexts, contexts):
        with reader.reading(lends, f"{address}index.html") as reading:
            seen.append(reading.page.context)
            found.append(reading.page.evaluate(FOUND))
            reading.page.evaluate(LEAVE)
            assert reading.page.evaluate(FOUND) != found[-1]
    assert seen[1] is seen[2] and found[0] == found[1] == found[2]


def test_other_settings_and_other_sites_get_another_context(browser, address, sample_address):
    contexts, seen = reader.Contexts(browser), []
    for url, how in (
        (address, {}),
        (address, {"theme": "dark"}),
        (sample_address, {}),
        (address, {"width": 390}),
    ):
        with reader.reading(contexts, f"{url}index.html", **how) as reading:
            seen.append(reading.page.context)
    assert len(set(map(id, seen))) == len(seen)
