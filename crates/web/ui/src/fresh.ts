// <div data-fresh="NOTE_ID">: new notes wait behind a pill, they never push the feed down.

import { each } from "./arrive.ts";
import { onFresh } from "./live.ts";

const POLL_MS = 60_000;
/** In a flood every second brings a note: asking once in a while is enough. */
const SOON_MS = 10_000;

each("[data-fresh]", (holder: HTMLElement) => {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const timer = setInterval(() => {
    if (holder.isConnected) void look(holder);
    else clearInterval(timer);
  }, POLL_MS);
  onFresh(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      void look(holder);
    }, holder.querySelector("a") ? SOON_MS : 300);
  });
});

async function look(holder: HTMLElement): Promise<void> {
  const since = holder.dataset["fresh"];
  if (!since || document.hidden || !navigator.onLine) return;
  try {
    const response = await fetch(`/explore/fresh?since=${encodeURIComponent(since)}`, {
      cache: "no-store",
      headers: { Accept: "application/json" },
    });
    if (!response.ok) return;
    const { count } = (await response.json()) as { count: number };
    if (count > 0) show(holder, count);
  } catch {
    // Offline for a moment. The next look will tell.
  }
}

function show(holder: HTMLElement, count: number): void {
  const text = (count === 1 ? holder.dataset["one"] : holder.dataset["many"]) ?? "";
  let pill = holder.querySelector("a");
  if (!pill) {
    pill = document.createElement("a");
    pill.className = "pill";
    pill.href = location.pathname;
    holder.append(pill);
  }
  pill.textContent = text.replace("{n}", String(count));
  holder.hidden = false;
}
