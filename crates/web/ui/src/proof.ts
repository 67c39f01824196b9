// <form data-proof="PROVER">: many people join, so the device works for a moment before the form is sent.
//
// It begins when the page is there, and is done before most people have chosen a handle.

import { each } from "./arrive.ts";

const working = new WeakMap<HTMLFormElement, Promise<string>>();

each("form[data-proof]", (form: HTMLFormElement) => {
  work(form).catch(() => undefined);
  form.addEventListener("submit", (event) => {
    if (field(form)?.value) return;
    event.preventDefault();
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    work(form)
      // Not from within the event: a form that is being sent cannot be sent.
      .then(() => setTimeout(() => form.requestSubmit(button)))
      .catch(() => failed(form))
      .finally(() => button?.removeAttribute("aria-busy"));
  });
});

/** What shows that the device has worked; empty where nobody asks for it. Each is good for one attempt. */
export async function proof(form: HTMLFormElement): Promise<string> {
  if (!form.dataset["proof"]) return "";
  const text = await work(form);
  working.delete(form);
  const kept = field(form);
  if (kept) kept.value = "";
  return text;
}

/** Without the right means a browser cannot work: then there is a line. */
function failed(form: HTMLFormElement): void {
  const note = form.querySelector<HTMLElement>("[data-proof-failed]");
  if (note) note.hidden = false;
  note?.scrollIntoView({ block: "nearest" });
}

function field(form: HTMLFormElement): HTMLInputElement | undefined {
  const found = form.elements.namedItem("proof");
  return found instanceof HTMLInputElement ? found : undefined;
}

function work(form: HTMLFormElement): Promise<string> {
  const known = working.get(form);
  if (known) return known;
  const note = form.querySelector<HTMLElement>("[data-proof-note]");
  if (note) note.hidden = false;
  const begun = (import(form.dataset["proof"] ?? "") as Promise<typeof import("./prover.ts")>)
    .then(async ({ prove }) => {
      const text = await prove();
      const kept = field(form);
      if (kept) kept.value = text;
      return text;
    })
    .finally(() => {
      if (note) note.hidden = true;
    });
  working.set(form, begun);
  begun.catch(() => working.delete(form));
  return begun;
}
