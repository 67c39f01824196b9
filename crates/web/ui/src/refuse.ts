// Not interested: the card goes at once, and the feed remembers. And the time that somebody stays with a
// note, which tells more than a heart.

import { each } from "./arrive.ts";
import { toast, toastFailure } from "./toast.ts";

document.addEventListener("submit", (event) => {
  const form = event.target;
  const card = form instanceof HTMLFormElement ? form.dataset["refuse"] : undefined;
  if (!(form instanceof HTMLFormElement) || card === undefined || event.defaultPrevented) return;
  event.preventDefault();
  void refuse(form, card);
});

async function refuse(form: HTMLFormElement, card: string): Promise<void> {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams({ on: "1" }), headers: { "Sampan-Fragment": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch (error) {
    toastFailure(error);
    return;
  }
  const said = form.dataset["said"];
  form.closest("dialog")?.close();
  const gone = document.getElementById(card);
  if (gone) gone.remove();
  else if (form.closest("main")) location.assign("/");
  toast(said);
}

/** So long is reading (domain/feed/event.rs). */
const DWELL_MS = 10_000;

each("[data-note]", (sheet: HTMLElement) => {
  if (document.body.dataset["signedIn"] === undefined) return;
  const note = sheet.dataset["note"];
  let left = DWELL_MS;
  const timer = setInterval(() => {
    if (!sheet.isConnected) return clearInterval(timer);
    if (!document.hidden) left -= 1000;
    if (left > 0) return;
    clearInterval(timer);
    void fetch(`/n/${note}/dwelt`, { method: "POST" }).catch(() => undefined);
  }, 1000);
});
