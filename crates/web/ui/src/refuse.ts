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

/** Whether the feed has heard it. */
async function tell(path: string, on: boolean): Promise<boolean> {
  try {
    const body = new URLSearchParams({ on: on ? "1" : "0" });
    const answer = await fetch(path, { method: "POST", body, headers: { "Sampan-Fragment": "1" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return true;
  } catch (error) {
    toastFailure(error);
    return false;
  }
}

async function refuse(form: HTMLFormElement, card: string): Promise<void> {
  const path = form.action;
  const { said, undo } = form.dataset;
  if (!(await tell(path, true))) return;
  form.closest("dialog")?.close();
  const gone = document.getElementById(card);
  const list = gone?.parentElement;
  if (!gone || !list) {
    if (form.closest("main")) location.assign("/");
    return toast(said);
  }
  const next = gone.nextElementSibling;
  gone.remove();
  focus(next ?? list.lastElementChild);
  const back = async () => {
    if (!(await tell(path, false))) return;
    list.insertBefore(gone, next?.parentElement === list ? next : null);
    focus(gone);
  };
  toast(said, undo ? { label: undo, act: () => void back() } : undefined);
}

/** Whoever goes by keyboard goes on from here. */
function focus(card: Element | null): void {
  card?.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true });
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
