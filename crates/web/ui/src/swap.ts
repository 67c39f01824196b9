// <form data-swap>: sent without leaving the page; the answer takes the form's place.

import { ask, place, spoken } from "./fragment.ts";
import { say, toastFailure } from "./toast.ts";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-swap") || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") {
    pressAgain(form, event.submitter);
    return;
  }
  void swap(form, event.submitter);
});

/** Forms whose heart was pressed once more while it was being sent. */
const again = new WeakSet<HTMLFormElement>();

async function swap(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const action = form.getAttribute("action") ?? location.href;
  const body = new FormData(form, submitter);
  const undo = press(submitter);
  form.setAttribute("aria-busy", "true");
  try {
    const content = await ask(action, "1", { method: "POST", body: asSent(form, body) });
    const message = spoken(content);
    if (form.dataset["look"] !== undefined) {
      // A row in a list of choices stays where it is; the answer is the button that the list is for.
      form.removeAttribute("aria-busy");
      const more = again.delete(form);
      if (more) press(submitter);
      turn(submitter);
      for (const twin of twinsOf(form, action, "")) place(copyOf(content), (copy) => twin.replaceWith(copy));
      say(message);
      if (more) submitter?.click();
      return;
    }
    const hadFocus = form.contains(document.activeElement);
    // The same note may be on the page twice, as a card and opened: both follow.
    for (const twin of twinsOf(form, action, form.className)) place(copyOf(content), (copy) => twin.replaceWith(copy));
    const elements = place(content, (piece) => form.replaceWith(piece));
    if (hadFocus) focusWithin(elements);
    say(message);
    if (again.delete(form)) toggleWithin(elements)?.click();
  } catch (error) {
    again.delete(form);
    undo();
    form.removeAttribute("aria-busy");
    toastFailure(error);
  }
}

/** A form without files is sent as the plain form that it is. */
function asSent(form: HTMLFormElement, body: FormData): FormData | URLSearchParams {
  if (form.enctype === "multipart/form-data") return body;
  const plain = new URLSearchParams();
  for (const [name, value] of body) if (typeof value === "string") plain.append(name, value);
  return plain;
}

/** A heart answers the finger, not the network. Gives back how to undo it. */
function press(button: HTMLElement | null): () => void {
  const before = button?.getAttribute("aria-pressed");
  if (!button || (before !== "true" && before !== "false")) return () => undefined;
  button.setAttribute("aria-pressed", before === "true" ? "false" : "true");
  return () => button.setAttribute("aria-pressed", before);
}

/** It answers at once, too, and is sent when it is known what became of the first time. */
function pressAgain(form: HTMLFormElement, button: HTMLElement | null): void {
  if (!button?.hasAttribute("aria-pressed")) return;
  press(button);
  if (!again.delete(form)) again.add(form);
}

function toggleWithin(elements: Element[]): HTMLElement | undefined {
  const buttons = elements.map((element) => element.querySelector<HTMLElement>("button[aria-pressed]"));
  return buttons.find((button) => button !== null) ?? undefined;
}

/** Other forms of the same address that the same answer can replace. */
function twinsOf(form: HTMLFormElement, action: string, className: string): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>("form[data-swap]:not([data-look])")].filter(
    (other) =>
      other !== form && other.getAttribute("action") === action && (className === "" || other.className === className),
  );
}

/** A toggle that stays on the page must send the opposite the next time. */
function turn(button: HTMLElement | null): void {
  if (button instanceof HTMLButtonElement && button.hasAttribute("aria-pressed")) {
    button.value = button.getAttribute("aria-pressed") === "true" ? "0" : "1";
  }
}

function copyOf(content: DocumentFragment): DocumentFragment {
  return document.importNode(content, true);
}

function focusWithin(elements: Element[]): void {
  for (const element of elements) {
    const target = element.matches("button, a, input")
      ? element
      : element.querySelector("button:not([hidden]), a[href], input:not([type=hidden])");
    if (target instanceof HTMLElement) {
      target.focus({ preventScroll: true });
      return;
    }
  }
}
