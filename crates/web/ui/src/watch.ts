// Watch: one video over the whole screen, the next one a swipe away and ready.
//
// Videos begin by themselves only without sound. Whoever wants sound is remembered, and gets it with
// the first touch or key of a visit, which is when browsers allow it.

import { each } from "./arrive.ts";
import { type Choice, choose, complete, kindOf, tracksOf, wanted } from "./caption.ts";
import { isCalm, isSaving, lighten } from "./film.ts";
import { ask, place } from "./fragment.ts";
import { closeButton } from "./icon.ts";
import { areOff } from "./keys.ts";
import { say, toastFailure } from "./toast.ts";
import { word } from "./words.ts";

const SOUND = "watch-sound";
/** Two taps within this time are one that likes. */
const DOUBLE_MS = 240;
/** What may be loaded ahead in one visit for videos that nobody then watches. */
const AHEAD_BYTES = 40 << 20;
/** What the large rendition takes at most, in bytes for each millisecond. */
const BYTES_PER_MS = 400;
/** So long on a video is a view. */
const VIEW_MS = 2000;

class Watch {
  readonly #reel: HTMLElement;
  readonly #sound: HTMLButtonElement | null;
  readonly #captions: HTMLButtonElement | null;
  #active: HTMLElement | undefined;
  #wantsSound = remembered();
  #mayHaveSound = false;
  /** The browser did not let the last video begin with sound. */
  #isRefused = false;
  #ahead = 0;
  #viewing: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, reel: HTMLElement) {
    this.#reel = reel;
    this.#sound = root.querySelector("[data-sound]");
    this.#captions = root.querySelector("[data-captions]");
    this.#captions?.addEventListener("click", () => this.#nextCaptions());
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) this.#activate(entry.target as HTMLElement);
      },
      { root: reel, threshold: 0.6 },
    );
    each<HTMLElement>("[data-clip]", (clip) => {
      this.#prepare(clip);
      seen.observe(clip);
    });
    if (this.#sound) {
      this.#sound.hidden = false;
      this.#sound.addEventListener("click", () => this.#setSound(!this.#isHeard));
    }
    // A finger on the glass is no leave yet; its lifting is.
    for (const kind of ["pointerup", "keydown"]) {
      root.addEventListener(kind, () => this.#allowSound(), { once: true, capture: true });
    }
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#video?.pause();
    });
    this.#showSound();
  }

  get #video(): HTMLVideoElement | undefined {
    return this.#active && videoOf(this.#active);
  }

  get #isHeard(): boolean {
    return this.#wantsSound && this.#mayHaveSound && !this.#isRefused;
  }

  /** Takes the browser's own controls away and puts ours in their place. */
  #prepare(clip: HTMLElement): void {
    const video = videoOf(clip);
    lighten(video);
    video.controls = false;
    video.muted = true;
    const line = clip.querySelector<HTMLElement>(".elapsed i");
    video.addEventListener("timeupdate", () => {
      if (line && video.duration) line.style.inlineSize = `${(video.currentTime / video.duration) * 100}%`;
    });
    for (const kind of ["play", "pause"]) {
      video.addEventListener(kind, () => clip.toggleAttribute("data-paused", video.paused));
    }
    clip.toggleAttribute("data-paused", true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    video.addEventListener("click", () => {
      if (timer) {
        clearTimeout(timer);
        timer = undefined;
        like(clip, false);
        return;
      }
      timer = setTimeout(() => {
        timer = undefined;
        if (video.paused) this.#play(video);
        else video.pause();
      }, DOUBLE_MS);
    });
    clip.querySelector<HTMLAnchorElement>("[data-talk]")?.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      void talk(clip, event.currentTarget as HTMLAnchorElement);
    });
  }

  #activate(clip: HTMLElement): void {
    if (clip === this.#active) return;
    const before = this.#video;
    before?.pause();
    if (before) before.currentTime = 0;
    this.#active = clip;
    const video = videoOf(clip);
    this.#showCaptions(clip);
    // Begun by the page, not by a person: only without sound, until they have touched it.
    if (!isCalm() && !isSaving()) this.#play(video);
    this.#loadNext(clip);
    const note = clip.dataset["clip"] ?? "";
    history.replaceState(history.state, "", `${location.pathname}?from=${note}`);
    clearTimeout(this.#viewing);
    this.#viewing = setTimeout(() => void fetch(`/n/${note}/viewed`, { method: "POST" }).catch(() => undefined), VIEW_MS);
  }

  #loadNext(clip: HTMLElement): void {
    const next = clip.nextElementSibling;
    if (!(next instanceof HTMLElement) || next.dataset["clip"] === undefined || isSaving()) return;
    const video = videoOf(next);
    if (video.preload !== "none") return;
    const bytes = Number(video.dataset["ms"]) * BYTES_PER_MS;
    video.preload = this.#ahead + bytes <= AHEAD_BYTES ? "auto" : "metadata";
    if (video.preload !== "auto") return;
    this.#ahead += bytes;
    video.addEventListener("playing", () => (this.#ahead -= bytes), { once: true });
  }

  #play(video: HTMLVideoElement): void {
    video.muted = !this.#isHeard;
    video.play().catch((error: unknown) => {
      // The browser wants a touch first: the picture stands still, and says so.
      if (!(error instanceof DOMException && error.name === "NotAllowedError") || video.muted) return;
      this.#isRefused = true;
      this.#showSound();
      video.muted = true;
      video.play().catch(() => undefined);
    });
  }

  // ---- Sound

  #allowSound(): void {
    this.#mayHaveSound = true;
    this.#applySound();
  }

  #setSound(on: boolean): void {
    this.#wantsSound = on;
    // Whoever presses the button gives leave.
    this.#mayHaveSound = true;
    this.#isRefused = false;
    try {
      localStorage.setItem(SOUND, on ? "1" : "0");
    } catch {
      // Only for this page, then.
    }
    this.#applySound();
  }

  #applySound(): void {
    if (this.#video) this.#video.muted = !this.#isHeard;
    this.#showSound();
  }

  #showSound(): void {
    this.#sound?.setAttribute("aria-pressed", String(this.#isHeard));
  }

  // ---- Captions

  /** Draws the lines ourselves: the browser would lay them under our words. */
  #showCaptions(clip: HTMLElement): void {
    const video = videoOf(clip);
    const tracks = tracksOf(video);
    const show = wanted(video);
    const place = clip.querySelector<HTMLElement>("[data-cap]");
    for (const track of tracks) {
      track.track.mode = track === show ? "hidden" : "disabled";
      track.track.oncuechange = track === show ? () => draw(place, track) : null;
    }
    if (show) void complete(show);
    draw(place, show);
    if (!this.#captions) return;
    this.#captions.hidden = tracks.length === 0;
    this.#captions.setAttribute("aria-pressed", String(show !== undefined));
  }

  /** From one kind to the next, and to none. */
  #nextCaptions(): void {
    const video = this.#video;
    if (!this.#active || !video) return;
    const tracks = tracksOf(video);
    const kinds: Choice[] = [...tracks.map(kindOf), "off"];
    const show = wanted(video);
    const next = kinds[(kinds.indexOf(show ? kindOf(show) : "off") + 1) % kinds.length] ?? "off";
    choose(next);
    const name = tracks.find((track) => kindOf(track) === next)?.label ?? this.#captions?.dataset["nameOff"] ?? "";
    say(name);
    this.#showCaptions(this.#active);
    this.#captions?.setAttribute("data-name", name);
  }

  // ---- Keys

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1 && event.key !== " " && areOff()) return;
    const target = event.target;
    if (document.querySelector("dialog[open]") || (target instanceof Element && target.closest("input, textarea"))) return;
    const onButton = target instanceof Element && target.closest("button, a, summary") !== null;
    const video = this.#video;
    if (!this.#active || !video) return;
    if (event.key === "ArrowDown" || event.key === "j") this.#step(1);
    else if (event.key === "ArrowUp" || event.key === "k") this.#step(-1);
    else if (event.key === " " && !onButton) {
      if (video.paused) this.#play(video);
      else video.pause();
    } else if (event.key === "m") this.#setSound(!this.#isHeard);
    else if (event.key === "t") this.#nextCaptions();
    else if (event.key === "l") like(this.#active, true);
    else if (event.key === "c") this.#active.querySelector<HTMLAnchorElement>("[data-talk]")?.click();
    else return;
    event.preventDefault();
  }

  #step(by: 1 | -1): void {
    const next = by === 1 ? this.#active?.nextElementSibling : this.#active?.previousElementSibling;
    if (!(next instanceof HTMLElement)) return;
    next.scrollIntoView({ behavior: isCalm() ? "instant" : "smooth" });
    if (this.#reel.contains(document.activeElement)) this.#reel.focus({ preventScroll: true });
  }
}

