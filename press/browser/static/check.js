// Python in the reader's browser: loaded when asked, given the tables, and compared with what the book prints.
"use strict";
const order = JSON.parse(document.getElementById("order").textContent);
const button = document.getElementById("compute"), status = document.getElementById("status");
const NEAR = 1e-9;
let python = null;

async function read(name) {
  const answer = await fetch("data/" + name);
  if (!answer.ok) throw new Error(`data/${name} could not be read (${answer.status})`);
  return [name, new Uint8Array(await answer.arrayBuffer())];
}

async function load() {
  status.textContent = "Loading Python and the tables …";
  const start = import("./pyodide/pyodide.mjs").then(({ loadPyodide }) => loadPyodide({ indexURL: new URL("pyodide/", location.href).href }));
  const [made, ...tables] = await Promise.all([start, ...order.tables.map(read)]);
  made.FS.mkdir("data");
  for (const [name, bytes] of tables) made.FS.writeFile("data/" + name, bytes);
  return made;
}

async function compute() {
  const begun = performance.now();
  button.disabled = true;
  try {
    python ??= await load();
    status.textContent = "Computing …";
    const scope = python.toPy({ __name__: "again" });
    python.runPython(document.getElementById("program").value, { globals: scope });
    const found = JSON.parse(python.runPython("import json; json.dumps(results())", { globals: scope }));
    const differing = show(found);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    status.textContent = differing
      ? `${differing} of ${Object.keys(order.printed).length} figures differ from the book (${seconds} s).`
      : `All ${Object.keys(order.printed).length} figures are the book's, to a part in a thousand million (${seconds} s).`;
  } catch (error) {
    status.textContent = location.protocol === "file:"
      ? "A page that is opened from a folder may not read tables; open it from a server: python -m http.server"
      : `It stopped: ${String(error.message).trim().split("\n").pop()}`;
  } finally {
    button.disabled = false;
    document.body.dataset.done = String(Number(document.body.dataset.done || 0) + 1);
  }
}

function show(found) {                           // fill the column "here"; return how many differ
  let differing = 0;
  for (const row of document.querySelectorAll("#figures tbody tr")) {
    const name = row.dataset.name, printed = order.printed[name], here = found[name];
    const same = typeof here === "number" && Math.abs(here - printed) <= NEAR * Math.max(1, Math.abs(printed));
    row.children[2].textContent = here === undefined ? "not computed" : String(here);
    row.children[3].textContent = same ? "yes" : "no";
    row.classList.toggle("differs", !same);
    differing += !same;
  }
  return differing;
}

button.addEventListener("click", compute);
button.disabled = false;
