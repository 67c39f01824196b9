// Measures the first page and others as a phone on a slow network sees them, and fails when one is
// worse than promised.
//
//     node lighthouse.mjs http://localhost:3000 [/n/ID ...]
//
// Without a note, the first one that the first page links to is taken. The browser is CHROME_PATH.

import { writeFile } from "node:fs/promises";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
/** Compressed, as it travels. */
const MOST_JS_BYTES = 40 * 1024;
const MOST_CSS_BYTES = 25 * 1024;
const MOST_SHIFT = 0.02;
const ATTEMPTS = 3;
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const [base, ...asked] = process.argv.slice(2);
if (!base) {
  console.error("usage: node lighthouse.mjs BASE_URL [PATH ...]");
  process.exit(2);
}

const paths = ["/", ...(asked.length > 0 ? asked : await firstNote(base))];
let failed = 0;
let passed = 0;
for (const path of paths) {
  const lhr = await measure(new URL(path, base).href);
  const { categories, audits } = lhr;
  console.log(`\n${path}`);
  for (const [name, least] of Object.entries(LEAST)) {
    const score = Math.round((categories[name]?.score ?? 0) * 100);
    judge(name, score, score >= least, `at least ${least}`);
    if (score < least) for (const line of complaints(categories[name], audits)) console.log(`      ${line}`);
  }
  const requests = audits["network-requests"]?.details?.items ?? [];
  for (const [name, type, most] of [
    ["scripts", "Script", MOST_JS_BYTES],
    ["styles", "Stylesheet", MOST_CSS_BYTES],
  ]) {
    const bytes = requests.filter((one) => one.resourceType === type).reduce((sum, one) => sum + one.transferSize, 0);
    judge(name, `${(bytes / 1024).toFixed(1)} KiB`, bytes <= most, `at most ${most / 1024} KiB`);
  }
  const strangers = requests.filter((one) => /^https?:/.test(one.url) && new URL(one.url).origin !== new URL(base).origin);
  judge("requests to others", strangers.length, strangers.length === 0, "none");
  const shift = audits["cumulative-layout-shift"]?.numericValue ?? 1;
  judge("layout shift", shift.toFixed(3), shift <= MOST_SHIFT, `at most ${MOST_SHIFT}`);
  for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "speed-index"]) {
    console.log(`    ${id}: ${audits[id]?.displayValue ?? "?"}`);
  }
  if (process.env["LIGHTHOUSE_REPORTS"]) {
    const name = path.replaceAll(/[^a-zA-Z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "first";
    await writeFile(`${process.env["LIGHTHOUSE_REPORTS"]}/${name}.json`, JSON.stringify(lhr));
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** One page in a browser of its own, which knows nothing of the page before. */
async function measure(url) {
  let trouble = "no result";
  // Now and then a trace is not recorded, and Lighthouse itself asks to be run again. That is no score.
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const chrome = await launch({
      chromePath: process.env["CHROME_PATH"] ?? process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      chromeFlags: FLAGS,
    });
    try {
      const result = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error" });
      if (result && !result.lhr.runtimeError) return result.lhr;
      trouble = result?.lhr.runtimeError?.message ?? trouble;
    } finally {
      await chrome.kill();
    }
  }
  throw new Error(`${url}: ${trouble}`);
}

function judge(name, value, good, expected) {
  if (good) passed++;
  else failed++;
  console.log(`  ${good ? "ok  " : "FAIL"} ${name}: ${value}${good ? "" : ` (${expected})`}`);
}

/** What cost points, worst first. */
function complaints(category, audits) {
  return (category?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && audits[id]?.score !== null && (audits[id]?.score ?? 1) < 0.9)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 8)
    .map(({ id }) => `${id}: ${audits[id].title} ${audits[id].displayValue ?? ""}`);
}

async function firstNote(origin) {
  const html = await (await fetch(origin)).text();
  const found = /href="(\/n\/[^"?#/]+)"/.exec(html);
  if (!found) throw new Error("the first page shows no note: fill the server first (sampan sample), or name one");
  return [found[1]];
}
