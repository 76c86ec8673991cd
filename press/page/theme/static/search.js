// Search over the book's own index: works from a folder, asks nobody.
"use strict";
(() => {
  const form = document.querySelector(".search-form");
  const field = document.querySelector("#search-words");
  const status = document.querySelector(".search-status");
  const list = document.querySelector(".search-results");
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  let index, loading;

  // The index is most of the page's weight: it is asked for when somebody goes to the field.
  function load() {
    loading ||= new Promise((done) => {
      const script = document.createElement("script");
      script.src = document.documentElement.dataset.root + "_static/search-index.js";
      script.onload = script.onerror = done;
      document.head.append(script);
    }).then(() => {
      index = (window.briefSearch || []).map((entry) => ({ ...entry, titleWords: plain(entry.title), words: plain(entry.text) }));
      search(field.value);
    });
  }

  // A word that the book spells otherwise stands for what it is called there: 사드 for THAAD.
  const meant = (entry, word) => plain((entry.also || []).find(([name]) => plain(name).startsWith(word))?.[1] || word);

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

  // Cuts at blanks; text and words are of one length where no letter was taken apart.
  function excerpt(entry, word) {
    const text = entry.text.normalize("NFC"), near = Math.max(0, entry.words.indexOf(word) - 60);
    const at = near ? text.indexOf(" ", near) + 1 : 0, cut = text.lastIndexOf(" ", at + 180);
    const end = at + 180 >= text.length ? text.length : cut > at ? cut : at + 180;
    return (at ? "… " : "") + text.slice(at, end) + (end < text.length ? " …" : "");
  }

  // The text with the words that were looked for marked.
  function marked(text, words) {
    const sought = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
    return text.split(sought).filter(Boolean).map((part) => {
      if (!words.includes(plain(part))) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
  }

  function item(entry, words) {
    const line = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    link.href = document.documentElement.dataset.root + entry.link;
    link.textContent = entry.title;
    const page = document.createElement("span");
    page.textContent = entry.page;
    text.append(...marked(excerpt(entry, words[0]), words));
    line.append(link, " ", page, text);
    return line;
  }

  // The address keeps what was looked for, so that it can be sent, reloaded and gone back to.
  function keep(question) {
    const query = question.trim() ? "?" + new URLSearchParams({ q: question.trim() }) : "";
    try { history.replaceState(null, "", location.pathname + query); } catch (error) { /* a page from a folder may not */ }
  }

  function search(question) {
    const words = plain(question).split(/\s+/).filter(Boolean);
    if (!words.length) { status.textContent = ""; list.replaceChildren(); return; }
    if (!index) { load(); return; }
    const found = index.map((entry) => [entry, words.map((word) => meant(entry, word))])
      .map(([entry, own]) => [score(entry, own), entry, own]).filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, 40);
    status.textContent = found.length
      ? `${found.length} place${found.length === 1 ? "" : "s"} for “${question.trim()}”`
      : `Nothing for “${question.trim()}”. Try one word, or part of a word.`;
    list.replaceChildren(...found.map(([, entry, own]) => item(entry, own)));
  }

  const asked = new URLSearchParams(location.search).get("q") || "";
  field.value = asked;
  search(asked);
  field.addEventListener("focus", load);
  field.addEventListener("input", () => { search(field.value); keep(field.value); });
  form.addEventListener("submit", (event) => { event.preventDefault(); search(field.value); keep(field.value); });
})();
