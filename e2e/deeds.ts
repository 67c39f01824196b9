// What people do, in the words of the interface.

import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { literally, type Words } from "./words.ts";

export const PASSWORD = "three boats on a quiet river";

/** A handle that nobody has; letters that look like nothing else. */
export function freshHandle(start: string): string {
  const letters = "abcdefghkmpqrstuvwxyz";
  const pick = () => letters[Math.floor(Math.random() * letters.length)] ?? "a";
  return `${start}_${Array.from({ length: 8 }, pick).join("")}`;
}

/** Joins with a password and goes to the first page. */
export async function join(page: Page, words: Words, handle: string, name: string): Promise<void> {
  await page.goto("/join");
  await page.getByLabel(words("handle"), { exact: true }).fill(handle);
  await page.getByLabel(words("name")).fill(name);
  await page.getByLabel(words("password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: words("join-password") }).click();
  await keepCodes(page, words);
}

/** Something that makes passkeys and holds them, and needs nobody to touch it. */
export async function authenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** The page with the recovery codes, which is shown once. */
export async function keepCodes(page: Page, words: Words): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: words("codes-title") })).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").first()).not.toBeEmpty();
  await page.getByRole("link", { name: words("codes-saved") }).click();
  await expect(page.getByRole("heading", { level: 1, name: words("codes-title") })).toHaveCount(0);
}

export async function signIn(page: Page, words: Words, handle: string): Promise<void> {
  await page.goto("/signin");
  await page.getByLabel(words("handle"), { exact: true }).fill(handle);
  await page.getByLabel(words("password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("main").getByRole("button", { name: words("sign-in"), exact: true }).click();
  await expect(page).not.toHaveURL(/\/signin/);
}

export async function signOut(page: Page, words: Words): Promise<void> {
  await page.goto("/settings");
  await page.getByRole("button", { name: words("sign-out") }).click();
  await expect(page).not.toHaveURL(/\/settings/);
  await page.goto("/settings");
  await expect(page.getByRole("main").getByRole("button", { name: words("sign-out") })).toHaveCount(0);
}

export type NewNote = { title: string; text: string; place?: string; photos?: Photo[] };

/** Writes a note and answers its path, `/n/ID`. The page then shows it. */
export async function post(page: Page, words: Words, scripted: boolean, note: NewNote): Promise<string> {
  const { title, text, place = "", photos = [] } = note;
  await page.goto("/compose");
  if (photos.length > 0) {
    await chooser(page, words).setInputFiles(photos.map(({ file }) => file));
    if (scripted) {
      for (const [at, { alt }] of photos.entries()) await altField(page, words, at + 1).fill(alt);
      await expect(page.getByRole("progressbar")).toHaveCount(0);
    }
  }
  await page.getByLabel(words("compose-title"), { exact: true }).fill(title);
  await page.getByLabel(words("compose-text"), { exact: true }).fill(text);
  await page.getByLabel(words("compose-place"), { exact: true }).fill(place);
  await publish(page, words);
  await expect(page).toHaveURL(/\/n\/[^/?#]+/);
  const path = new URL(page.url()).pathname;
  if (photos.length > 0 && !scripted) {
    // Without scripts the pictures come with the note, and are described afterwards.
    await page.goto(`${path}/edit`);
    for (const [at, { alt }] of photos.entries()) await altField(page, words, at + 1).fill(alt);
    await page.getByRole("button", { name: words("save"), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${path}($|[?#])`));
  }
  return path;
}

export async function publish(page: Page, words: Words): Promise<void> {
  await page.getByRole("button", { name: words("compose-publish"), exact: true }).click();
}

export function chooser(page: Page, words: Words): Locator {
  return page.getByLabel(words("compose-drop"));
}

/** Where picture `n` is described, counted from 1. */
export function altField(page: Page, words: Words, n: number): Locator {
  return page.getByLabel(words("compose-alt", { n }));
}

/** The opened note called `title`, on its own page or over a feed. */
export function opened(page: Page, title: string): Locator {
  const heading = page.getByRole("heading", { level: 1, name: title });
  return page.getByRole("article").filter({ has: heading });
}

/** The comment that says `text`, without the ones around it. */
export function comment(page: Page, text: string): Locator {
  return page.getByRole("article").filter({ hasText: text }).last();
}

/** A toggle that shows a count after its name. */
export function counted(scope: Locator, name: string): Locator {
  return scope.getByRole("button", { name: new RegExp(`^${literally(name)}\\s*[\\d.,KMB万亿]*$`) });
}

export async function say(page: Page, words: Words, text: string, picture?: Photo): Promise<void> {
  await page.getByLabel(words("comment-label")).fill(text);
  if (picture) {
    const field = page.getByLabel(words("comment-picture")).and(page.locator("input"));
    // Folded away until it is wanted.
    if (!(await field.isVisible())) await field.locator("xpath=ancestor::details/summary").click();
    await field.setInputFiles(picture.file);
    await page.getByLabel(words("alt"), { exact: true }).fill(picture.alt);
  }
  await page.getByRole("button", { name: words("comment-send") }).click();
  await expect(comment(page, text)).toBeVisible();
}

// ---- Photographs, made by photos.py

export type Photo = { file: string; alt: string; width: number; height: number };

export function photographs(): Photo[] {
  const folder = process.env["SAMPAN_PHOTOS"];
  if (!folder) throw new Error("name the folder that photos.py filled in SAMPAN_PHOTOS");
  const list = JSON.parse(readFileSync(joinPath(folder, "photos.json"), "utf8")) as Omit<Photo, "alt">[];
  return list.map((photo) => ({
    ...photo,
    alt: `${photo.file.replace(".jpg", "")} as photographed`,
    file: joinPath(folder, photo.file),
  }));
}

export type WebP = { width: number; height: number; chunks: string[] };

/** Size and chunks of a WebP file, https://developers.google.com/speed/webp/docs/riff_container */
export function readWebP(bytes: Buffer): WebP {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") {
    throw new Error("this is no WebP file");
  }
  const chunks: string[] = [];
  let width = 0;
  let height = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const kind = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, at + 8 + size);
    chunks.push(kind.trim());
    if (kind === "VP8 ") {
      width = body.readUInt16LE(6) & 0x3fff;
      height = body.readUInt16LE(8) & 0x3fff;
    } else if (kind === "VP8L") {
      const bits = body.readUInt32LE(1);
      width = (bits & 0x3fff) + 1;
      height = ((bits >> 14) & 0x3fff) + 1;
    } else if (kind === "VP8X") {
      width = body.readUIntLE(4, 3) + 1;
      height = body.readUIntLE(7, 3) + 1;
    }
    at += 8 + size + (size % 2);
  }
  return { width, height, chunks };
}
