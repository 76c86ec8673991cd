// Python in a worker: the page stays alive while it computes. It is loaded at the first question, with the tables.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const RUN = `
import importlib, json, sys
for name in [name for name in sys.modules if name in texts]:
    del sys.modules[name]
importlib.invalidate_caches()
json.dumps(importlib.import_module(module).results())
`;
let loading = null;

async function read(name) {
  const answer = await fetch("data/" + name);
  if (!answer.ok) throw new Error(`data/${name} could not be read (${answer.status})`);
  return [name, new Uint8Array(await answer.arrayBuffer())];
}

async function load(tables) {
  const [made, ...files] = await Promise.all([loadPyodide({ indexURL: new URL("pyodide/", location.href).href }), ...tables.map(read)]);
  made.FS.mkdir("data");
  for (const [name, bytes] of files) made.FS.writeFile("data/" + name, bytes);
  made.runPython("import sys; sys.dont_write_bytecode = True; sys.path.insert(0, '.')");
  return made;
}

function write(made, module, text) {              // a module with the packages above it
  const parts = module.split(".");
  parts.slice(0, -1).forEach((_, place) => {
    const folder = parts.slice(0, place + 1).join("/");
    if (made.FS.analyzePath(folder).exists) return;
    made.FS.mkdir(folder);
    made.FS.writeFile(folder + "/__init__.py", "");
  });
  made.FS.writeFile(parts.join("/") + ".py", text);
}

self.onmessage = async ({ data: { tables, module, texts } }) => {
  try {
    loading ??= load(tables).catch((error) => { loading = null; throw error; });
    const made = await loading;
    for (const [name, text] of texts) write(made, name, text);
    const scope = made.toPy({ module, texts: texts.map(([name]) => name) });
    self.postMessage({ figures: JSON.parse(made.runPython(RUN, { globals: scope })) });
  } catch (error) {
    self.postMessage({ error: String(error.message ?? error) });
  }
};
