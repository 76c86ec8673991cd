// The page's own behaviour: theme, contents, texts to copy. Everything else works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

  const button = document.querySelector(".theme-toggle");
  // The button says what it does.
  const nameButton = () => {
    const word = button?.querySelector("span");
    if (word) word.textContent = isDark() ? "Light" : "Dark";
    if (word) button.title = `Change to the ${isDark() ? "light" : "dark"} theme`;
  };
  const showTheme = () => {
    nameButton();
    dispatchEvent(new Event("brief-theme"));
  };
  button?.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (error) { /* not kept, still shown */ }
    showTheme();
  });
  dark.addEventListener("change", showTheme);
  nameButton();

  // The contents are open where there is room for them.
  const fold = document.querySelector(".contents-fold");
  const roomy = matchMedia("(min-width: 62rem)");
  const setFold = () => { if (fold) fold.open = roomy.matches; };
  roomy.addEventListener("change", setFold);
  setFold();

  // Where the reader is: the section under the bar, told there and marked in the contents.
  const links = [...document.querySelectorAll(".contents .sections a")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const told = [...document.querySelectorAll(".where")].map((where) => where.appendChild(document.createElement("span")));
  for (const part of told) part.dataset.section = "";
  let waiting = false, here = null;
  const tell = () => {
    waiting = false;
    const at = sections.findLastIndex((section) => section && section.getBoundingClientRect().top < 140);
    if (links[at] === here) return;
    here?.removeAttribute("aria-current");
    here = links[at];
    here?.setAttribute("aria-current", "location");
    for (const part of told) part.textContent = here ? here.textContent : "";
  };
  if (links.length) addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(tell); } }, { passive: true });
  tell();
  fold?.addEventListener("click", (event) => { if (event.target.closest("a") && !roomy.matches) fold.open = false; });

  // One switch a page for the code of all its cells.
  const code = document.querySelector(".code-switch");
  code?.addEventListener("click", () => {
    const shown = root.classList.toggle("with-code");
    for (const cell of document.querySelectorAll("details.hide.above-input:not(:has(.cell_output))")) cell.open = shown;
    code.setAttribute("aria-pressed", shown);
    code.querySelector("span:last-child").textContent = shown ? "Hide the code" : "Show the code";
  });

  // "Copy" beside a citation: says that it did, and then is itself again.
  addEventListener("click", async (event) => {
    const asked = event.target.closest("button.copy");
    if (!asked) return;
    const text = document.getElementById(asked.dataset.copies).textContent.trim();
    const said = asked.textContent;
    try {
      await navigator.clipboard.writeText(text);
      asked.textContent = "Copied";
    } catch (error) {
      asked.textContent = "Select the text to copy it";
    }
    setTimeout(() => { asked.textContent = said; }, 1600);
  });

  window.brief = { isDark };
})();
