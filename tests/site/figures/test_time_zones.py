"""A chart over time says the same to readers in Washington, London and Seoul."""

import json

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
SUMMER_TIME = 2  # pixels: an hour more or less in a month
ZONES = ("America/Los_Angeles", "UTC", "Asia/Seoul")
LABELS = """async (spec) => {
  const place = document.createElement("div");
  place.style.width = "700px";
  document.body.append(place);
  const { view } = await vegaEmbed(place, spec, { mode: "vega-lite", renderer: "svg", actions: false });
  const words = [...place.querySelectorAll("text")].map((text) => [
    text.textContent, Math.round(text.getBoundingClientRect().x - place.getBoundingClientRect().x),
  ]);
  view.finalize();
  place.remove();
  return words;
}"""


def over_time(site):
    """Return the specifications of the figures that draw times, by name."""
    files = [file for file in (site / "figures").glob("*.json") if ".metadata." not in file.name]
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(files)}
    return {name: json.loads(text) for name, text in texts.items() if '"temporal"' in text}


def test_words_stand_at_the_same_places_in_every_time_zone(browser, address, site):
    figures = over_time(site)
    assert len(figures) > 10
    told = {}
    for zone in ZONES:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, timezone_id=zone)
        page = context.new_page()
        page.goto(f"{address}search.html")
        page.add_script_tag(url=f"{address}_static/vega.js")
        told[zone] = {name: page.evaluate(LABELS, spec) for name, spec in figures.items()}
        context.close()
    for name in figures:
        here, *others = (told[zone][name] for zone in ZONES)
        for other in others:
            assert [word for word, _ in other] == [word for word, _ in here], name
            apart = max(abs(there - place) for (_, there), (_, place) in zip(other, here, strict=True))
            assert apart <= SUMMER_TIME, name
