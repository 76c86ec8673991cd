// On the page for an address that is not there: the links lead on from where this script was found.
"use strict";
(() => {
  const root = document.documentElement;
  if (root.dataset.lost) return;   // the nearest one that is there speaks
  root.dataset.lost = "found";
  const top = document.currentScript.src.replace(/_static\/lost\.js.*$/, "");
  const here = new URL(root.dataset.root + "404.html", location.href).href.replace(/404\.html$/, "");
  if (top === here) return;        // as deep as the page itself: all is right
  root.dataset.root = top;
  for (const link of document.querySelectorAll("a[href], link[rel=icon], link[rel=alternate]")) {
    const way = link.getAttribute("href");
    if (!/^(#|[a-z]+:|\/)/i.test(way)) link.href = top + way.replace(/^(\.\.\/)+/, "");
  }
  for (const name of ["theme.js", "brief.js"]) {
    const script = document.createElement("script");
    script.src = top + "_static/" + name;
    document.head.append(script);
  }
})();