/** What is said now; in both languages the second stands smaller below. */
function draw(place: HTMLElement | null, track: HTMLTrackElement | undefined): void {
  if (!place) return;
  const cues = [...(track?.track.activeCues ?? [])] as VTTCue[];
  place.replaceChildren();
  for (const cue of cues) {
    const [first = "", ...rest] = cue.text.split("\n");
    const isBoth = track !== undefined && kindOf(track) === "both" && rest.length > 0;
    const line = document.createElement("span");
    line.lang = track?.srclang ?? "";
    line.textContent = plain(isBoth ? first : [first, ...rest].join(" "));
    place.append(line);
    if (!isBoth) continue;
    const below = document.createElement("small");
    const inner = document.createElement("span");
    inner.textContent = plain(rest.join(" "));
    below.append(inner);
    place.append(below);
  }
}

/** Cues are written with entities. */
function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function videoOf(clip: HTMLElement): HTMLVideoElement {
  return clip.querySelector("video") as HTMLVideoElement;
}

function remembered(): boolean {
  try {
    return localStorage.getItem(SOUND) === "1";
  } catch {
    return false;
  }
}

/** Presses the heart; a second double tap does not take it back, `toggles` does. */
function like(clip: HTMLElement, toggles: boolean): void {
  const button = clip.querySelector<HTMLElement>(".like button, a.like");
  if (button instanceof HTMLAnchorElement) return button.click();
  if (!button) return;
  if (!toggles && !isCalm()) beat(clip);
  if (toggles || button.getAttribute("aria-pressed") !== "true") button.click();
}

/** A heart over the picture, for a moment. */
function beat(clip: HTMLElement): void {
  const heart = clip.querySelector(".like .i")?.cloneNode(true);
  if (!(heart instanceof Element)) return;
  heart.classList.add("beat");
  heart.addEventListener("animationend", () => heart.remove());
  clip.append(heart);
}

/** The comments in a sheet; the video plays on behind it. */
async function talk(clip: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const note = clip.dataset["clip"] ?? "";
  let content: DocumentFragment;
  try {
    content = await ask(`/n/${note}`, "talk");
  } catch (error) {
    toastFailure(error);
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "talk-sheet";
  dialog.setAttribute("aria-label", link.textContent?.trim() ?? "");
  const close = closeButton(word("js-close"));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  place(content, (piece) => dialog.append(close, piece));
  dialog.showModal();
}

each("[data-watch]", (root: HTMLElement) => {
  const reel = root.querySelector<HTMLElement>("[data-reel]");
  document.documentElement.classList.add("watching");
  if (reel) new Watch(root, reel);
});
