// Films as phones make them, by ffmpeg; speech by espeak-ng.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "sampan-films-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function ffmpeg(words: string[], name: string): string {
  const file = join(folder, name);
  execFileSync("ffmpeg", ["-hide_banner", "-v", "error", "-nostdin", "-y", ...words, file]);
  return file;
}

/**
 * Held upright, which only a mark in the file says; pictures at uneven times. `noise` makes it large: about
 * a megabyte a second.
 */
export function phoneFilm(name: string, seconds: number, sound?: string): string {
  const pictures = `testsrc2=size=1280x720:rate=30:duration=${seconds},noise=alls=40:allf=t`;
  const heard = sound ? ["-i", sound] : ["-f", "lavfi", "-i", `sine=frequency=440:duration=${seconds}`];
  const flat = ffmpeg(
    ["-f", "lavfi", "-i", pictures, ...heard, "-vf", "select='gt(t,1)+mod(n,3)'", "-fps_mode", "vfr", "-c:v", "libx264",
      "-preset", "ultrafast", "-crf", "30", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"],
    `flat-${name}.mov`,
  );
  return ffmpeg(["-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90"], `${name}.mov`);
}

/** Somebody who says this, over plain colour. */
export function speech(name: string, voice: string, words: string): string {
  const sound = join(folder, `${name}.wav`);
  execFileSync("espeak-ng", ["-b", "1", "-v", voice, "-s", "135", "-w", sound, words]);
  return ffmpeg(
    ["-f", "lavfi", "-i", "color=c=steelblue:size=360x640:rate=10", "-i", sound, "-c:v", "libx264", "-preset", "ultrafast",
      "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"],
    `${name}.mp4`,
  );
}
