// <a data-sheet>: a small choice over the page, such as the collections for a note, instead of a page
// of its own.

import { ask, place } from "./fragment.ts";
import { closeButton } from "./icon.ts";
import { word } from "./words.ts";

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-sheet]") : null;
  if (!link) return;
  event.preventDefault();
  void open(link);
});

async function open(link: HTMLAnchorElement): Promise<void> {
  let content: DocumentFragment;
  try {
    content = await ask(link.href, "sheet");
  } catch {
    location.assign(link.href);
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "small-sheet";
  dialog.setAttribute("aria-label", link.textContent?.trim() ?? "");
  const close = closeButton(word("js-close"));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The button may have been exchanged in the meantime.
    const again = document.querySelector<HTMLElement>(`a[data-sheet][href="${CSS.escape(link.getAttribute("href") ?? "")}"]`);
    (link.isConnected ? link : again)?.focus({ preventScroll: true });
  });
  // Inside an open overlay, or it would be inert.
  (link.closest("dialog") ?? document.body).append(dialog);
  place(content, (piece) => dialog.append(close, piece));
  dialog.showModal();
}
