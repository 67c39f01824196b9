// <a data-more>: the next page of a list comes before the reader reaches its end. The link stays a
// link, for keyboards and for the moment when the network fails.

import { each } from "./arrive.ts";
import { ask, place } from "./fragment.ts";
import { toastFailure } from "./toast.ts";

/** About two screens of a phone. */
const AHEAD = "1500px 0px";

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) void more(target as HTMLAnchorElement, false);
    }
  },
  { rootMargin: AHEAD },
);

each("a[data-more]", (link: HTMLAnchorElement) => {
  // Further replies are asked for, never pushed.
  if (link.dataset["more"] !== "click") near.observe(link);
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void more(link, true);
  });
});

async function more(link: HTMLAnchorElement, asked: boolean): Promise<void> {
  if (link.getAttribute("aria-busy") === "true") return;
  link.setAttribute("aria-busy", "true");
  near.unobserve(link);
  const kind = link.dataset["more"];
  try {
    const content = await ask(link.href, kind && kind !== "click" ? kind : "cards");
    for (const element of content.querySelectorAll("[id]")) {
      if (document.getElementById(element.id)) element.remove();
    }
    const hadFocus = document.activeElement === link;
    const holder = link.closest("[data-more-holder]") ?? link;
    const elements = place(content, (piece) => holder.replaceWith(piece));
    if (hadFocus) focusFirst(elements);
  } catch (error) {
    link.removeAttribute("aria-busy");
    // Nobody asked for it by hand, so nobody needs to hear of it; the link is still there.
    if (asked) toastFailure(error);
  }
}

function focusFirst(elements: Element[]): void {
  for (const element of elements) {
    const target = element.matches("a[href]") ? element : element.querySelector("a[href], button");
    if (target instanceof HTMLElement) {
      target.focus({ preventScroll: true });
      return;
    }
  }
}
