// [data-gallery]: pictures side by side, one at a time. Scrolling and snapping are the browser's;
// this adds keys, arrows, dots and a counter.

import { each } from "./arrive.ts";
import { word } from "./words.ts";

each("[data-gallery]", (gallery: HTMLElement) => {
  const track = gallery.querySelector<HTMLElement>("[data-track]") ?? gallery.querySelector<HTMLElement>("ul, ol");
  if (!track || track.children.length < 2) return;
  const count = track.children.length;
  const counter = gallery.querySelector<HTMLElement>("[data-counter]");
  const dots = gallery.querySelector<HTMLElement>("[data-dots]");
  const previous = gallery.querySelector<HTMLElement>("[data-previous]");
  const next = gallery.querySelector<HTMLElement>("[data-next]");
  let current = -1;

  const go = (index: number) => {
    const slide = track.children[Math.max(0, Math.min(count - 1, index))];
    if (!(slide instanceof HTMLElement)) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // Not scrollIntoView, which would move the page as well.
    track.scrollTo({ left: slide.offsetLeft - track.offsetLeft, behavior: calm ? "instant" : "smooth" });
  };
  const inView = () => Math.min(count - 1, Math.round(Math.abs(track.scrollLeft) / (track.clientWidth || 1)));
  const show = (index: number) => {
    if (index === current) return;
    current = index;
    if (counter) {
      counter.textContent = `${index + 1}/${count}`;
      counter.hidden = false;
      const label = word("js-picture-of", { n: index + 1, max: count });
      if (label && counter.hasAttribute("role")) counter.setAttribute("aria-label", label);
    }
    for (const [at, dot] of [...(dots?.children ?? [])].entries()) {
      if (at === index) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    }
    if (previous) previous.hidden = index === 0;
    if (next) next.hidden = index === count - 1;
  };

  if (dots && dots.children.length === 0) {
    for (let at = 0; at < count; at++) dots.append(document.createElement("li"));
  }
  let queued = false;
  track.addEventListener("scroll", () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => {
      queued = false;
      show(inView());
    });
  }, { passive: true });
  previous?.addEventListener("click", () => go(current - 1));
  next?.addEventListener("click", () => go(current + 1));
  gallery.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(track).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      go(current + (event.key === forward ? 1 : -1));
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      go(event.key === "Home" ? 0 : count - 1);
    }
  });
  // Measured only once it has scrolled: a page that loads should not be laid out for this.
  show(0);
});
