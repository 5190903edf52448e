// Bundle the query page's script and style, and gather the licences of what is bundled.
//
//   node build.mjs [TARGET]
//
// TARGET is where the files are put; ../gcm_graph/serving/assets/built when it is left out.

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(process.argv[2] ?? path.join(here, "../gcm_graph/serving/assets/built"));

// YASQE writes one style attribute as markup, which the page's Content-Security-Policy refuses. The style sheet has
// the same rule for the element.
const STYLE_ATTRIBUTE = "<strong style='text-decoration:underline'>";
const withoutStyleAttribute = {
  name: "without-style-attribute",
  setup({ onLoad }) {
    onLoad({ filter: /yasqe\.esm\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      if (source.split(STYLE_ATTRIBUTE).length !== 2) throw new Error(`${file}: not one ${STYLE_ATTRIBUTE}`);
      return { contents: source.replace(STYLE_ATTRIBUTE, "<strong>"), loader: "js" };
    });
  },
};

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { query: "src/main.js" },
    outdir: target,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    plugins: [withoutStyleAttribute],
    logLevel: "warning",
  });
  return Object.keys(result.metafile.inputs);
}

// The names of the packages that files come from, by the last `node_modules` in their paths.
function packagesOf(files) {
  const names = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

// YASQE is published as one file with its dependencies in it: its source map tells which.
async function packagesWithin(names) {
  const all = new Set(names);
  const require = createRequire(import.meta.url);
  for (const name of names) {
    const map = `${require.resolve(name)}`.replace(/\.min\.js$/, ".esm.js") + ".map";
    const text = await readFile(map, "utf8").catch(() => "{}");
    for (const inner of packagesOf(JSON.parse(text).sources ?? [])) all.add(inner);
  }
  if (all.has("@zazuko/yasqe")) all.add("@zazuko/yasgui-utils");
  return [...all].sort();
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;

const nameOf = (person) => (typeof person === "string" ? person.replace(/\s*[<(].*/, "") : person.name);

// The licence of a package: the file that it comes with; for an MIT package without one, the licence's own words.
async function licenceOf(name) {
  const folder = path.join(here, "node_modules", name);
  const about = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const title = `${name} ${about.version} (${about.license})`;
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(file));
  if (files.length > 0) return [title, (await readFile(path.join(folder, files[0]), "utf8")).trim()];
  if (about.license !== "MIT") throw new Error(`${title} comes without its licence`);
  const holders = [about.author, ...(about.contributors ?? [])].filter(Boolean).map(nameOf);
  return [title, `Copyright (c) ${holders.join(", ")}\n\n${MIT.trim()}`];
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const names = await packagesWithin(packagesOf(await bundle()));
const licences = await Promise.all(names.map(licenceOf));
const rule = "=".repeat(100);
await writeFile(
  path.join(target, "THIRD-PARTY-LICENSES.txt"),
  "The script and the style of the query page contain these packages.\n\n" +
    licences.map(([title, text]) => `${rule}\n${title}\n${rule}\n\n${text}\n`).join("\n"),
);
console.log(`${path.relative(process.cwd(), target)}: query.js, query.css and the licences of ${names.join(", ")}`);
