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

const asked = new Set<string>();
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let source: EventSource | undefined;

each("[data-waits]", (block: HTMLElement) => {
  const name = block.dataset["waits"];
  if (!name || asked.has(name)) return;
  asked.add(name);
  waiting.push(name);
  timer ??= setTimeout(listen, GATHER_MS);
});

/** One stream at a time: browsers allow few connections. */
function listen(): void {
  timer = undefined;
  if (source || waiting.length === 0) return;
  const names = waiting.slice(0, MOST);
  waiting = waiting.slice(MOST);
  const here = new URL(location.href).searchParams;
  const query = new URLSearchParams({ of: names.join(",") });
  for (const name of ["lang", "show"]) {
    const value = here.get(name);
    if (value !== null) query.set(name, value);
  }
  source = new EventSource(`/renditions?${query}`);
  source.addEventListener("words", ({ data }: MessageEvent<string>) => put(data));
  source.addEventListener("end", next);
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    timer = setTimeout(listen, RETRY_MS);
  });
}

function next(): void {
  close();
  listen();
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
    for (const old of document.querySelectorAll(`[data-words="${CSS.escape(name)}"]`)) {
      const content = document.createDocumentFragment();
      content.append(document.importNode(piece, true));
      place(content, (fresh) => old.replaceWith(fresh));
    }
  }
}

// An open connection would keep the page out of the back/forward cache.
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => {
  if (event.persisted) listen();
});
