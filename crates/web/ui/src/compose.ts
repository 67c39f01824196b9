// <form data-compose>: pictures are dropped, pasted or chosen, go to the server at once, and are put in
// order before the note is posted. What is written survives a closed tab.
//
// The list is the truth: each finished picture holds its hidden `picture` field, so the order of the
// list is what is sent.

import { each } from "./arrive.ts";
import { draftKey, keepDraft, keptDraft, later, markSent, textFields } from "./draft.ts";
import { ask, place } from "./fragment.ts";
import { move, orderable } from "./order.ts";
import { type Act, type Kept, type Kind, Shot } from "./shot.ts";
import { say, toast, toastFailure } from "./toast.ts";
import { Uploads, follow } from "./upload.ts";
import { word } from "./words.ts";

/** The server has the last word; the form says its own number in `data-max`. */
const MOST_PICTURES = 18;

/** `version` is that of an edited note: a draft of an older one is of no use. */
/** The fields of the author's own version in another language, which is opened when asked for. */
const OTHER = ["other_title", "other_text"];

type Draft = { version: string; texts: Record<string, string>; pictures: Kept[] };

class Composer {
  readonly #form: HTMLFormElement;
  readonly #list: HTMLElement;
  readonly #chooser: HTMLInputElement;
  readonly #shots = new Map<Element, Shot>();
  readonly #uploads: Uploads;
  readonly #most: number;
  readonly #key: string;
  readonly #version: string;
  readonly #keep = later(() => this.#write());
  /** What the draft has of the other side, while that is not open. */
  #other: [string, string][] = [];
  /** The button of a submit that waits for the uploads, and its text. */
  #waiting: { button: HTMLElement; text: string } | undefined;
  #isSent = false;
  #isDiscarded = false;

