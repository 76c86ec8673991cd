// The gallery's form: shows the figures that hold the words and belong to the chapter and the table.
"use strict";
(() => {
  const form = document.querySelector(".gallery-form"), count = document.querySelector(".gallery-count");
  const cards = [...document.querySelectorAll(".gallery > li")];
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const texts = cards.map((card) => plain([...card.querySelectorAll("a, .gallery-source")].map((part) => part.textContent).join(" ")));
  const fields = ["words", "chapter", "table"];

  function show() {
    const [words, chapter, table] = fields.map((name) => form.elements[name].value);
    const asked = plain(words).split(/\s+/).filter(Boolean);
    let shown = 0;
    cards.forEach((card, place) => {
      const fits = asked.every((word) => texts[place].includes(word))
        && (!chapter || card.dataset.chapter === chapter)
        && (!table || card.dataset.tables.split(" ").includes(table));
      card.hidden = !fits;
      shown += fits;
    });
    for (const group of document.querySelectorAll(".gallery-group")) group.hidden = !group.querySelector("li:not([hidden])");
    count.textContent = shown === cards.length ? "" : `${shown} of ${cards.length} figures`;
  }

  function keep() {
    const query = new URLSearchParams(fields.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    try { history.replaceState(null, "", location.pathname + (query.size ? "?" + query : "")); } catch (error) { /* a page from a folder may not */ }
  }

  for (const [name, value] of new URLSearchParams(location.search)) if (fields.includes(name)) form.elements[name].value = value;
  form.addEventListener("input", () => { show(); keep(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
