"""A chart over time says the same to readers in Washington, London and Seoul."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
SUMMER_TIME = 2  # pixels: an hour more or less in a month
ZONES = ("America/Los_Angeles", "UTC", "Asia/Seoul")
LABELS = """async ([name, files]) => {
  await new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${files}/${name}.wide.js`;
    script.onload = done;
    document.head.append(script);
  });
  const place = document.createElement("div"), { View, parse, expressionInterpreter } = window.briefVega;
  place.style.width = "700px";
  document.body.append(place);
  const flow = parse(window.briefFigures[name].wide.spec, window.briefConfig, { ast: true });
  const view = new View(flow, { renderer: "svg", expr: expressionInterpreter }).initialize(place);
  await view.runAsync();
  const words = [...place.querySelectorAll("text")].map((text) => [
    text.textContent, Math.round(text.getBoundingClientRect().x - place.getBoundingClientRect().x),
  ]);
  view.finalize();
  place.remove();
  return words;
}"""


def over_time(site):
    """Return the names of the figures that draw times."""
    files = [file for file in (site / "figures").glob("*.json") if ".metadata." not in file.name]
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(files)}
    return [name for name, text in texts.items() if '"temporal"' in text]


def test_words_stand_at_the_same_places_in_every_time_zone(browser, address, site):
    figures = over_time(site)
    assert len(figures) > 10
    told = {}
    for zone in ZONES:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, timezone_id=zone)
        page = context.new_page()
        page.goto(f"{address}search.html")
        for script in ("look", "vega", "vega-maps"):
            page.add_script_tag(url=f"{address}_static/{script}.js")
        told[zone] = {name: page.evaluate(LABELS, [name, f"{address}figures"]) for name in figures}
        context.close()
    for name in figures:
        here, *others = (told[zone][name] for zone in ZONES)
        for other in others:
            assert [word for word, _ in other] == [word for word, _ in here], name
            apart = max(abs(there - place) for (_, there), (_, place) in zip(other, here, strict=True))
            assert apart <= SUMMER_TIME, name
