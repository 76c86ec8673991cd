// The ledger: search, filters, order, and an address that keeps them. The list itself stands in the page.
"use strict";
(() => {
  const list = document.querySelector(".ledger");
  if (!list) return;
  const groups = [...list.querySelectorAll(".ledger-group")];
  const rank = { high: 0, medium: 1, low: 2 };
  const strength = ["primary", "major", "mirror", "repost", "aggregator", "none"];
  const facet = (entry, name) => [...entry.classList]
    .filter((value) => value.startsWith(name + "-")).map((value) => value.slice(name.length + 1));
  const words = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  const entries = groups.flatMap((group) => [...group.querySelectorAll(".ledger-entry")].map((element) => ({
    element, group,
    number: element.id.replace("claim-", ""),
    section: group.querySelector("h3").firstChild.textContent.trim(),
    kind: facet(element, "kind"),
    verdict: facet(element, "verdict"),
    word: element.querySelector(".verdict").textContent.trim(),
    confidence: facet(element, "confidence"),
    tier: facet(element, "tier"),
    point: !facet(element, "counted-with").length,
    text: words(element.textContent),
  })));

  // Claims that are one sentence or one fact are one point: verdicts count points, as the book does everywhere.
  const points = entries.filter((entry) => entry.point).length;
  for (const { element } of entries.filter((entry) => !entry.point)) {
    element.querySelector(".entry-verdict").append(` One point with ${facet(element, "counted-with")[0].toUpperCase()}.`);
  }

  // --- the form
  const say = (value) => value.replaceAll("-", " ");
  const counted = (pairs) => {
    const seen = new Map();
    for (const [value, text] of pairs) {
      const known = seen.get(value) || { value, text, count: 0 };
      known.count += 1;
      seen.set(value, known);
    }
    return [...seen.values()];
  };
  const byRank = (order) => (a, b) => order.indexOf(a.value) - order.indexOf(b.value);
  const FILTERS = [
    ["section", "Section of the article", counted(entries.map((entry) => [entry.section, entry.section]))],
    ["kind", "Kind of claim", counted(entries.flatMap((entry) => entry.kind.map((value) => [value, say(value)])))],
    ["verdict", "Verdict", counted(entries.filter((entry) => entry.point).map((entry) => [entry.verdict[0], entry.word]))],
    ["confidence", "How sure", counted(entries.flatMap((entry) => entry.confidence.map((value) => [value, value])))
      .sort(byRank(Object.keys(rank)))],
    ["tier", "With evidence from", counted(entries.flatMap((entry) => entry.tier.map((value) =>
      [value, value === "none" ? "nothing found" : `a ${value}` + (value === "primary" || value === "major" ? " source" : "")])))
      .sort(byRank(strength))],
  ];
  const ORDERS = [["number", "As in the article"], ["verdict", "By verdict"], ["confidence", "Surest first"], ["tier", "Strongest sources first"]];
  const option = (value, text) => new Option(text, value);
  const field = (name, text, control, wide = false) => {
    const label = document.createElement("label");
    label.textContent = text;
    if (wide) label.className = "wide";
    control.name = name;
    label.append(control);
    return label;
  };
  const select = (options) => {
    const control = document.createElement("select");
    control.append(...options);
    return control;
  };
  const form = document.createElement("form");
  form.className = "ledger-form";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Claims");
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  form.append(field("q", "Search claims and evidence", search, true));
  const chips = document.createElement("div");
  chips.className = "wide verdict-chips";
  chips.setAttribute("role", "group");
  chips.setAttribute("aria-label", "Verdict");
  const shownFirst = ["supported", "partly-supported", "contradicted", "not-verifiable", "judgement", "forecast-resolved-true", "forecast-resolved-false"];
  for (const { value, count } of [...FILTERS[2][2]].sort((a, b) => (shownFirst.indexOf(a.value) + 1 || 9) - (shownFirst.indexOf(b.value) + 1 || 9))) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.dataset.verdict = value;
    chip.append(entries.find((entry) => entry.verdict[0] === value).element.querySelector(".verdict").cloneNode(true), ` ${count}`);
    chip.addEventListener("click", () => {
      const chosen = form.elements.verdict;
      chosen.value = chosen.value === value ? "" : value;
      update();
    });
    chips.append(chip);
  }
  form.append(chips);
  const more = document.createElement("details");
  more.className = "wide more-filters";
  more.innerHTML = "<summary>More filters</summary><div></div>";
  form.append(more);
  for (const [name, text, values] of FILTERS) {
    more.lastChild.append(field(name, text, select([option("", "all"), ...values.map((each) => option(each.value,
      `${each.text} (${each.count}${points === entries.length ? "" : name === "verdict" ? " points" : " claims"})`))])));
  }
  more.lastChild.append(field("order", "Order", select(ORDERS.map(([value, text]) => option(value, text)))));
  const status = document.createElement("p");
  status.className = "wide status";
  status.innerHTML = '<output aria-live="polite"></output><span><button type="button" data-do="unfold">Show all evidence</button> <button type="reset">Clear</button></span>';
  form.append(status);
  const shown = status.querySelector("output");
  list.prepend(form);
  const flat = document.createElement("div");
  flat.className = "ledger-flat";
  flat.hidden = true;
  const over = document.createElement("h3");
  over.textContent = "All sections";
  flat.append(over);
  list.append(flat);

  // --- what is shown, and in which order
  const chosen = () => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
  const fits = (entry, wanted) =>
    FILTERS.every(([name]) => !wanted[name] || [entry[name]].flat().includes(wanted[name])) &&
    words(wanted.q).split(/\s+/).every((part) => entry.text.includes(part));
  const key = {
    number: () => 0,
    verdict: (entry) => FILTERS[2][2].findIndex((each) => each.value === entry.verdict[0]),
    confidence: (entry) => rank[entry.confidence[0]],
    tier: (entry) => Math.min(...entry.tier.map((value) => strength.indexOf(value))),
  };
  function arrange(order) {
    const grouped = order === "number";
    const sorted = [...entries].sort((a, b) => key[order](a) - key[order](b) || a.number.localeCompare(b.number));
    for (const entry of sorted) (grouped ? entry.group : flat).append(entry.element);
    flat.hidden = grouped;
  }
  let arranged = "number";
  function update(keep = true) {
    const wanted = chosen();
    if (wanted.order !== arranged) { arrange(wanted.order); arranged = wanted.order; }
    for (const entry of entries) entry.element.hidden = !fits(entry, wanted);
    const seen = entries.filter((entry) => !entry.element.hidden);
    const all = seen.length === entries.length;
    const claims = all ? `${entries.length} claims` : `${seen.length} of ${entries.length} claims`;
    const told = seen.filter((entry) => entry.point).length;
    const counts = all ? `${points} points` : `${told} of ${points} points`;
    for (const group of groups) {
      group.hidden = arranged !== "number" || !group.querySelector(".ledger-entry:not([hidden])");
    }
    for (const chip of chips.children) chip.setAttribute("aria-pressed", chip.dataset.verdict === wanted.verdict);
    shown.textContent = points === entries.length ? claims : `${claims}, ${counts}`;
    if (keep) remember(wanted);
  }
  function remember(wanted) {
    const kept = Object.entries(wanted).filter(([name, value]) => value && !(name === "order" && value === "number"));
    const query = new URLSearchParams(kept).toString();
    try { history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash); } catch (error) { /* a page from a folder may not */ }
  }
  const fold = (open) => list.querySelectorAll("details.evidence").forEach((each) => { each.open = open; });

  form.addEventListener("input", () => update());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  const unfold = status.querySelector("[data-do=unfold]");
  unfold.addEventListener("click", () => {
    const open = unfold.textContent.startsWith("Show");
    fold(open);
    unfold.textContent = open ? "Hide all evidence" : "Show all evidence";
  });
  addEventListener("beforeprint", () => fold(true));

  // --- an address leads to its claim, whatever is filtered
  function visit(event) {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const entry = entries.find((each) => each.element === target);
    if (!entry) return;
    if (entry.element.hidden) { form.reset(); update(); }
    entry.element.querySelector("details.evidence").open = true;
    entry.element.scrollIntoView({ behavior: event ? "auto" : "instant" });
  }
  addEventListener("hashchange", visit);

  // --- the chart of verdicts filters the list
  const chart = document.querySelector('figure[data-figure="claims-by-verdict"]');
  const listen = () => chart.view?.addEventListener("click", (_event, item) => {
    const word = item?.datum?.Verdict;
    const match = FILTERS[2][2].find((each) => each.text === word);
    if (!match) return;
    form.elements.verdict.value = form.elements.verdict.value === match.value ? "" : match.value;
    update();
    form.scrollIntoView();
  });
  if (chart) new MutationObserver(() => { if (chart.dataset.state === "live") listen(); })
    .observe(chart, { attributes: true, attributeFilter: ["data-state"] });

  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements[name];
    if (control && (control.tagName === "INPUT" || [...control.options].some((each) => each.value === value))) control.value = value;
  }
  more.open = ["section", "kind", "confidence", "tier", "order"].some((name) => new URLSearchParams(location.search).has(name));
  fold(false);
  update(false);
  visit();
})();
