// Follows `make live`: reloads when a new build is there, shows what is wrong with the sources.
"use strict";
(() => {
  let shown = null;
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  Object.assign(box.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: 1000, maxHeight: "60vh", overflow: "auto", display: "none",
    padding: "1rem 1.5rem", background: "#7d1d10", color: "#fff", font: "15px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap",
  });
  document.body.append(box);
  new EventSource("/_live").onmessage = (event) => {
    const state = JSON.parse(event.data);
    box.textContent = state.problem;
    box.style.display = state.problem ? "block" : "none";
    if (state.problem) return;
    if (shown !== null && state.build !== shown) location.reload();
    shown = state.build;
  };
})();
