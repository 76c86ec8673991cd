// Runs before the first paint: the reader's choice of theme, and the word that scripts run.
(function () {
  var root = document.documentElement, chosen = null;
  root.classList.add("scripted");
  try { chosen = localStorage.getItem("theme"); } catch (error) { /* a folder may forbid storage */ }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
})();
