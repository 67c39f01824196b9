// Pictures and videos on their way to the server: a few at a time, each with its progress.

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
  /** Where the script is that sends videos. */
  readonly #uploader: string;

  /** `changed` hears that a picture arrived, was refused or was given up. */
  constructor(uploader: string, changed: () => void) {
    this.#uploader = uploader;
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

  async #sending(shot: Shot, file: File): Promise<Sending> {
    const progress = (share: number) => shot.progress(file.name, share);
    if (shot.kind === "picture") return send(file, progress);
    const { sendVideo } = (await import(this.#uploader)) as typeof import("./uploader.ts");
    const { done, cancel } = sendVideo(file, progress);
    const taken = done.then(
      (id) => ({ id, url: "" }),
      (error: Error) => Promise.reject(new NotTaken(error.message)),
    );
    return { done: taken, cancel };
  }

  async #send(shot: Shot, one: Pending): Promise<void> {
    const { name } = one.file;
    // Already running while the script that sends videos is on its way.
    let isGivenUp = false;
    one.cancel = () => (isGivenUp = true);
    try {
      const sending = await this.#sending(shot, one.file);
      if (isGivenUp) return sending.cancel();
      one.cancel = sending.cancel;
      const taken = await sending.done;
      this.#pending.delete(shot);
      shot.arrive(taken);
      if (shot.kind === "video") void follow(shot, taken.id);
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
type Sending = { done: Promise<Picture>; cancel: () => void };
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
function send(file: File, progress: (share: number) => void): Sending {
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

const ASK_MS = 2000;

/** Waits for what becomes of a video: its poster, or why nothing does. The note need not wait for it. */
export async function follow(shot: Shot, id: string): Promise<void> {
  while (shot.element.isConnected) {
    try {
      const answer = await fetch(`/videos/${id}`, { headers: { Accept: "application/json" } });
      if (answer.status === 404) return shot.show("failed", word("js-upload-left"));
      const { is_done, poster, reason } = (await answer.json()) as Video;
      if (reason) return shot.show("failed", reason);
      if (poster) shot.poster(poster);
      if (is_done) return;
    } catch {
      // Offline, perhaps: the next time.
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

type Video = { is_done?: boolean; poster?: string | null; reason?: string | null };
