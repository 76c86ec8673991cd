// Figures come alive when the reader is near: one runtime for all, loaded once and only then.
// The picture drawn at build time stays whenever anything fails.
"use strict";
(() => {
  const figures = [...document.querySelectorAll("figure.chart")];
  if (!figures.length) return;
  const base = document.documentElement.dataset.root || "";
  const living = new Map();                      // figure -> {view, narrow, names of what a reader can change}
  const asked = new Map();                       // address -> promise

  function load(source) {
    if (!asked.has(source)) {
      asked.set(source, window.briefLoad?.(source) ?? new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = base + source;
        element.onload = done;
        element.onerror = () => { asked.delete(source); failed(new Error("could not load " + source)); };
        document.head.append(element);
      }));
    }
    return asked.get(source);
  }

  // A chart is laid out by the width of its words: in another font than the picture's it would have another size.
  const face = () => document.fonts.load('13px "Brief Sans"', figures.map((one) => one.textContent).join("")).catch(() => {});

  const isNarrow = (figure) => figure.querySelector(".picture > .narrow").offsetParent !== null;

  function coloured(spec) {                      // the dark palette, value by value
    if (!window.brief.isDark()) return structuredClone(spec);  // Vega writes into what it is given
    let text = JSON.stringify(spec);
    for (const [light, dark] of window.briefPalette) text = text.replaceAll(light, dark);
    return JSON.parse(text);
  }

  const foldOf = (figure) => figure.querySelector("details.fold");
  const isClosed = (figure) => foldOf(figure)?.open === false;

  // Charts are drawn one after the other, the one in the reader's sight first, in pieces between which the browser
  // can answer the reader.
  const PIECE_MS = 12;
  const breath = () => new Promise((done) => (window.scheduler?.postTask ? window.scheduler.postTask(done) : setTimeout(done)));
  function pause() {
    let until = performance.now() + PIECE_MS;
    return { isDue: () => performance.now() > until, rest: () => breath().then(() => { until = performance.now() + PIECE_MS; }) };
  }

  const waiting = [];                            // {figure, go}: charts that have all they need
  let isBusy = false;
  const turn = (figure) => new Promise((go) => { waiting.push({ figure, go }); if (!isBusy) next(); });
  function next() {
    isBusy = waiting.length > 0;
    if (!isBusy) return;
    const far = ({ figure }) => { const box = figure.getBoundingClientRect(); return Math.abs(box.top + box.bottom - innerHeight); };
    const [first] = waiting.sort((one, other) => far(one) - far(other)).splice(0, 1);
    first.go();
  }

  const stale = new Set();                       // closed figures whose theme or width changed
  async function enliven(figure, keep = true) {
    if (isClosed(figure)) { stale.add(figure); return; }  // drawn when it is unfolded: closed, it has no width
    if (figure.dataset.state === "drawing") { figure.dataset.again = "yes"; return; }
    figure.dataset.state = "drawing";
    stale.delete(figure);
    try {
      const narrow = isNarrow(figure), chart = await ask(figure, narrow);
      await turn(figure);
      await draw(figure, keep, narrow, chart).finally(next);
      figure.dataset.state = "live";
    } catch (error) {
      if (!living.has(figure)) { figure.querySelector(".controls").replaceChildren(); showFile(figure); }
      figure.dataset.state = "still";
      figure.dataset.problem = error.message;
    }
    if (figure.dataset.again) { delete figure.dataset.again; enliven(figure); }
  }

  function showFile(figure) {                    // the picture of a figure that was folded is not in the page
    const drawing = figure.querySelector("svg.drawing:empty"), picture = figure.querySelector(".picture");
    if (!drawing || picture.querySelector("img")) return;
    const file = new Image();
    file.alt = drawing.getAttribute("aria-label");
    file.src = `${base}figures/${figure.dataset.figure}.svg`;
    picture.append(file);
  }

  function approach(figure) {                    // the reader comes near, or unfolds it: it may live already
    const drawn = living.get(figure);
    if (figure.dataset.state === "drawing" || (drawn && !stale.has(figure) && drawn.narrow === isNarrow(figure))) return;
    if (!isClosed(figure)) enliven(figure);
  }

  const runtime = () => Promise.all([face(), ...["_static/look.js", "_static/vega.js"].map(load)]);

  // While the reader reads, the runtime is fetched, and not yet run.
  function readAhead() {
    if (asked.has("_static/vega.js") || window.briefLoad || navigator.connection?.saveData) return;
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = base + "_static/vega.js";
    document.head.append(link);
  }
  addEventListener("load", () => setTimeout(() => (window.requestIdleCallback || setTimeout)(readAhead), 1000));

  async function ask(figure, narrow) {           // everything that a chart needs, asked for at once
    const name = figure.dataset.figure, form = narrow ? "narrow" : "wide", ready = runtime();
    ready.catch(() => {});
    await load(`figures/${name}.${form}.js`);
    const chart = window.briefFigures[name][form];
    await ready;
    for (const script of chart.needs) await load(`_static/${script}.js`);
    return chart;
  }

  async function draw(figure, keep, narrow, chart) {
    const { View, parse, expressionInterpreter } = window.briefVega;
    const spec = coloured(chart.spec);
    spec.config = { ...coloured(window.briefConfig), ...spec.config };
    const place = figure.querySelector(narrow ? ".picture > .narrow" : ".picture > .wide");
    const picture = place.querySelector("svg.drawing");
    const stage = document.createElement("div"), controls = document.createElement("div");
    stage.className = "live";
    const flow = parse(spec, {}, { ast: true });
    await breath();
    const view = new View(flow, { renderer: "svg", expr: expressionInterpreter, tooltip: (_, event, item, value) => tell(event, value) });
    view.pause = pause();
    await breath();
    await view.runAsync();
    delete view.pause;
    await breath();
    const before = living.get(figure), binds = changeable(view, chart.binds), names = [...binds.keys()];
    const start = values(view, names);
    const wished = before ? (keep ? stateOf(before.view, names) : {}) : askedFor(figure, binds);
    for (const [name, value] of Object.entries(wished)) view.signal(name, value);
    await view.initialize(stage, controls).runAsync();
    describe(stage.querySelector("svg"), picture);
    letThrough(stage);
    keepRoom(stage.querySelector("svg"), picture);
    figure.querySelectorAll(".live").forEach((old) => old.remove());
    figure.querySelectorAll(".stilled").forEach((old) => old.classList.remove("stilled"));
    picture.classList.add("stilled");
    place.append(stage);
    figure.querySelector(".controls").replaceChildren(...controls.childNodes);
    nameControls(figure);
    tooltip.classList.remove("visible");
    before?.view.finalize();
    living.set(figure, { view, narrow, names, start });
    figure.view = view;
    offerReset(figure, view, names, start);
    names.forEach((name) => view.addSignalListener(name, remember));
    remember();
    await breath();
  }

  function describe(svg, picture) {              // one picture, described once
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", picture.getAttribute("aria-label"));
    if (!svg.getAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    for (const part of svg.querySelectorAll("[role], [aria-label]")) {
      for (const name of ["role", "aria-label", "aria-roledescription"]) part.removeAttribute(name);
    }
  }

  function keepRoom(svg, picture) {              // the living chart fits where the picture stood: nothing moves
    const { width, height } = picture.viewBox.baseVal;
    svg.style.aspectRatio = `${width} / ${height}`;
  }

  function letThrough(stage) {                   // a word on a mark hides it from the pointer, unless it tells itself
    for (const words of stage.querySelectorAll(".mark-text")) {
      if ([...words.children].some((word) => word.__data__?.tooltip)) words.classList.add("answers");
    }
  }

  // Vega's own tooltip is placed by the size that it had at its last place, and hangs out of a phone's window.
  const tooltip = document.createElement("div");
  tooltip.id = "vg-tooltip-element";
  document.body.append(tooltip);
  addEventListener("scroll", () => tooltip.classList.remove("visible"), { passive: true });  // its mark has moved

  const WORDS = new Map([["null", "not known"], ["undefined", "not known"], ["NaN", "not known"], ["true", "yes"], ["false", "no"]]);
  const inWords = (value) => WORDS.get(String(value)) ?? String(value);

  function tell(event, value) {                  // show a mark's reading beside the pointer, or nothing
    const something = value !== null && value !== undefined && value !== "";
    tooltip.classList.toggle("visible", something);
    if (!something) return;
    tooltip.replaceChildren(reading(value));
    const box = tooltip.getBoundingClientRect(), page = document.documentElement;
    tooltip.style.left = `${beside(event.clientX, box.width, page.clientWidth)}px`;
    tooltip.style.top = `${beside(event.clientY, box.height, page.clientHeight)}px`;
  }

  function beside(point, size, room) {           // after the pointer where there is room, else before it, always in the window
    const gap = 10, after = point + gap + size <= room;
    return Math.max(0, Math.min(after ? point + gap : point - gap - size, room - size));
  }

  function reading(value) {                      // a table of names and values, or a text
    if (typeof value !== "object") return document.createTextNode(inWords(value));
    const table = document.createElement("table");
    for (const [name, part] of Object.entries(value)) {
      const row = table.insertRow();
      for (const [kind, text] of [["key", name], ["value", inWords(part)]]) {
        const cell = row.insertCell();
        cell.className = kind;
        cell.textContent = text;
      }
    }
    return table;
  }

  function signal(view, name) {
    try { return view.signal(name); } catch (error) { return undefined; }
  }

  function changeable(view, binds) {             // what a reader can set: name of the signal -> how it is bound
    return new Map(Object.entries(binds).filter(([name]) => signal(view, name) !== undefined));
  }

  function stateOf(view, names) {                // what the reader chose survives a change of theme or width
    return Object.fromEntries(names.map((name) => [name, signal(view, name)]).filter(([, value]) => value !== undefined));
  }

  // The address holds what was changed, a figure's values under its name.
  function askedFor(figure, binds) {             // what the address asks of a figure and its controls allow
    try {
      const asked = JSON.parse(new URLSearchParams(location.search).get(figure.dataset.figure)) || {};
      return Object.fromEntries(Object.entries(asked).filter(([name, value]) => binds.has(name) && allows(binds.get(name), value)));
    } catch (error) { return {}; }
  }

  function allows(bind, value) {
    if (bind.options) return bind.options.includes(value);
    if (bind.input === "range" || bind.input === "number") return typeof value === "number" && value >= (bind.min ?? -Infinity) && value <= (bind.max ?? Infinity);
    return bind.input === "checkbox" ? typeof value === "boolean" : typeof value === "string" && value.length < 100;
  }

  function addressOf(figure) {                   // this page's address with the state of all its figures
    const address = new URL(location.href);
    for (const [other, { view, names, start }] of living) {
      const changed = names.map((name) => [name, signal(view, name)]).filter(([, value], place) => JSON.stringify(value) !== JSON.stringify(start[place]));
      if (changed.length) address.searchParams.set(other.dataset.figure, JSON.stringify(Object.fromEntries(changed)));
      else address.searchParams.delete(other.dataset.figure);
    }
    if (figure) address.hash = figure.id;
    return address.href;
  }

  let remembering = 0;
  function remember() {                          // not with each step of a slider: browsers count the changes
    clearTimeout(remembering);
    remembering = setTimeout(() => {
      try { if (addressOf() !== location.href) history.replaceState(null, "", addressOf()); } catch (error) { /* a page from a folder may not */ }
    }, 200);
  }

  async function share(figure, button) {
    try {
      await navigator.clipboard.writeText(addressOf(figure));
      button.textContent = "Link copied";
    } catch (error) {
      try { history.replaceState(null, "", addressOf(figure)); } catch (again) { location.hash = figure.id; }
      button.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { button.textContent = "Share"; }, 2400);
  }
  for (const figure of figures) {
    const button = figure.querySelector("button.share");
    button.onclick = () => share(figure, button);
  }

  function nameControls(figure) {                // vega wraps its inputs in labels without a name
    for (const input of figure.querySelectorAll(".controls input, .controls select")) {
      const name = input.closest(".vega-bind")?.querySelector(".vega-bind-name");
      if (name && !input.getAttribute("aria-label")) input.setAttribute("aria-label", name.textContent.trim());
    }
  }

  function offerReset(figure, view, names, start) {
    const button = figure.querySelector("button.reset");
    if (!button) return;
    button.onclick = () => { button.classList.remove("offered"); enliven(figure, false).then(() => figure.querySelector(".controls :is(input, select)")?.focus()); };
    const first = JSON.stringify(start);
    const show = () => button.classList.toggle("offered", JSON.stringify(values(view, names)) !== first);
    names.forEach((name) => view.addSignalListener(name, show));
    show();
  }

  const values = (view, names) => names.map((name) => signal(view, name));

  const redraw = () => { for (const figure of living.keys()) enliven(figure); };
  addEventListener("brief-theme", redraw);
  let pending = 0;
  addEventListener("resize", () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      for (const [figure, state] of living) if (!isClosed(figure) && isNarrow(figure) !== state.narrow) enliven(figure);
    }, 150);
  });

  // The first view is left to the text: figures wake when the reader moves, touches or tabs to them.
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      approach(entry.target);
    }
  }, { rootMargin: "200px 0px" });
  for (const figure of figures) foldOf(figure)?.addEventListener("toggle", () => approach(figure));
  for (const figure of figures) {                // who points at a headline may unfold it
    const isSlim = () => figure.clientWidth <= 33 * parseFloat(getComputedStyle(document.documentElement).fontSize);  // as figures.css has it
    const early = () => { if (isClosed(figure)) ask(figure, isSlim()).catch(() => {}); };
    for (const kind of ["pointerenter", "touchstart", "focusin"]) foldOf(figure)?.firstElementChild.addEventListener(kind, early, { once: true, passive: true });
  }
  let woken = false;
  const wake = () => { if (!woken) { woken = true; figures.forEach((figure) => near.observe(figure)); } };
  for (const kind of ["scroll", "pointermove", "pointerdown", "keydown", "touchstart", "focusin"]) {
    addEventListener(kind, wake, { once: true, passive: true });
  }
  function unfold(figure) {
    if (isClosed(figure)) foldOf(figure).open = true;
  }
  const unfolded = (figure, keep) => { unfold(figure); return enliven(figure, keep); };
  const visit = () => {                          // a link to a folded figure unfolds it
    const figure = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("figure.folded");
    if (!figure || !isClosed(figure)) return;
    unfold(figure);
    figure.scrollIntoView();
  };
  addEventListener("hashchange", visit);
  visit();
  for (const figure of figures) {                // a shared state is shown at once
    if (new URLSearchParams(location.search).has(figure.dataset.figure)) unfolded(figure);
  }
  Object.assign(window.brief, { enliven: unfolded, figures, wake, unfold });
})();
