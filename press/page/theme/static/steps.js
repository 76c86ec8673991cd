// A figure whose argument has steps: buttons and arrow keys choose one, the address keeps it like any control.
"use strict";
(() => {
  for (const figure of document.querySelectorAll("figure.chart:has(.stepper)")) {
    const stepper = figure.querySelector(".stepper"), [before, after] = stepper.querySelectorAll("button");
    const lines = [...figure.querySelectorAll(".steps > li")], last = lines.length, place = stepper.querySelector(".step-place");
    let shown = last, heard = null;

    function say(step) {
      shown = Math.min(last, Math.max(1, Math.round(step)));
      lines.forEach((line, at) => line.classList.toggle("now", at + 1 === shown));
      place.firstChild.data = `Step ${shown} of ${last}`;
      place.lastChild.textContent = `: ${lines[shown - 1].textContent}`;
      before.disabled = shown === 1;
      after.textContent = shown === last ? "↺" : "›";
      after.setAttribute("aria-label", shown === last ? "From step 1" : "Next step");
    }
    async function go(step) {
      say(step);
      const wished = shown;
      if (!figure.view) await window.brief.enliven(figure);
      if (figure.view && wished === shown) await figure.view.signal("step", wished).runAsync();
      say(wished);
      if (document.activeElement === document.body && before.disabled) after.focus();
    }
    const on = () => go(shown === last ? 1 : shown + 1), back = () => { if (shown > 1) go(shown - 1); };
    before.addEventListener("click", back);
    after.addEventListener("click", on);
    stepper.addEventListener("keydown", (event) => {
      const move = { ArrowRight: () => { if (shown < last) go(shown + 1); }, ArrowLeft: back, Home: () => go(1), End: () => go(last) }[event.key];
      if (!move) return;
      event.preventDefault();
      move();
    });
    // A chart that is drawn anew, for a shared address, another theme or width, brings its step with it.
    new MutationObserver(() => {
      if (!figure.view || figure.view === heard) return;
      heard = figure.view;
      heard.addSignalListener("step", (_, step) => say(step));
      say(heard.signal("step"));
    }).observe(figure, { attributes: true, attributeFilter: ["data-state"] });
  }
})();