  constructor(form: HTMLFormElement, list: HTMLElement, chooser: HTMLInputElement) {
    this.#form = form;
    this.#list = list;
    this.#chooser = chooser;
    this.#uploads = new Uploads(form.dataset["uploader"] ?? "", () => this.#settle());
    this.#most = Number(form.dataset["max"]) || MOST_PICTURES;
    this.#key = draftKey(form);
    this.#version = form.querySelector<HTMLInputElement>('input[name="version"]')?.value ?? "";

    // From here on pictures go ahead of the form, never with it.
    chooser.removeAttribute("name");
    chooser.multiple = true;
    form.classList.add("enhanced");
    this.#takeOver();
    // So far nobody has written anything.
    this.#keep.cancel();
    this.#listenForPictures();
    orderable(list, (item) => this.#moved(item));
    form.addEventListener("input", this.#keep.soon);
    form.addEventListener("submit", (event) => this.#submit(event));
    addEventListener("pagehide", () => {
      if (!this.#isDiscarded) this.#keep.now();
    });
    addEventListener("beforeunload", (event) => {
      // Texts and finished pictures are in the draft; only what is on its way would be lost.
      if (!this.#isSent && this.#uploads.isBusy) event.preventDefault();
    });
    addEventListener("pageshow", (event) => {
      // Back from the new note: this form was accepted already.
      if (event.persisted && this.#isSent) location.reload();
    });
  }

  /** What the server listed becomes what scripts can move; then the draft, if it is newer. */
  #takeOver(): void {
    const listed = [...this.#list.querySelectorAll<HTMLElement>("[data-picture], [data-video]")].map((item): Kept => ({
      kind: item.dataset["video"] ? "video" : "picture",
      id: item.dataset["video"] ?? item.dataset["picture"] ?? "",
      url: item.querySelector("img")?.getAttribute("src") ?? "",
      alt: item.querySelector("textarea")?.value ?? "",
    }));
    this.#show(listed);
    const draft = keptDraft<Draft>(this.#key);
    // What the server sent back with an error is newer than what was kept.
    const isRefused = this.#form.querySelector('[role="alert"]:not([hidden])') !== null;
    if (!draft || isRefused || draft.version !== this.#version) return;
    if (this.#version !== "" || !this.#isWritten) this.#restore(draft);
  }

  // ---- Pictures

  /** In the order of the list. */
  get #all(): Shot[] {
    return [...this.#list.children].flatMap((item) => this.#shots.get(item) ?? []);
  }

  #listenForPictures(): void {
    this.#chooser.addEventListener("change", () => {
      this.#add(this.#chooser.files ?? []);
      this.#chooser.value = "";
    });
    this.#form.addEventListener("paste", (event) => {
      const files = picturesOf(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      this.#add(files);
    });
    // Anywhere on the page: a picture dropped beside the form would otherwise replace the page.
    document.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#form.dataset["over"] = word("js-upload-drop");
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) delete this.#form.dataset["over"];
    });
    document.addEventListener("drop", (event) => {
      delete this.#form.dataset["over"];
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.#add(picturesOf(event.dataTransfer));
    });
  }

  #add(files: Iterable<File>): void {
    for (const file of files) {
      if (this.#shots.size >= this.#most) {
        toast(word("js-upload-too-many", { max: this.#most }));
        break;
      }
      const kind = isVideo(file) ? "video" : "picture";
      if (!this.#takes(kind, file)) break;
      const shot = this.#append(kind);
      shot.preview(file);
      this.#uploads.add(shot, file);
    }
    this.#number();
  }

  /** Replaces the list by pictures that are on the server. */
  #show(pictures: Kept[]): void {
    this.#list.replaceChildren();
    this.#shots.clear();
    for (const picture of pictures.slice(0, this.#most)) {
      const shot = this.#append(picture.kind ?? "picture");
      shot.recall(picture, () => this.#remove(shot));
      if (shot.kind === "video") void follow(shot, picture.id);
    }
    this.#number();
  }

  /** A note shows pictures, or one video. */
  #takes(kind: Kind, file: File): boolean {
    const isAlone = kind === "video" ? this.#shots.size === 0 : !this.#all.some((shot) => shot.kind === "video");
    const most = Number(this.#form.dataset["mostBytes"]);
    if (kind === "video" && !this.#form.dataset["uploader"]) toast(word("js-video-off"));
    else if (!isAlone) toast(word("js-video-alone"));
    else if (kind === "video" && file.size > most) toast(word("js-video-large", { max: most >> 20 }));
    else return true;
    return false;
  }

  #append(kind: Kind): Shot {
    const shot = new Shot(kind, (act, it) => this.#act(act, it));
    this.#shots.set(shot.element, shot);
    this.#list.append(shot.element);
    return shot;
  }

  #act(act: Act, shot: Shot): void {
    if (act === "retry") return this.#uploads.retry(shot);
    if (act === "remove" || act === "cancel") return this.#remove(shot);
    const step = act === "earlier" ? -1 : 1;
    if (!move(shot.element, step)) return;
    this.#moved(shot.element);
    // The first one cannot go further: its button is off now, and has lost the focus.
    if (!shot.element.contains(document.activeElement)) shot.focus("earlier", "later");
  }

  #moved(item: Element): void {
    this.#number();
    const shots = this.#all;
    const n = shots.findIndex(({ element }) => element === item) + 1;
    say(word("js-upload-moved", { n, max: shots.length }));
  }

  #remove(shot: Shot): void {
    const shots = this.#all;
    const at = shots.indexOf(shot);
    const next = shots[at + 1] ?? shots[at - 1];
    const hadFocus = shot.element.contains(document.activeElement);
    shot.remove();
    this.#shots.delete(shot.element);
    this.#number();
    if (hadFocus) {
      if (next) next.focus("remove", "cancel");
      else this.#chooser.focus();
    }
    this.#uploads.giveUp(shot);
    say(word("js-upload-removed"));
  }

  #number(): void {
    const shots = this.#all;
    for (const [at, shot] of shots.entries()) shot.number(at + 1, shots.length);
    this.#keep.soon();
  }

  // ---- Sending the note

  #submit(event: SubmitEvent): void {
    if (event.defaultPrevented) return;
    if (this.#uploads.isDone) {
      this.#keep.cancel();
      this.#write();
      markSent(this.#key);
      this.#isSent = true;
      return;
    }
    event.preventDefault();
    if (this.#waiting) return;
    if (this.#uploads.failed) return this.#tellLeft();
    // Enter in a field presses a hidden button; the words belong on the one that is seen.
    const button = this.#form.querySelector<HTMLElement>('button:not([type]):not([name]):not([tabindex="-1"])');
    if (!button) return;
    this.#waiting = { button, text: button.textContent };
    button.setAttribute("aria-busy", "true");
    button.textContent = word("js-upload-waiting") || button.textContent;
    say(word("js-upload-waiting"));
  }

  /** A picture arrived or failed: goes on with a submit that waited, once none is on its way. */
  #settle(): void {
    this.#keep.soon();
    if (!this.#waiting || this.#uploads.isBusy) return;
    const { button, text } = this.#waiting;
    this.#waiting = undefined;
    button.removeAttribute("aria-busy");
    button.textContent = text;
    if (this.#uploads.failed) this.#tellLeft();
    else this.#form.requestSubmit(button);
  }

  #tellLeft(): void {
    toast(word("js-upload-left"));
    this.#uploads.failed?.focus("retry");
  }

  // ---- The draft

  get #texts() {
    return textFields(this.#form).filter(({ name }) => !name.startsWith("alt-"));
  }

  get #isWritten(): boolean {
    const isTyped = this.#texts.some((field) => !(field instanceof HTMLSelectElement) && field.value !== "");
    return isTyped || this.#shots.size > 0;
  }

  #write(): void {
    const draft: Draft = { version: this.#version, texts: Object.fromEntries(this.#other), pictures: [] };
    for (const { name, value } of this.#texts) if (value) draft.texts[name] = value;
    for (const { name, value } of this.#form.querySelectorAll<HTMLInputElement>("input[type=radio]:checked")) {
      draft.texts[name] = value;
    }
    draft.pictures = this.#all.flatMap(({ kept }) => kept ?? []);
    keepDraft(this.#key, this.#isWritten ? draft : undefined);
  }

  #restore(draft: Draft): void {
    this.#other = Object.entries(draft.texts).filter(([name]) => OTHER.includes(name));
    for (const field of this.#texts) field.value = draft.texts[field.name] ?? field.value;
    for (const choice of this.#form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
      if (draft.texts[choice.name] === choice.value) choice.checked = true;
    }
    this.#show(draft.pictures);
    void this.#openOther();
    const note = document.createElement("p");
    note.className = "draft-note";
    const discard = document.createElement("button");
    discard.type = "button";
    discard.textContent = word("js-draft-discard");
    discard.addEventListener("click", () => {
      keepDraft(this.#key, undefined);
      this.#isDiscarded = true;
      // The page as the server gives it, which for an edit is the note as it is.
      location.reload();
    });
    note.append(`${word("js-draft-restored")} `, discard);
    this.#form.prepend(note);
    say(word("js-draft-restored"));
  }

  /** The other side as it was typed. */
  async #openOther(): Promise<void> {
    const button = this.#form.querySelector<HTMLButtonElement>("button[data-preview]");
    if (!button || this.#other.length === 0) return;
    await preview(this.#form, button);
    this.#other = this.#other.filter(([name, value]) => {
      const field = this.#texts.find((field) => field.name === name);
      if (field) field.value = value;
      return !field;
    });
  }
}

each("form[data-compose]", (form: HTMLFormElement) => {
  const list = form.querySelector<HTMLElement>("[data-pictures]");
  const chooser = form.querySelector<HTMLInputElement>('input[type="file"][name="file"]');
  if (list && chooser) new Composer(form, list, chooser);
});

function picturesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => /^(image|video)\/|^$/.test(type));
}

/** A phone may say nothing of a film but its name. */
function isVideo({ type, name }: File): boolean {
  return type.startsWith("video/") || (type === "" && /\.(mp4|mov|m4v|webm)$/i.test(name));
}

// The other side of a note: asked for without leaving the form.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-preview]") : null;
  const form = button?.form;
  if (!button || !form || event.defaultPrevented) return;
  event.preventDefault();
  if (button.getAttribute("aria-busy") !== "true") void preview(form, button);
});

async function preview(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  button.setAttribute("aria-busy", "true");
  try {
    const content = await ask(form.action, "preview", { method: "POST", body: new FormData(form, button) });
    const side = form.querySelector("[data-other-side]");
    const [fresh] = place(content, (piece) => side?.replaceWith(piece));
    fresh?.querySelector<HTMLElement>("input:not([type=hidden]), textarea:not([hidden]), button")?.focus({ preventScroll: true });
  } catch (error) {
    button.removeAttribute("aria-busy");
    toastFailure(error);
  }
}
