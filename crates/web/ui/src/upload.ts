// Pictures on their way to the server: a few at a time, each with its progress.

import { say } from "./toast.ts";
import type { Shot } from "./shot.ts";
import { word } from "./words.ts";

/** More at once would only make all of them slower. */
const MOST_AT_ONCE = 3;

/** A picture that is not on the server yet: waiting, on its way (it can be cancelled), or refused. */
type Pending = { file: File; cancel?: () => void; failed?: boolean };

export class Uploads {
  readonly #pending = new Map<Shot, Pending>();
  readonly #changed: () => void;

  /** `changed` hears that a picture arrived, was refused or was given up. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  add(shot: Shot, file: File): void {
    this.#pending.set(shot, { file });
    shot.progress(file.name, 0);
    this.#start();
  }

  retry(shot: Shot): void {
    const one = this.#pending.get(shot);
    if (!one?.failed) return;
    shot.show("sending");
    this.add(shot, one.file);
  }

  giveUp(shot: Shot): void {
    this.#pending.get(shot)?.cancel?.();
    this.#pending.delete(shot);
    this.#start();
    this.#changed();
  }

  /** All pictures are on the server. */
  get isDone(): boolean {
    return this.#pending.size === 0;
  }

  /** Some pictures are waiting or on their way. */
  get isBusy(): boolean {
    return [...this.#pending.values()].some(({ failed }) => !failed);
  }

  /** The first picture that was refused. */
  get failed(): Shot | undefined {
    return [...this.#pending].find(([, { failed }]) => failed)?.[0];
  }

  #start(): void {
    const all = [...this.#pending];
    const running = all.filter(([, { cancel }]) => cancel).length;
    const waiting = all.filter(([, { cancel, failed }]) => !cancel && !failed);
    for (const [shot, one] of waiting.slice(0, MOST_AT_ONCE - running)) void this.#send(shot, one);
  }

  async #send(shot: Shot, one: Pending): Promise<void> {
    const { name } = one.file;
    const sending = send(one.file, (share) => shot.progress(name, share));
    one.cancel = sending.cancel;
    try {
      const picture = await sending.done;
      this.#pending.delete(shot);
      shot.arrive(picture);
      say(word("js-uploaded", { name }));
    } catch (error) {
      this.#pending.set(shot, { file: one.file, failed: true });
      shot.show("failed", (error instanceof NotTaken && error.said) || word("js-upload-failed", { name }));
    }
    this.#start();
    this.#changed();
  }
}

type Picture = { id: string; url: string };
type Answer = Partial<Picture> & { error?: { message?: string } };

/** Why a picture was not taken; `said` is the server's own text, empty when it said nothing. */
class NotTaken extends Error {
  readonly said: string;

  constructor(said: string) {
    super("picture not taken");
    this.said = said;
  }
}

/**
 * Sends one file; `progress` hears shares of 1. What was cancelled never settles.
 * By XMLHttpRequest, because `fetch` cannot tell progress.
 */
function send(file: File, progress: (share: number) => void): { done: Promise<Picture>; cancel: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Picture>((resolve, reject) => {
    request.open("POST", "/pictures");
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("load", () => {
      const { id, url, error } = read(request.responseText);
      if (request.status === 200 && id !== undefined && url !== undefined) resolve({ id: String(id), url });
      else reject(new NotTaken(error?.message ?? ""));
    });
    request.addEventListener("error", () => reject(new NotTaken("")));
    request.addEventListener("timeout", () => reject(new NotTaken("")));
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}

function read(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
