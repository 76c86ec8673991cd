// Search over the book's own index: works from a folder, asks nobody.
"use strict";
(() => {
  const form = document.querySelector(".search-form");
  const field = document.querySelector("#search-words");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".search-results");
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const index = (window.briefSearch || []).map((entry) => ({
    ...entry, titleWords: plain(entry.title), words: plain(entry.text),
  }));

  function score(entry, words) {
    let total = 0;
    for (const word of words) {
      const inTitle = entry.titleWords.includes(word);
      const hits = entry.words.split(word).length - 1;
      if (!inTitle && !hits) return 0;
      total += (inTitle ? 10 : 0) + (entry.titleWords.startsWith(word) ? 6 : 0) + Math.min(hits, 5);
    }
    return total;
  }

  function excerpt(entry, word) {
    const at = Math.max(0, entry.words.indexOf(word) - 60);
    return (at ? "… " : "") + entry.text.slice(at, at + 180) + " …";
  }

  function item(entry, words) {
    const line = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    link.href = document.documentElement.dataset.root + entry.link;
    link.textContent = entry.title;
    const page = document.createElement("span");
    page.textContent = entry.page;
    text.textContent = excerpt(entry, words[0]);
    line.append(link, " ", page, text);
    return line;
  }

  function search(question) {
    const words = plain(question).split(/\s+/).filter(Boolean);
    if (!words.length) { status.textContent = ""; list.replaceChildren(); return; }
    const found = index.map((entry) => [score(entry, words), entry]).filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, 40);
    status.textContent = found.length
      ? `${found.length} place${found.length === 1 ? "" : "s"} for “${question.trim()}”`
      : `Nothing for “${question.trim()}”. Try one word, or part of a word.`;
    list.replaceChildren(...found.map(([, entry]) => item(entry, words)));
  }

  const asked = new URLSearchParams(location.search).get("q") || "";
  field.value = asked;
  search(asked);
  field.addEventListener("input", () => search(field.value));
  form.addEventListener("submit", (event) => { event.preventDefault(); search(field.value); });
})();
