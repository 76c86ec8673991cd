// Make press/figures/runtime/: Vega for living charts, cut to the parts that parts.json names.
//
//   npm ci --prefix tools/runtime && npm run build --prefix tools/runtime
//
// package-lock.json pins the packages by their sums; the same lock gives the same bytes, which lie in the sources,
// so that a book is built without Node. Left out besides: drawing on a canvas, files other than JSON. A chart that
// needs more gets the whole of Vega from the drawing engine's wheel (press/figures/specs/living.py).
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = join(here, "..", "..", "press", "figures", "runtime");
const parts = JSON.parse(readFileSync(join(target, "parts.json"), "utf8"));

const HEAD = "// Vega (BSD-3-Clause, University of Washington Interactive Data Lab) and D3 (ISC, BSD-3-Clause); see vega-licences.txt.\n";
const SHARED = ["transforms", "Transform", "ingest", "replace", "rederive", "registerScale"];  // of the one for the other
const UNUSED_FILES = /vega-scenegraph\/src\/(CanvasHandler|CanvasRenderer|HybridHandler|HybridRenderer|SVGStringRenderer)\.js$/;
const NOTHING = "export default class {}; export const setHybridRendererOptions = () => {};";
const BEFORE_THE_FIRST_DRAWING = 'export { default } from "./SVGHandler.js";';  // a view keeps its listeners there
const UNUSED_MODULES = {
  "d3-geo": "export const geoArea = () => NaN, geoBounds = geoArea, geoCentroid = geoArea;",
  "d3-dsv": "export const dsvFormat = () => ({ parse: () => [] });",
  "topojson-client": "export const feature = () => null, mesh = feature;",
};
const CATEGORIES = ["Accent", "Dark2", "Paired", "Pastel1", "Pastel2", "Set1", "Set2", "Set3"].map((name) => [name, name]);
const PALETTES = [["category10", "Category10"], ["observable10", "Observable10"], ...CATEGORIES];
// Shorter: letters of all alphabets, which the browser knows itself; colour ramps, which Vega brings a second time.
// And where a view has a `pause`, its work is cut into pieces, so that the browser can answer the reader between them.
const CHANGED = [
  [/vega-dataflow\/src\/dataflow\/run\.js$/, /\+\+count;/, "++count; if (df.pause?.isDue()) await df.pause.rest();"],
  [/vega-expression\/src\/parser\.js$/, /(IdentifierStart =) new RegExp\('[^']*'\)/, "$1 /\\p{ID_Start}/u"],
  [/vega-expression\/src\/parser\.js$/, /(IdentifierPart =) new RegExp\('[^']*'\)/, "$1 /\\p{ID_Continue}/u"],
  [/d3-scale-chromatic\.mjs$/, /var scheme\$q[^]*/, `export { ${PALETTES.map(([own, name]) => `${own} as scheme${name}`).join(", ")} };`],
];

// Vega's packages are read from their sources, file by file, so that a part can be left out.
const fromSources = {
  name: "from sources",
  setup(bundling) {
    bundling.onResolve({ filter: /^vega-[a-z-]+$/ }, ({ path: name }) => {
      const files = [`${name}/index.browser.js`, `${name}/index.js`].map((file) => join(modules, file));
      return { path: files.find(existsSync), sideEffects: false };
    });
    bundling.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      return /node_modules\/vega-/.test(resolveDir) ? { path: join(resolveDir, path), sideEffects: false } : undefined;
    });
    bundling.onLoad({ filter: UNUSED_FILES }, ({ path }) => ({
      contents: path.endsWith("CanvasHandler.js") ? BEFORE_THE_FIRST_DRAWING : NOTHING,
      resolveDir: dirname(path),
    }));
    bundling.onLoad({ filter: /(vega-dataflow\/src\/dataflow\/run\.js|vega-expression\/src\/parser\.js|d3-scale-chromatic\.mjs)$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [, part, instead] of CHANGED.filter(([file]) => file.test(path))) {
        if (contents.search(part) < 0) throw new Error(`${path} has changed: ${part} is not in it`);
        contents = contents.replace(part, instead);
      }
      return { contents };
    });
  },
};

function instead(names, contents) {              // give a module's text in place of what the packages hold
  return {
    name: "instead",
    setup(bundling) {
      bundling.onResolve({ filter: new RegExp(`^(${names.join("|")})$`) }, ({ path }) => ({ path, namespace: "instead", sideEffects: false }));
      bundling.onLoad({ filter: /.*/, namespace: "instead" }, ({ path }) => ({ contents: contents(path) }));
    },
  };
}

function registering(packages) {                 // the text of a module that puts transforms where Vega looks for them
  const lines = Object.entries(packages).map(([name, transforms], place) => {
    const pairs = transforms.map((one) => `${JSON.stringify(one)}: part${place}.${one}`);
    return `import * as part${place} from "${name}";\nObject.assign(transforms, { ${pairs.join(", ")} });`;
  });
  return `import { transforms } from "vega-dataflow";\n${lines.join("\n")}`;
}

const main = `${registering(parts.vega)}
import { Transform, ingest, replace, rederive } from "vega-dataflow";
import { registerScale } from "vega-scale";
import { View } from "vega-view";
import { parse } from "vega-parser";
import { expressionInterpreter } from "vega-interpreter";
window.briefVega = { View, parse, expressionInterpreter, shared: { ${SHARED.join(", ")} } };`;

async function bundle(name, contents, plugin) {
  const made = await build({
    absWorkingDir: here,
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    legalComments: "none",
    charset: "utf8",
    target: "es2022",
    format: "iife",
    pure: ["colors"],
    plugins: [plugin, fromSources],
    write: false,
    metafile: true,
  });
  const { code } = await minify(made.outputFiles[0].text, { ecma: 2020, module: true, compress: { passes: 2 }, mangle: true });
  writeFileSync(join(target, name), `${HEAD}${code}\n`);
  return Object.keys(made.metafile.inputs);
}

function licence(name) {
  const folder = join(modules, name), about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return [`${name} ${about.version} (${about.license})`, readFileSync(join(folder, file), "utf8").trim()];
}

function licences(inputs) {                      // each text once, under the packages that it stands for
  const names = inputs.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean);
  const packages = new Map();
  for (const [title, text] of [...new Set(names)].sort().map(licence)) packages.set(text, [...(packages.get(text) || []), title]);
  return [...packages].map(([text, titles]) => `${titles.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(72)}\n\n`);
}

const ofMain = `export const { ${SHARED.join(", ")} } = window.briefVega.shared;`;
const inputs = [
  ...(await bundle("vega.js", main, instead(Object.keys(UNUSED_MODULES), (path) => UNUSED_MODULES[path]))),
  ...(await bundle("vega-maps.js", registering(parts["vega-maps"]), instead(["vega-dataflow", "vega-scale"], () => ofMain))),
];
writeFileSync(join(target, "vega-licences.txt"), licences(inputs));
const names = ["parts.json", "vega-licences.txt", "vega-maps.js", "vega.js"];
const sums = names.map((name) => [name, createHash("sha256").update(readFileSync(join(target, name))).digest("hex")]);
writeFileSync(join(target, "sums.json"), `${JSON.stringify(Object.fromEntries(sums), null, 1)}\n`);
for (const [name, sum] of sums) console.log(`${sum}  ${name}`);
