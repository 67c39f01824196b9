// [data-draft=KEY]: what was typed into a form outlives the tab. It goes when the form was accepted,
// which is known on the next page: that one no longer has the form.

import { each } from "./arrive.ts";

const PREFIX = "draft:";
const SENT = "draft-sent";
const WAIT_MS = 400;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The key under which a draft of this form is kept, apart for each account. */
export function draftKey(form: HTMLFormElement): string {
  return PREFIX + (document.body.dataset["signedIn"] ?? "") + ":" + (form.dataset["draft"] || form.getAttribute("action"));
}

/** What is kept under `key`. Storage may be full, forbidden or spoilt: then there is no draft. */
export function keptDraft<T>(key: string, storage: () => Storage = () => localStorage): T | undefined {
  try {
    const text = storage().getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function keepDraft(key: string, draft: unknown, storage: () => Storage = () => localStorage): void {
  try {
    if (draft === undefined) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(draft));
  } catch {
    // A draft is a comfort.
  }
}

/** To be called when the form is on its way to the server. */
export function markSent(key: string): void {
  keepDraft(SENT, key, () => sessionStorage);
}

/** Calls `act` a moment after the last call. */
export function later(act: () => void): { soon: () => void; now: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    cancel,
    soon: () => {
      cancel();
      timer = setTimeout(act, WAIT_MS);
    },
    now: () => {
      if (timer === undefined) return;
      cancel();
      act();
    },
  };
}

const sent = keptDraft<string>(SENT, () => sessionStorage);
if (sent !== undefined) {
  const again = [...document.querySelectorAll<HTMLFormElement>("form[data-draft]")];
  // With the form again on the page it was refused; then the draft is still worth keeping.
  if (!again.some((form) => draftKey(form) === sent)) keepDraft(sent, undefined);
  keepDraft(SENT, undefined, () => sessionStorage);
}

each("form[data-draft]:not([data-compose])", (form: HTMLFormElement) => {
  const key = draftKey(form);
  const kept = keptDraft<Record<string, string>>(key);
  if (kept) {
    for (const field of textFields(form)) {
      const text = kept[field.name];
      // What the server sent back is newer than what was kept.
      if (text !== undefined && field.value === "") field.value = text;
    }
  }
  const keep = later(() => {
    const texts: Record<string, string> = {};
    for (const field of textFields(form)) if (field.value) texts[field.name] = field.value;
    keepDraft(key, Object.keys(texts).length ? texts : undefined);
  });
  form.addEventListener("input", keep.soon);
  addEventListener("pagehide", keep.now);
  form.addEventListener("submit", () => {
    keep.now();
    markSent(key);
  });
});

// Drafts are nobody else's business on a shared computer.
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.getAttribute("action") !== "/signout") return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // No storage, no drafts.
  }
});

/** The fields whose text belongs in a draft: never a password, a file or a hidden one. */
export function textFields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement ||
        (field instanceof HTMLInputElement && (field.type === "text" || field.type === "search"))) &&
      field.name !== "",
  );
}
