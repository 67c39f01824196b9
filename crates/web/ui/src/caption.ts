// Captions: renditions that are still on their way are asked for again, and the reader's choice is kept.

import { each } from "./arrive.ts";

const CHOICE = "captions";
const AGAIN_MS = 3000;
const TIMES = 40;

/** What a reader chose: nothing, or which of the tracks, counted from the reader's own language. */
export type Choice = "off" | "across" | "both" | "original";

export function kindOf(track: HTMLTrackElement): Choice {
  const name = track.src.split("/").pop() ?? "";
  if (name.startsWith("original")) return "original";
  return name.startsWith("both-") ? "both" : "across";
}

export function chosen(): Choice | undefined {
  try {
    return (localStorage.getItem(CHOICE) as Choice | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function choose(choice: Choice): void {
  try {
    localStorage.setItem(CHOICE, choice);
  } catch {
    // Only for this page, then.
  }
}

export function tracksOf(video: HTMLVideoElement): HTMLTrackElement[] {
  return [...video.querySelectorAll("track")];
}

/** The track that this reader wants to see. */
export function wanted(video: HTMLVideoElement): HTMLTrackElement | undefined {
  const tracks = tracksOf(video);
  const choice = chosen();
  if (choice === "off") return undefined;
  return tracks.find((track) => kindOf(track) === choice) ?? tracks.find((track) => track.default) ?? tracks[0];
}

/** Asks for a track until all of it is there. */
export async function complete(track: HTMLTrackElement): Promise<void> {
  const address = track.getAttribute("src")?.split("?")[0] ?? "";
  for (let time = 1; time <= TIMES && track.isConnected; time++) {
    try {
      const answer = await fetch(address);
      if (time > 1) track.src = `${address}?${time}`;
      if (!answer.headers.has("sampan-waits")) return;
    } catch {
      // Offline, perhaps: the next time.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

each("video[data-film]", (video: HTMLVideoElement) => {
  const tracks = tracksOf(video);
  if (tracks.length === 0) return;
  const show = wanted(video);
  for (const track of tracks) track.track.mode = track === show ? "showing" : "disabled";
  if (show) void complete(show);
  let known = show;
  video.textTracks.addEventListener("change", () => {
    const shown = tracks.find((track) => track.track.mode === "showing");
    // What we have set ourselves is told here, too; it is nobody's choice.
    if (shown === known) return;
    known = shown;
    choose(shown ? kindOf(shown) : "off");
    if (shown && shown !== show) void complete(shown);
  });
});
