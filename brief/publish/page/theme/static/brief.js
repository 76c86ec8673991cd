// The page's behaviour: theme, contents, and figures that come alive when the reader is near.
"use strict";
(() => {
  const root = document.documentElement;
  const base = root.dataset.root || "";
  const script = (source) => new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = source;
    element.onload = done;
    element.onerror = () => failed(new Error("could not load " + source));
    document.head.append(element);
  });

  // --- theme
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const button = document.querySelector(".theme-toggle");
  const showTheme = () => {
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
  };
  button?.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* not kept, still shown */ }
    showTheme();
    redrawAll();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { showTheme(); redrawAll(); });
  showTheme();

  // --- contents: open where there is room
  const fold = document.querySelector(".contents-fold");
  const roomy = matchMedia("(min-width: 62rem)");
  const setFold = () => { if (fold) fold.open = roomy.matches; };
  roomy.addEventListener("change", setFold);
  setFold();

  // --- figures
  const live = new Map();                       // figure element -> {view, narrow}
  const once = new Map();                       // address -> promise
  const load = (source) => {
    if (!once.has(source)) once.set(source, script(base + source));
    return once.get(source);
  };
  const isNarrow = (picture) => picture.querySelector(".narrow").offsetParent !== null;

  function coloured(spec) {
    if (!isDark()) return spec;
    let text = JSON.stringify(spec);
    for (const [light, dark] of window.briefPalette) text = text.replaceAll(light, dark);
    return JSON.parse(text);
  }

  async function enliven(figure) {
    const name = figure.dataset.figure, picture = figure.querySelector(".picture");
    if (figure.dataset.state === "drawing") return;
    figure.dataset.state = "drawing";
    try {
      await Promise.all([load("_static/palette.js"), load("_static/vega.js"), load("figures/" + name + ".js")]);
      const made = window.briefFigures[name], narrow = isNarrow(picture);
      const spec = { ...made[narrow ? "narrow" : "wide"], datasets: made.datasets };
      const place = picture.querySelector(narrow ? ".narrow" : ".wide");
      const stage = document.createElement("div");
      stage.className = "live";
      const drawing = place.querySelector("svg.drawing");
      const controls = picture.querySelector(".controls");
      controls.replaceChildren();
      const result = await window.vegaEmbed(stage, coloured(spec), {
        mode: "vega-lite", // vega-embed takes a specification that starts with `concat` for one of Vega
        actions: false, renderer: "svg", ast: true, defaultStyle: false, bind: controls,
        tooltip: { disableDefaultStyle: true, theme: "brief" },
      });
      const svg = stage.querySelector("svg");
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", drawing.getAttribute("aria-label"));
      svg.setAttribute("viewBox", svg.getAttribute("viewBox") || `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
      place.querySelector(".live")?.remove();
      drawing.classList.add("stilled");
      place.append(stage);
      nameControls(controls);
      live.get(figure)?.view.finalize();
      live.set(figure, { view: result.view, narrow });
      figure.view = result.view;
      figure.dataset.state = "live";
    } catch (error) {                            // the picture drawn at build time stays
      figure.dataset.state = "still";
      figure.dataset.problem = error.message;
    }
  }

  function nameControls(controls) {              // vega wraps inputs in nameless labels
    for (const input of controls.querySelectorAll("input, select")) {
      const name = input.closest(".vega-bind")?.querySelector(".vega-bind-name");
      if (name && !input.getAttribute("aria-label")) input.setAttribute("aria-label", name.textContent);
    }
  }

  function redrawAll() {
    for (const figure of live.keys()) enliven(figure);
  }

  const figures = [...document.querySelectorAll("figure.chart")];
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      enliven(entry.target);
    }
  }, { rootMargin: "0px 0px 200px 0px" });
  const watch = () => figures.forEach((figure) => near.observe(figure));
  // The first view is left to the text: figures wake when the reader moves.
  let woken = false;
  const wake = () => { if (!woken) { woken = true; watch(); } };
  for (const kind of ["scroll", "pointermove", "pointerdown", "keydown", "touchstart"]) {
    addEventListener(kind, wake, { once: true, passive: true });
  }
  let pending = 0;
  addEventListener("resize", () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      for (const [figure, state] of live) {
        if (isNarrow(figure.querySelector(".picture")) !== state.narrow) enliven(figure);
      }
    }, 150);
  });
  window.brief = { enliven, figures, wake };     // for whoever wants every figure alive
})();
