// <div data-pulse>: the operator's curves, again every few seconds while somebody looks.

import { each } from "./arrive.ts";
import { ask } from "./fragment.ts";

const EVERY_MS = 5_000;

each("[data-pulse]", (holder: HTMLElement) => {
  const timer = setInterval(() => {
    if (!holder.isConnected) clearInterval(timer);
    else if (!document.hidden && navigator.onLine) void look(holder);
  }, EVERY_MS);
});

async function look(holder: HTMLElement): Promise<void> {
  try {
    holder.replaceChildren(await ask(location.pathname, "1"));
  } catch {
    // The next look will tell.
  }
}
