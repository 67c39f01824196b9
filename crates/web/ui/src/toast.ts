// Short messages: a toast that is seen, and a live region that is heard.
//
// A modal dialog makes everything outside it inert, live regions included, so while one is open
// messages go inside it.

import { word } from "./words.ts";

const SHOWN_MS = 5000;

/** Announces `text` to screen readers only. */
export function say(text: string | null | undefined): void {
  if (!text) return;
  const region = regionIn(host(), "say", "visually-hidden");
  // The same text twice in a row is a change only when the region was empty in between.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/** What can be done about what a toast says. */
export type Remedy = { label: string; act: () => void };

/** Shows `text` for a while, and announces it. */
export function toast(text: string | null | undefined, remedy?: Remedy): void {
  if (!text) return;
  const region = regionIn(host(), "toasts", "toasts");
  const message = document.createElement("p");
  message.className = "toast";
  message.textContent = text;
  if (remedy) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = remedy.label;
    button.addEventListener("click", () => {
      message.remove();
      remedy.act();
    });
    message.append(" ", button);
  }
  region.replaceChildren(message);
  let timer = setTimeout(() => message.remove(), SHOWN_MS);
  // Whoever points at it is still reading.
  message.addEventListener("pointerenter", () => clearTimeout(timer));
  message.addEventListener("pointerleave", () => {
    timer = setTimeout(() => message.remove(), SHOWN_MS);
  });
}

/** The toast for a request that never reached the server, or came back without a word. */
export function toastFailure(error: unknown): void {
  const said = error instanceof Error && "said" in error ? String(error.said) : "";
  toast(said || word(navigator.onLine ? "js-failed" : "js-offline"));
}

function host(): Element {
  const open = document.querySelectorAll("dialog[open]");
  return open[open.length - 1] ?? document.body;
}

function regionIn(place: Element, name: "say" | "toasts", className: string): Element {
  const own = place.querySelector(`:scope > [data-region="${name}"]`);
  if (own) return own;
  const given = place === document.body ? document.getElementById(name) : null;
  if (given) return given;
  const region = document.createElement("div");
  region.dataset["region"] = name;
  region.className = className;
  region.setAttribute("role", "status");
  place.append(region);
  return region;
}
