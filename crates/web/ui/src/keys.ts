// One-key shortcuts: "/" to the search, j and k through cards or comments, l likes, "?" tells them.
// Esc belongs to the dialogs themselves. They can be turned off in the help dialog, for those whose
// software types for them.

import { isOpen, leaf } from "./overlay.ts";

const OFF = "keys-off";
const help = document.querySelector<HTMLDialogElement>("dialog#keys");
const CARDS = "main article[id^=n-]";
const COMMENTS = "main article[id^=c-]";

/** Whether the reader's software types for them. */
export function areOff(): boolean {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

const choice = help?.querySelector<HTMLInputElement>("input[data-keys-on]");
if (choice) {
  choice.checked = !areOff();
  choice.addEventListener("change", () => {
    try {
      if (choice.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // Only for this page, then.
    }
  });
}

help?.addEventListener("click", (event) => {
  if (event.target === help || (event.target as Element).closest("[data-close]")) help.close();
});

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-open-keys]") && help) {
    event.preventDefault();
    help.showModal();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) return;
  if (event.key === "?" && help && !isOpen()) {
    event.preventDefault();
    if (help.open) help.close();
    else help.showModal();
    return;
  }
  if (areOff() || document.querySelector("dialog[open]:not(#overlay)")) return;
  const act = actions[event.key];
  if (act?.()) event.preventDefault();
});

/** Each answers whether it did something. */
const actions: Record<string, () => boolean> = {
  "/": () => {
    if (isOpen() || document.querySelector("[data-watch]")) return false;
    const field = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")].find(isVisible);
    field?.focus();
    field?.select();
    return field !== undefined;
  },
  j: () => move(1),
  k: () => move(-1),
  l: () => {
    const focused = document.activeElement?.closest("article[id^=n-], article[id^=c-]");
    const open = document.querySelector(isOpen() ? "dialog#overlay [data-note]" : "main [data-note]");
    const of = focused?.id.startsWith("c-") ? "/c/" : "/n/";
    const form = (focused ?? open)?.querySelector<HTMLFormElement>(`form[action^="${of}"][action$="/like"]`);
    form?.requestSubmit(form.querySelector("button"));
    return Boolean(form);
  },
};

function move(step: 1 | -1): boolean {
  if (isOpen()) {
    leaf(step);
    return true;
  }
  const stops = [...document.querySelectorAll<HTMLElement>(CARDS)].filter(isVisible);
  const all = stops.length ? stops : [...document.querySelectorAll<HTMLElement>(COMMENTS)].filter(isVisible);
  if (all.length === 0) return false;
  const at = all.findIndex((stop) => stop.contains(document.activeElement));
  const next = at === -1 ? firstInView(all, step) : all[at + step];
  if (!next) return true;
  const target = next.querySelector<HTMLElement>("a[data-overlay]") ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  return true;
}

/** Starts where the reader looks, not at the top of a long page. */
function firstInView(all: HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  if (step === -1) return undefined;
  return all.find((stop) => stop.getBoundingClientRect().top >= 0) ?? all[0];
}

function isVisible(element: HTMLElement): boolean {
  return element.offsetParent !== null || element.getClientRects().length > 0;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}
