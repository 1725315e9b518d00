// What comes in: src/ and the packages of package.json. What goes out: the folder named as the only argument, ready to be copied into
// a published folder. Scripts are classic ones, for a page opened as file:// may load no modules; the SPARQL engine travels as text for the
// same reason.

import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { drawWorld } from "./world.mjs";

const out = process.argv[2];
const ENTRIES = { site: "src/site.js", sparql: "src/sparql.js" };
const COMMON = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "firefox120", "safari17.5"], // those that know light-dark()
  define: { "import.meta.url": "undefined" },
  legalComments: "none",
  metafile: true,
};
const ENGINE = "node_modules/oxigraph/web_bg.wasm";

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  ...COMMON,
  entryPoints: ENTRIES,
  plugins: [{ name: "worker", setup: embedWorkers }],
  outdir: out,
});
await build({ entryPoints: ["src/site.css"], outfile: join(out, "site.css"), minify: true, bundle: true });
copyFileSync("src/icon.svg", join(out, "icon.svg"));
writeFileSync(join(out, "engine.js"), `globalThis.koryuEngine="${gzipSync(readFileSync(ENGINE), { level: 9 }).toString("base64")}";\n`);
const { svg, facts } = drawWorld();
writeFileSync(join(out, "world.svg"), svg);
writeFileSync(join(out, "world.json"), JSON.stringify(facts) + "\n");
writeFileSync(join(out, "licences.txt"), listLicences(metafile));

// "worker:FILE" is the bundled text of a script, for a thread that a page from a USB stick can start from a blob only.
function embedWorkers({ onResolve, onLoad }) {
  onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice("worker:".length)), namespace: "worker" }));
  onLoad({ filter: /.*/, namespace: "worker" }, async ({ path }) => {
    const { outputFiles } = await build({ ...COMMON, entryPoints: [path], write: false });
    return { contents: outputFiles[0].text, loader: "text" };
  });
}

// The licences of the packages whose code is in the bundles, which asks for them to be passed on.
function listLicences({ inputs }) {
  const names = Object.keys(inputs).flatMap((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []);
  return [...new Set([...names, "oxigraph", "world-atlas"])].sort().map(describePackage).join("\n");
}

function describePackage(name) {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json")));
  return `${name} ${version} (${license})\n\n${readLicence(folder)}\n`;
}

function readLicence(folder) {
  for (const name of ["LICENSE", "LICENSE.md", "LICENSE-MIT"]) {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {}
  }
  return "";
}
