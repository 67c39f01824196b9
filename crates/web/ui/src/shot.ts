// One picture, or the video, in the list of a note that is being written: its markup, and what it looks like while it
// is on its way, there, or refused.

import { icon } from "./icon.ts";
import { word } from "./words.ts";

const MOST_ALT_CHARS = 1000;
const BUTTONS = {
  earlier: { picture: "arrow-up", text: "" },
  later: { picture: "arrow-down", text: "" },
  retry: { picture: "rotate-cw", text: "js-upload-retry" },
  cancel: { picture: "x", text: "js-upload-cancel" },
  remove: { picture: "trash-2", text: "" },
} as const;

export type Act = keyof typeof BUTTONS;
export type State = "sending" | "done" | "failed";
/** A picture on the server, as the form and the draft know it. */
export type Kept = { id: string; url: string; alt: string; kind?: Kind };
export type Kind = "picture" | "video";

/** How many were made, for ids. */
let made = 0;

export class Shot {
  readonly element = document.createElement("li");
  readonly #image = document.createElement("img");
  readonly #name = document.createElement("label");
  readonly #alt = document.createElement("textarea");
  readonly #bar = document.createElement("progress");
  readonly #wrong = document.createElement("p");
  readonly #buttons = {} as Record<Act, HTMLButtonElement>;
  readonly kind: Kind;
  #kept: Omit<Kept, "alt"> | undefined;

  constructor(kind: Kind, act: (act: Act, shot: Shot) => void) {
    this.kind = kind;
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.dataset["grip"] = "";
    // A finger on it drags; elsewhere it scrolls.
    grip.style.touchAction = "none";
    grip.append(icon("grip-vertical") ?? "⠿");
    this.#image.alt = "";
    this.#image.dataset["thumb"] = "";
    this.#alt.id = `alt-field-${++made}`;
    this.#alt.rows = 2;
    this.#alt.maxLength = MOST_ALT_CHARS;
    this.#alt.dir = "auto";
    this.#alt.placeholder = word("alt-hint");
    this.#name.htmlFor = this.#alt.id;
    this.#bar.max = 1;
    this.#wrong.className = "wrong";
    this.#wrong.setAttribute("role", "alert");
    const field = document.createElement("div");
    field.className = "field";
    field.append(this.#name, this.#alt, this.#bar, this.#wrong);
    const row = document.createElement("div");
    row.className = "row-buttons";
    for (const name of Object.keys(BUTTONS) as Act[]) {
      const { picture, text } = BUTTONS[name];
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button small";
      button.append(icon(picture) ?? "", text && word(text));
      button.addEventListener("click", () => act(name, this));
      this.#buttons[name] = button;
      row.append(button);
    }
    this.element.className = "shot-row";
    if (kind === "video") this.element.dataset["video"] = "";
    this.element.append(grip, this.#image, field, row);
    this.show("sending");
  }

  /** The file that was chosen. Not every picture that the server reads is one that the browser shows. */
  preview(file: File): void {
    if (this.kind === "video") return;
    this.#image.addEventListener("error", () => this.#image.removeAttribute("src"), { once: true });
    this.#image.src = URL.createObjectURL(file);
  }

  /** A picture that was uploaded earlier; `gone` hears that the server has thrown it away since. */
  recall(kept: Kept, gone: () => void): void {
    this.#alt.value = kept.alt;
    if (this.kind === "picture") this.#image.addEventListener("error", gone, { once: true });
    this.poster(kept.url);
    this.arrive(kept);
  }

  /** It is on the server: its fields are named after its id there. */
  arrive({ id, url }: { id: string; url: string }): void {
    this.#kept = { id, url, kind: this.kind };
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = this.kind;
    field.value = id;
    this.element.prepend(field);
    this.element.dataset[this.kind] = id;
    this.#alt.name = `alt-${id}`;
    this.show("done");
  }

  /** What stands for the video, once there is something. */
  poster(url: string): void {
    if (!url) return;
    this.#image.src = url;
    if (this.#kept) this.#kept.url = url;
  }

  /** What a draft keeps of it; nothing before it is on the server. */
  get kept(): Kept | undefined {
    return this.#kept && { ...this.#kept, alt: this.#alt.value };
  }

  progress(name: string, share: number): void {
    this.#bar.value = share;
    this.#bar.setAttribute("aria-label", word("js-uploading", { name, n: Math.round(share * 100) }));
  }

  show(state: State, said = ""): void {
    this.element.dataset["state"] = state;
    const sending = state === "sending";
    this.#bar.hidden = !sending;
    this.#buttons.cancel.hidden = !sending;
    this.#buttons.remove.hidden = sending;
    this.#buttons.retry.hidden = state !== "failed";
    this.#wrong.hidden = state !== "failed";
    this.#wrong.textContent = said;
  }

  /** Says that it is picture `n` of `max`. */
  number(n: number, max: number): void {
    this.#name.textContent = this.kind === "video" ? word("js-video-alt") : word("js-upload-alt", { n });
    this.#buttons.earlier.hidden = this.#buttons.later.hidden = this.kind === "video";
    for (const name of ["earlier", "later", "remove"] as const) {
      this.#buttons[name].setAttribute("aria-label", word(`js-upload-${name}`, { n }));
    }
    this.#buttons.earlier.disabled = n === 1;
    this.#buttons.later.disabled = n === max;
  }

  focus(...wanted: Act[]): void {
    for (const name of wanted) {
      const button = this.#buttons[name];
      if (!button.hidden && !button.disabled) return button.focus();
    }
  }

  remove(): void {
    this.element.remove();
    if (this.#image.src.startsWith("blob:")) URL.revokeObjectURL(this.#image.src);
  }
}
