// Videos on note pages and cards: the smaller file for those who save data, a silent loop under the
// pointer, and the page that follows a video on its way.

import { each } from "./arrive.ts";
import { ask, place } from "./fragment.ts";

type Connection = { saveData?: boolean; effectiveType?: string };

/** Whether this reader, or this network, had rather not load much. */
export function isSaving(): boolean {
  const { connection } = navigator as { connection?: Connection };
  return Boolean(connection?.saveData) || /^(slow-)?[23]g$/.test(connection?.effectiveType ?? "");
}

export function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Takes the small file where data is dear. */
export function lighten(video: HTMLVideoElement): void {
  const low = video.dataset["low"];
  if (!isSaving() || !low) return;
  for (const source of video.querySelectorAll("source")) if (source.getAttribute("src") !== low) source.remove();
  video.preload = "none";
}

each("video[data-film]", lighten);

/** How often a page asks after a video that is being prepared; each time a little less often. */
const FIRST_MS = 2000;
const SLOWER = 1.3;
const MOST_MS = 10_000;

each("[data-video-waits]", (waiting: HTMLElement) => {
  const note = waiting.closest<HTMLElement>("[data-note]")?.dataset["note"];
  if (note) follow(waiting, note, FIRST_MS);
});

function follow(waiting: HTMLElement, note: string, wait: number): void {
  setTimeout(async () => {
    if (!waiting.isConnected) return;
    try {
      const media = (await ask(`/n/${note}`, "overlay")).querySelector(".media");
      if (media && !media.querySelector("[data-video-waits]")) {
        const content = document.createDocumentFragment();
        content.append(...media.children);
        place(content, (piece) => waiting.replaceWith(piece));
        return;
      }
    } catch {
      // The next time, perhaps.
    }
    follow(waiting, note, Math.min(wait * SLOWER, MOST_MS));
  }, wait);
}

/** Somebody who only passes over a card wants nothing. */
const REST_MS = 250;

each("[data-loop]", (mark: HTMLElement) => {
  const card = mark.closest("article");
  const cover = mark.closest(".cover");
  if (!card || !cover || isCalm() || isSaving()) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  card.addEventListener("pointerenter", (event) => {
    if (!(event instanceof PointerEvent) || event.pointerType !== "mouse") return;
    timer = setTimeout(() => cover.append(loop(mark.dataset["loop"] ?? "")), REST_MS);
  });
  card.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    cover.querySelector("video")?.remove();
  });
});

function loop(address: string): HTMLVideoElement {
  const video = document.createElement("video");
  video.src = address;
  video.muted = true;
  video.loop = true;
  video.autoplay = true;
  video.playsInline = true;
  video.ariaHidden = "true";
  return video;
}
