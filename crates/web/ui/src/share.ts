// [data-share] opens the system's own share sheet; [data-copy] copies a text, [data-print] prints the
// page. The buttons are hidden in the HTML until the browser can do it.

import { each } from "./arrive.ts";
import { toast, toastFailure } from "./toast.ts";
import { word } from "./words.ts";

each("button[data-copy]", (button: HTMLButtonElement) => {
  if (!("clipboard" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(() => toast(word("js-copied")), toastFailure);
  });
});

each("[data-share]", (element: HTMLElement) => {
  // As a link it leads to the page with the address and the QR code, which stays the way without it.
  if (!("share" in navigator)) return;
  element.hidden = false;
  element.addEventListener("click", (event) => {
    if (event instanceof MouseEvent && (event.metaKey || event.ctrlKey || event.shiftKey)) return;
    event.preventDefault();
    const url = new URL(element.dataset["url"] ?? location.href, location.href).href;
    navigator.share({ url, title: element.dataset["title"] ?? document.title }).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) toastFailure(error);
    });
  });
});

each("button[data-print]", (button: HTMLButtonElement) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
