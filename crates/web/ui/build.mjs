// Builds ui/dist: scripts, styles, the icon sprite and pictures, each under a name that carries the
// hash of its content, `manifest.json` that maps plain names to those, and the service worker.
// Next to every text file lie its .br and .gz forms, so that the server compresses nothing.
//
// Run by `make assets`. The server embeds the folder (crates/web/src/asset.rs).

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
/** Built beside the real folder, and put in its place when something changed. */
const dist = join(here, "node_modules", ".dist");
const target = join(here, "dist");
const strict = process.argv.includes("--strict");

const TEXT = new Set([".js", ".css", ".svg", ".json"]);
/** What the first page may cost, compressed (shared UI.md). */
const MOST_JS_BYTES = 40 * 1024;
const MOST_CSS_BYTES = 25 * 1024;

const manifest = {};
const started = performance.now();

function warn(message) {
  if (strict) throw new Error(message);
  console.warn(`assets: ${message}`);
}

function hashOf(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 10);
}

/** Writes `content` under the plain name `name` plus its hash. */
async function emit(name, content) {
  const extension = extname(name);
  const hashed = `${name.slice(0, -extension.length)}.${hashOf(content)}${extension}`;
  await write(hashed, content);
  manifest[name] = hashed;
  return hashed;
}

async function write(name, content) {
  const file = join(dist, name);
  const bytes = Buffer.from(content);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  if (!TEXT.has(extname(name))) return;
  const brotli = await promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

/** One script for every page, and those that are loaded where somebody adds a video, or joins in a crowd. */
async function scripts() {
  const all = [["src/main.ts", "app.js"], ["src/uploader.ts", "uploader.js"], ["src/prover.ts", "prover.js"]];
  for (const [entry, name] of all) {
    await script(entry, name);
  }
}

async function script(entry, name) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    minify: true,
    target: ["chrome111", "firefox113", "safari16.4"],
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  await emit(name, result.outputFiles[0].contents);
}

async function styles() {
  if (!existsSync(join(here, "app.css"))) return warn("app.css is missing");
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["app.css"],
    bundle: true,
    minify: true,
    target: ["chrome111", "firefox113", "safari16.4"],
    charset: "utf8",
    external: ["/assets/*", "data:*"],
    legalComments: "none",
    write: false,
  });
  await emit("app.css", result.outputFiles[0].contents);
}

/**
 * The sprite: `icons.json` is a list of Lucide names, or an object from our names to theirs.
 * A page uses one with `<svg><use href="/assets/icons.HASH.svg#heart"/></svg>`.
 */
async function sprite() {
  const list = join(here, "icons.json");
  if (!existsSync(list)) return warn("icons.json is missing");
  const wanted = JSON.parse(await readFile(list, "utf8"));
  const pairs = Array.isArray(wanted) ? wanted.map((name) => [name, name]) : Object.entries(wanted);
  const symbols = [];
  for (const [id, name] of pairs.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const own = join(here, "icons", `${name}.svg`);
    const file = existsSync(own) ? own : join(here, "node_modules/lucide-static/icons", `${name}.svg`);
    if (!existsSync(file)) {
      warn(`no icon is called ${name}`);
      continue;
    }
    const source = (await readFile(file, "utf8")).replace(/<!--[\s\S]*?-->/g, "");
    const body = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(source)?.[1] ?? "";
    const inner = body.replace(/\s*\n\s*/g, "").replace(/\s+\/>/g, "/>");
    symbols.push(`<symbol id="${id}" viewBox="0 0 24 24">${inner}</symbol>`);
  }
  // Presentation is inherited through <use> from the <svg> on the page; these are for the shapes
  // of a sprite that is opened by itself.
  await emit(
    "icons.svg",
    `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${symbols.join("")}</svg>\n`,
  );
}

/** Pictures that other people draw; each is optional while the house is being built. */
async function pictures() {
  for (const name of ["icon.svg", "icon-192.png", "icon-512.png", "icon-180.png", "og.png"]) {
    if (existsSync(join(here, name))) await emit(name, await readFile(join(here, name)));
    else warn(`${name} is missing`);
  }
  for (const name of ["icon-maskable-192.png", "icon-maskable-512.png", "favicon.ico"]) {
    if (existsSync(join(here, name))) await emit(name, await readFile(join(here, name)));
  }
  for (const folder of ["momo", "art"]) {
    if (!existsSync(join(here, folder))) {
      if (folder === "momo") warn("momo/ is missing");
      continue;
    }
    for (const name of (await readdir(join(here, folder))).sort()) {
      if (/\.(svg|png|webp)$/.test(name)) await emit(`${folder}/${name}`, await readFile(join(here, folder, name)));
    }
  }
}

/** Last, because it must change whenever anything else did. Its name is fixed: browsers look there. */
async function serviceWorker() {
  const shell = Object.entries(manifest)
    .filter(([name]) => /\.(js|css)$/.test(name) || ["icons.svg", "icon.svg", "icon-192.png"].includes(name))
    .map(([, hashed]) => `/assets/${hashed}`);
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["src/sw.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome111", "firefox113", "safari16.4"],
    define: {
      VERSION: JSON.stringify(hashOf(JSON.stringify(manifest))),
      SHELL_FILES: JSON.stringify(shell),
    },
    write: false,
  });
  await write("sw.js", result.outputFiles[0].contents);
  manifest["sw.js"] = "sw.js";
}

async function compressedBytes(test) {
  let bytes = 0;
  for (const [name, file] of Object.entries(manifest)) {
    if (test(name)) bytes += (await readFile(join(dist, `${file}.br`))).length;
  }
  return bytes;
}

/** Every file of a folder with its content's hash. */
async function inventory(folder) {
  if (!existsSync(folder)) return "";
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = files.sort().map(async (file) => `${file.slice(folder.length)} ${hashOf(await readFile(file))}`);
  return (await Promise.all(lines)).join("\n");
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await scripts();
await styles();
await sprite();
await pictures();
await serviceWorker();
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);

const js = await compressedBytes((name) => name.endsWith(".js") && name !== "sw.js");
const css = await compressedBytes((name) => name.endsWith(".css"));
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
console.log(
  `assets: ${Object.keys(manifest).length} files in ${((performance.now() - started) / 1000).toFixed(1)} s; ` +
    `script ${kib(js)}, styles ${kib(css)} compressed`,
);
// Untouched files do not make cargo compile the server again.
if ((await inventory(dist)) === (await inventory(target))) {
  await rm(dist, { recursive: true });
} else {
  await rm(target, { recursive: true, force: true });
  await rename(dist, target);
}

if (js > MOST_JS_BYTES || css > MOST_CSS_BYTES) {
  console.error(`assets: the limits are ${kib(MOST_JS_BYTES)} of scripts and ${kib(MOST_CSS_BYTES)} of styles`);
  process.exitCode = 1;
}
