// Runs before the first paint: the reader's choice of theme, the word that scripts run, the fonts.
(function () {
  var root = document.documentElement, chosen = null;
  root.classList.add("scripted");
  if (window.trustedTypes) {                     // where a host asks for it: markup without programs, own scripts
    trustedTypes.createPolicy("default", {
      createHTML: function (markup) {
        return /<(?:script|iframe|object|embed)|<[^>]*(?:\son\w+\s*=|javascript:)/i.test(markup) ? "" : markup;
      },
      createScriptURL: function (address) {
        return new URL(address, location.href).origin === location.origin ? address : "";
      }
    });
  }
  try { chosen = localStorage.getItem("theme"); } catch (error) { /* a folder may forbid storage */ }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  if (location.protocol === "file:" || root.dataset.root === undefined) return;  // a folder may not be asked ahead, a handout asks for nothing
  var family = root.dataset.family;              // of a page in another language, which has no serif
  ("BriefSans-VF-common.woff2 " + (family ? "" : "BriefSerif-VF-common.woff2 ") + (root.dataset.letters || "")).trim().split(" ").forEach(function (name) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "font";
    link.type = "font/" + name.split(".").pop();
    link.crossOrigin = "";
    link.href = root.dataset.root + "_static/fonts/" + name;
    document.head.append(link);
  });
  if (!family) return;
  function show() { root.classList.remove("waits"); }
  root.classList.add("waits");                   // a page of other letters is shown with them, not moved by them
  setTimeout(show, 1500);
  document.addEventListener("DOMContentLoaded", function () {
    var faces = [400, 700].flatMap(function (weight) {
      return [family, "Text Sans"].map(function (face) { return document.fonts.load(weight + " 1em '" + face + "'"); });
    });
    Promise.all(faces).then(show, show);
  });
})();
