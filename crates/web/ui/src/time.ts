// <time datetime data-ago>: the server cannot know the reader's zone and the page may stay open.

import { each } from "./arrive.ts";
import { language, word } from "./words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const shown = new Set<HTMLTimeElement>();

setInterval(() => {
  if (document.hidden) return;
  for (const time of shown) {
    if (time.isConnected) render(time, false);
    else shown.delete(time);
  }
}, MINUTE_MS);

/** At first only dates are rendered: "5 min" is the same in every zone, and the server said it already. */
function render(time: HTMLTimeElement, first: boolean): void {
  const date = new Date(time.dateTime);
  if (Number.isNaN(date.getTime())) return;
  const now = new Date();
  const elapsedMs = now.getTime() - date.getTime();
  const text = elapsedMs < 7 * DAY_MS ? (first ? "" : ago(elapsedMs)) : day(date, now);
  if (text && time.textContent !== text) time.textContent = text;
}

// The whole date and time, for whoever points at it.
document.addEventListener("pointerover", (event) => {
  const time = event.target instanceof Element ? event.target.closest<HTMLTimeElement>("time[data-ago]") : null;
  if (!time || time.title) return;
  const date = new Date(time.dateTime);
  if (!Number.isNaN(date.getTime())) time.title = formatter({ dateStyle: "long", timeStyle: "short" }).format(date);
});

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a millisecond and more on a phone; a page of comments has dozens of dates. */
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = Object.values(options).join();
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language(), options);
  formatters.set(key, made);
  return made;
}

/** "5 min"; empty for less than a minute, which the server called "just now". */
function ago(elapsedMs: number): string {
  if (elapsedMs < MINUTE_MS) return "";
  if (elapsedMs < HOUR_MS) return word("js-ago-minutes", { n: Math.floor(elapsedMs / MINUTE_MS) });
  if (elapsedMs < DAY_MS) return word("js-ago-hours", { n: Math.floor(elapsedMs / HOUR_MS) });
  return word("js-ago-days", { n: Math.floor(elapsedMs / DAY_MS) });
}

/** A date in the reader's zone; the year only when it is another one. */
function day(date: Date, now: Date): string {
  const sameYear = date.getFullYear() === now.getFullYear();
  return formatter({ month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }).format(date);
}

each("time[data-ago]", (time: HTMLTimeElement) => {
  shown.add(time);
  render(time, true);
});
