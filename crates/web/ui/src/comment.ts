// <form data-comment>: a comment appears where it belongs, without leaving the page; "Reply" turns the
// form to the comment it answers. What is typed outlives a reload.

import { each } from "./arrive.ts";
import { keepDraft, keptDraft } from "./draft.ts";
import { ask, place, spoken } from "./fragment.ts";
import { commentList, put } from "./live.ts";
import { say, toastFailure } from "./toast.ts";

const session = () => sessionStorage;

each("form[data-comment]", (form: HTMLFormElement) => {
  const text = textOf(form);
  const key = `comment:${form.getAttribute("action")}`;
  if (text && text.value === "") text.value = keptDraft<string>(key, session) ?? "";
  text?.addEventListener("input", () => keepDraft(key, text.value || undefined, session));
  text?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
  });
  text?.addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    const chooser = fileOf(form);
    if (!file || !chooser) return;
    event.preventDefault();
    const holder = new DataTransfer();
    holder.items.add(file);
    chooser.files = holder.files;
    preview(form);
  });
  fileOf(form)?.addEventListener("change", () => preview(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") void send(form, key);
  });
  form.querySelector("[data-answering-cancel]")?.addEventListener("click", (event) => {
    event.preventDefault();
    answer(form, null);
    text?.focus();
  });
});

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-reply]") : null;
  const form = link?.closest("[data-note]")?.querySelector<HTMLFormElement>("form[data-comment]");
  if (!link || !form) return;
  event.preventDefault();
  answer(form, link);
  textOf(form)?.focus();
});

// The form folds up when it loses the focus, and what one was about to press would move away from
// under the finger. So pressing something beside it leaves the focus where it is.
document.addEventListener("mousedown", (event) => {
  const form = document.activeElement?.closest("form[data-comment]");
  const target = event.target instanceof Element ? event.target.closest("a, button, summary") : null;
  if (form && target && !form.contains(target) && form.closest("[data-note]")?.contains(target)) event.preventDefault();
});

/** Turns the form to the comment that `link` belongs to, or with `null` back to the note. */
function answer(form: HTMLFormElement, link: HTMLElement | null): void {
  const comment = link?.closest('article[id^="c-"]')?.id.slice(2) ?? "";
  const field = form.elements.namedItem("reply_to");
  if (field instanceof HTMLInputElement) field.value = comment;
  form.dataset["thread"] = link?.dataset["reply"] ?? "";
  const line = form.querySelector<HTMLElement>("[data-answering]");
  if (!line) return;
  line.hidden = link === null;
  const to = line.querySelector("[data-answering-to]");
  const handle = link?.dataset["handle"];
  if (to) to.textContent = handle ? (line.dataset["words"] ?? "").replace("{handle}", handle) : "";
}

async function send(form: HTMLFormElement, key: string): Promise<void> {
  const action = form.getAttribute("action");
  if (!action) return;
  const body = new FormData(form);
  const file = body.get("file");
  if (file instanceof File && file.size === 0) body.delete("file");
  form.setAttribute("aria-busy", "true");
  try {
    const content = await ask(action, "1", { method: "POST", body });
    show(form, content);
    keepDraft(key, undefined, session);
    reset(form);
    // Puts the keyboard of a phone away: the comment is behind it.
    if (matchMedia("(pointer: coarse)").matches) textOf(form)?.blur();
  } catch (error) {
    toastFailure(error);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function show(form: HTMLFormElement, content: DocumentFragment): void {
  const comment = content.querySelector<HTMLElement>('article[id^="c-"]');
  const field = form.elements.namedItem("reply_to");
  const answered = field instanceof HTMLInputElement ? field.value : "";
  const thread = form.dataset["thread"] || threadOf(answered);
  const about = form.closest<HTMLElement>("[data-note]")?.dataset["note"] ?? null;
  const list = commentList(about, thread || null);
  const message = spoken(content);
  if (comment && list && !document.getElementById(comment.id)) {
    place(content, (piece) => put(list, piece, Boolean(thread)));
  }
  // The live stream may have been faster.
  const shown = comment && document.getElementById(comment.id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  shown?.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  say(message);
}

/** The top-level comment that a comment hangs under; itself when it is one. */
function threadOf(comment: string): string {
  const element = comment ? document.getElementById(`c-${comment}`) : null;
  return element?.closest<HTMLElement>("[data-replies]")?.dataset["replies"] ?? comment;
}

function reset(form: HTMLFormElement): void {
  form.reset();
  // A form that came back from the server has its text as the default.
  const text = textOf(form);
  if (text) text.value = "";
  answer(form, null);
  preview(form);
  const attach = form.querySelector("details[open]");
  if (attach instanceof HTMLDetailsElement) attach.open = false;
  const once = form.elements.namedItem("once");
  if (once instanceof HTMLInputElement) once.value = token();
}

/** 128 random bits; `crypto.randomUUID` is missing where there is no https. */
function token(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Shows the chosen picture on the button that opens the choice. */
function preview(form: HTMLFormElement): void {
  const file = fileOf(form)?.files?.[0];
  const summary = form.querySelector("details summary");
  const old = summary?.querySelector("img");
  if (old) {
    URL.revokeObjectURL(old.src);
    old.remove();
  }
  form.toggleAttribute("data-has-picture", Boolean(file));
  if (!file || !summary) return;
  const image = document.createElement("img");
  image.alt = file.name;
  image.width = 32;
  image.height = 32;
  image.src = URL.createObjectURL(file);
  summary.append(image);
}

function textOf(form: HTMLFormElement): HTMLTextAreaElement | null {
  return form.querySelector<HTMLTextAreaElement>('textarea[name="text"]');
}

function fileOf(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('input[type="file"]');
}
