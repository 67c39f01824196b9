// Texts in two languages: the line under a text turns between them, and what is still being translated
// comes over a stream of its own as soon as it is there.

import { each } from "./arrive.ts";
import { parse, place } from "./fragment.ts";

/** The server takes so many at once; the rest is asked for when these have come. */
const MOST = 64;
/** Several blocks arrive together; they share one stream. */
const GATHER_MS = 50;
const RETRY_MS = 10_000;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-show]") : null;
  const block = link?.closest<HTMLElement>("[data-shows]");
  if (!link || !block) return;
  event.preventDefault();
  const shown = block.dataset["shows"] === "original" ? "translated" : "original";
  block.dataset["shows"] = shown;
  const other = link.dataset["other"] ?? "";
  link.dataset["other"] = link.textContent ?? "";
  link.textContent = other;
});

/** Names of the blocks that have no words yet, the latest last. */
const waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let source: EventSource | undefined;

each("[data-waits]", (block: HTMLElement) => {
  const name = block.dataset["waits"];
  if (!name || waiting.has(name)) return;
  waiting.add(name);
  // What came on the page now does not wait behind what is slow to come.
  again(GATHER_MS);
});

function again(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(listen, ms);
}

/** One stream at a time, for the latest names: browsers allow few connections. */
function listen(): void {
  close();
  const names = [...waiting].slice(-MOST);
  if (names.length === 0) return;
  const here = new URL(location.href).searchParams;
  const query = new URLSearchParams({ of: names.join(",") });
  for (const name of ["lang", "show"]) {
    const value = here.get(name);
    if (value !== null) query.set(name, value);
  }
  source = new EventSource(`/renditions?${query}`);
  source.addEventListener("words", ({ data }: MessageEvent<string>) => put(data));
  source.addEventListener("end", () => {
    // The others had no place; or the server lost patience with these.
    close();
    const isWhole = names.every((name) => !waiting.has(name));
    for (const name of names) if (!isShown(name)) waiting.delete(name);
    if (waiting.size > 0) again(isWhole ? GATHER_MS : RETRY_MS);
  });
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    again(RETRY_MS);
  });
}

function isShown(name: string): boolean {
  return document.querySelector(`[data-waits="${CSS.escape(name)}"]`) !== null;
}

function close(): void {
  source?.close();
  source = undefined;
}

/** Each block takes the place of the one that carries its name, wherever it is on the page. */
function put(html: string): void {
  for (const piece of [...parse(html).children]) {
    const name = piece.getAttribute("data-words");
    if (!name) continue;
    waiting.delete(name);
    for (const old of document.querySelectorAll(`[data-words="${CSS.escape(name)}"]`)) {
      const content = document.createDocumentFragment();
      content.append(document.importNode(piece, true));
      place(content, (fresh) => old.replaceWith(fresh));
    }
  }
}

// An open connection would keep the page out of the back/forward cache.
addEventListener("pagehide", () => {
  clearTimeout(timer);
  close();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) again(GATHER_MS);
});
