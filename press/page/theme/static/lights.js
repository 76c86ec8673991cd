// A number in the text lights its mark in the figure, a mark its number: by pointer and by keyboard.
"use strict";
(() => {
  const same = (found, wanted) => {              // a date by its day here or in UTC, a number by about what it is
    if (found instanceof Date || (typeof found === "number" && /^\d{4}-\d\d-\d\d$/.test(wanted))) {
      const date = new Date(found), here = new Date(date - date.getTimezoneOffset() * 60000);
      return [date, here].some((one) => one.toISOString().startsWith(wanted));
    }
    return typeof found === "number" && typeof wanted === "number" ? Math.abs(found - wanted) < 0.005 : found === wanted;
  };
  const fits = (datum, row) => Object.entries(row).every(([name, wanted]) => [wanted].flat().some((one) => same(datum?.[name], one)));

  for (const figure of document.querySelectorAll("figure[data-lights]")) {
    const lights = new Map(Object.entries(JSON.parse(figure.dataset.lights)));
    const words = (fact) => document.querySelectorAll(`.lights-${figure.dataset.figure}--${fact}`);
    const every = () => [...figure.querySelectorAll(".live svg .role-mark > *")];
    const marks = (fact) => every().filter((mark) => lights.get(fact).some((row) => fits(mark.__data__?.datum, row)));
    let lit = "";

    function show(fact) {                        // one fact at a time, or none
      lit = fact;
      for (const name of lights.keys()) for (const word of words(name)) word.classList.toggle("lit", name === fact);
      const found = new Set(fact ? marks(fact) : []);
      for (const mark of every()) mark.classList.toggle("lit", found.has(mark));
      figure.classList.toggle("has-lit", found.size > 0);
    }
    function wake(fact) {
      show(fact);
      if (figure.dataset.state !== "live") window.brief.enliven(figure);
    }
    new MutationObserver(() => { if (lit) show(lit); }).observe(figure, { attributes: true, attributeFilter: ["data-state"] });
    const answers = (element, fact) => {
      element.addEventListener("pointerenter", () => wake(fact));
      element.addEventListener("focus", () => wake(fact));
      for (const end of ["pointerleave", "blur"]) element.addEventListener(end, () => show(""));
    };

    // By keyboard the figure is asked by a list of its numbers, seen when it has the focus.
    const list = document.createElement("div");
    list.className = "lit-list";
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", "Numbers of the text in this figure");
    for (const fact of lights.keys()) {
      for (const word of words(fact)) {
        word.tabIndex = 0;
        answers(word, fact);
      }
      const [first] = words(fact);
      if (!first) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = first.textContent;
      button.addEventListener("click", () => first.focus());
      answers(button, fact);
      list.append(button);
    }
    figure.querySelector(".picture").append(list);

    figure.addEventListener("pointerover", (event) => {
      const datum = event.target.__data__?.datum;
      const fact = datum ? [...lights.keys()].find((name) => lights.get(name).some((row) => fits(datum, row))) : "";
      if ((fact || "") !== lit) show(fact || "");
    });
    figure.addEventListener("pointerleave", () => show(""));
  }
})();
