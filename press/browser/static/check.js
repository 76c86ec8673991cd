// The programs of the page, each run by Python beside it (python.js), and compared with what the book prints.
"use strict";
const order = JSON.parse(document.getElementById("order").textContent);
const sections = [...document.querySelectorAll(".program")], buttons = sections.map((one) => one.querySelector("button"));
const NEAR = 1e-9;
const OWN = self.trustedTypes?.createPolicy("python", { createScriptURL: () => "python.js" });
let python = null, answer = null;                 // the worker, and what waits for its answer

function ask(question) {
  return new Promise((found, failed) => {
    answer = { found, failed };
    if (!python) {
      python = new Worker(OWN ? OWN.createScriptURL("") : "python.js", { type: "module" });
      python.onmessage = ({ data }) => data.error ? answer.failed(new Error(data.error)) : answer.found(data.figures);
      python.onerror = () => { python = null; answer.failed(new Error("Python could not be loaded")); };
    }
    python.postMessage(question);
  });
}

async function compute(place) {
  const begun = performance.now(), { module, printed } = order.programs[place];
  const status = sections[place].querySelector("[role=status]"), count = Object.keys(printed).length;
  buttons.forEach((one) => { one.disabled = true; });
  status.textContent = python ? "Computing …" : "Loading Python and the tables, and computing …";
  try {
    const texts = sections.map((one) => [one.dataset.module, one.querySelector("textarea").value]);
    const differing = show(place, await ask({ tables: order.tables, module, texts }));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    status.textContent = differing
      ? `${differing} of ${count} figures differ from the book (${seconds} s).`
      : `All ${count} figures are the book's, to a part in a thousand million (${seconds} s).`;
  } catch (error) {
    status.textContent = location.protocol === "file:"
      ? "A page that is opened from a folder may not read tables; open it from a server: python -m http.server"
      : `It stopped: ${String(error.message).trim().split("\n").pop()}`;
  } finally {
    buttons.forEach((one) => { one.disabled = false; });
    document.body.dataset.done = String(Number(document.body.dataset.done || 0) + 1);
  }
}

function show(place, found) {                     // fill the column "here"; return how many differ
  let differing = 0;
  for (const row of sections[place].querySelectorAll("tbody tr")) {
    const name = row.dataset.name, printed = order.programs[place].printed[name], here = found[name];
    const same = typeof here === "number" && Math.abs(here - printed) <= NEAR * Math.max(1, Math.abs(printed));
    row.children[2].textContent = here === undefined ? "not computed" : String(here);
    row.children[3].textContent = same ? "yes" : "no";
    row.classList.toggle("differs", !same);
    differing += !same;
  }
  return differing;
}

buttons.forEach((one, place) => {
  one.addEventListener("click", () => compute(place));
  one.disabled = false;
});
