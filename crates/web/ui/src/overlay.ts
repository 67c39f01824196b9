// On a wide screen a note opens over the feed, under its own address: Back closes it, and the feed is
// where it was. On a phone, and whenever anything is unusual, the link is just followed.
//
// The history has one entry for the open overlay, however many notes were leafed through in it.

import { ask, place } from "./fragment.ts";
import { listenTo, setTitle } from "./live.ts";
import { say } from "./toast.ts";
import { word } from "./words.ts";

const wide = matchMedia("(min-width: 900px)");
const dialog = document.querySelector<HTMLDialogElement>("dialog#overlay");

/** A slow network should not look like a dead link. */
const SLOW_MS = 600;

/** The page under the overlay. */
const home = { address: location.pathname + location.search, title: document.title };

type State = { overlay: string };

/** Grows with every note asked for: an answer that comes late is dropped. */
let turn = 0;
let shown: string | null = null;

function stateOf(state: unknown): State | null {
  return state !== null && typeof state === "object" && "overlay" in state ? (state as State) : null;
}

function pathOf(address: string): string {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}

/** Whether a note is open over the page. */
export function isOpen(): boolean {
  return dialog?.open ?? false;
}

document.addEventListener("click", (event) => {
  if (!dialog || event.defaultPrevented || event.button !== 0 || !wide.matches) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[data-overlay]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || dialog.contains(link)) return;
  event.preventDefault();
  void open(link.href, "push");
});

async function open(address: string, history_: "push" | "replace" | "keep"): Promise<void> {
  if (!dialog) return;
  const mine = ++turn;
  const path = pathOf(address);
  const card = cardOf(path);
  card?.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => say(word("js-loading")), SLOW_MS);
  let content: DocumentFragment;
  try {
    content = await ask(path, "overlay");
  } catch {
    // The page itself tells better than we could what is wrong.
    if (mine === turn) location.assign(address);
    return;
  } finally {
    clearTimeout(slow);
    card?.removeAttribute("aria-busy");
  }
  if (mine !== turn) return;
  const sheet = content.querySelector<HTMLElement>("[data-note]");
  const title = sheet?.dataset["title"] ?? content.querySelector("h1, h2")?.textContent?.trim();
  place(content, (piece) => dialog.replaceChildren(piece));
  shown = path;
  if (history_ === "push") history.pushState({ overlay: path } satisfies State, "", path);
  if (history_ === "replace") history.replaceState({ overlay: path } satisfies State, "", path);
  if (title) {
    setTitle(title);
    dialog.setAttribute("aria-label", title);
  }
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  listenTo(sheet?.dataset["note"] ?? null);
  // The heading, not the first button: a screen reader then begins where the note begins.
  const heading = dialog.querySelector<HTMLElement>("h1, h2");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

/** Hides the overlay; the address is the caller's business. */
function hide(): void {
  turn++;
  if (!dialog?.open) return;
  const card = shown ? cardOf(shown) : null;
  dialog.close();
  dialog.replaceChildren();
  shown = null;
  listenTo(null);
  setTitle(home.title);
  const link = card?.matches("a") ? card : card?.querySelector("a");
  if (link instanceof HTMLElement) link.focus({ preventScroll: !isAway(link) });
}

/** After leafing with `j`, the card may be far below. */
function isAway(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom < 0 || top > innerHeight;
}

/** Closes the overlay the way Back does. */
export function close(): void {
  if (stateOf(history.state)) history.back();
  else hide();
}

/** Opens the next (`1`) or the previous (`-1`) note of the feed in the overlay. */
export function leaf(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-overlay]")].filter(
    (link) => !dialog?.contains(link),
  );
  // A card may hold several links to its note.
  const paths = [...new Set(links.map((link) => pathOf(link.href)))];
  const at = shown === null ? -1 : paths.indexOf(shown);
  const next = at === -1 ? undefined : paths[at + step];
  if (next) void open(next, "replace");
}

function cardOf(path: string): HTMLElement | null {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-overlay]")) {
    if (!dialog?.contains(link) && pathOf(link.href) === path) return link.closest<HTMLElement>("article") ?? link;
  }
  return null;
}

if (dialog) {
  dialog.addEventListener("cancel", (event) => {
    // Esc: closing goes through the history, or Back would open it again.
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", () => {
    // Chromium closes on a second Esc whatever `cancel` says.
    if (shown !== null) close();
  });
  let pressedOutside = false;
  dialog.addEventListener("pointerdown", (event) => {
    pressedOutside = event.target === dialog;
  });
  dialog.addEventListener("click", (event) => {
    // A sheet over this one closes itself.
    if (!(event.target instanceof Element) || event.target.closest("dialog") !== dialog) return;
    const away = event.target === dialog && pressedOutside;
    if (!away && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    close();
  });
  addEventListener("popstate", (event) => {
    const state = stateOf(event.state);
    const here = location.pathname + location.search;
    if (state && here !== home.address) {
      if (wide.matches) void open(state.overlay, "keep");
      else location.reload();
    } else if (dialog.open) {
      hide();
    } else if (here !== home.address) {
      // This page was loaded under the note's own address, and Back means the feed before it.
      location.reload();
    }
  });
}
