// A video from a phone, over a connection that drops, to somebody who watches it.

import { chooser, freshHandle, join, publish } from "./deeds.ts";
import { faults } from "./faults.ts";
import { phoneFilm } from "./film.ts";
import { expect, test } from "./server.ts";
import { Tunnel } from "./tunnel.ts";
import type { Page } from "@playwright/test";

/** From the last byte to the first picture. */
const RENDERED_MS = 120_000;

async function film(page: Page, words: Parameters<typeof publish>[1], file: string, title: string): Promise<string> {
  await page.goto("/compose");
  await chooser(page, words).setInputFiles(file);
  await page.getByLabel(words("compose-title"), { exact: true }).fill(title);
  await publish(page, words);
  await expect(page).toHaveURL(/\/n\/[^/?#]+/, { timeout: RENDERED_MS });
  return new URL(page.url()).pathname;
}

/** A finger that moves up over half the screen. */
async function swipeUp(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: 180, y }] });
  await touch("touchStart", 700);
  for (let y = 680; y >= 250; y -= 30) await touch("touchMove", y);
  await touch("touchEnd");
}

test("a film of a phone is uploaded through a tunnel, watched, liked and talked about", async ({ browser, server, second, words, viewport, isMobile, hasTouch }) => {
  test.setTimeout(480_000);
  const tunnel = await Tunnel.to(server.url, 2, 1_500_000);
  const context = await browser.newContext({ baseURL: tunnel.url, viewport, isMobile: isMobile ?? false, hasTouch: hasTouch ?? false, serviceWorkers: "block" });
  const page = await context.newPage();
  await join(page, words, freshHandle("ana"), "Ana");

  const [one, other] = await test.step("Ana uploads two films, and her connection breaks twice", async () => {
    const one = await film(page, words, phoneFilm("market", 5), "The market at six");
    expect(tunnel.cuts).toBe(2);
    await expect(page.locator("video")).toBeVisible({ timeout: RENDERED_MS });
    const size = await page.locator("video").evaluate(async (video: HTMLVideoElement) => {
      video.preload = "metadata";
      while (video.readyState < HTMLMediaElement.HAVE_METADATA) await new Promise((resolve) => setTimeout(resolve, 50));
      return [video.videoWidth, video.videoHeight];
    });
    expect(size[0]).toBeGreaterThan(0);
    expect(size[0]).toBeLessThan(size[1] ?? 0);
    const other = await film(page, words, phoneFilm("river", 3), "Down the river");
    await expect(page.locator("video")).toBeVisible({ timeout: RENDERED_MS });
    return [one, other];
  });

  const clip = (path: string) => second.locator(`[data-clip="${path.split("/").pop()}"]`);
  const plays = (path: string) =>
    expect
      .poll(() => clip(path).locator("video").evaluate((video: HTMLVideoElement) => !video.paused && video.currentTime > 0.2), { timeout: 20_000 })
      .toBe(true);

  await test.step("Bo watches, without sound at first", async () => {
    await join(second, words, freshHandle("bo"), "Bo");
    await second.goto(`/watch?from=${one.split("/").pop()}`);
    await plays(one);
    const video = clip(one).locator("video");
    expect(await video.evaluate((video: HTMLVideoElement) => [video.muted, video.videoWidth < video.videoHeight])).toEqual([true, true]);
    expect.soft(await faults(second), "watch").toEqual([]);
  });

  await test.step("the next one is a swipe away", async () => {
    if (hasTouch) {
      await swipeUp(second);
    } else {
      await second.keyboard.press("ArrowDown");
    }
    await plays(other);
    await expect.poll(() => clip(one).locator("video").evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
    await expect(second).toHaveURL(new RegExp(`from=${other.split("/").pop()}`));
  });

  await test.step("a tap pauses, a double tap likes", async () => {
    const video = clip(other).locator("video");
    await video.click({ position: { x: 120, y: 300 } });
    await expect.poll(() => video.evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
    await video.click({ position: { x: 120, y: 300 } });
    await expect.poll(() => video.evaluate((video: HTMLVideoElement) => video.paused)).toBe(false);
    await video.dblclick({ position: { x: 120, y: 300 } });
    await expect(clip(other).locator(".like button")).toHaveAttribute("aria-pressed", "true");
    await clip(other).locator(".collect button").click();
    await expect(clip(other).locator(".collect button")).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("the talk lies over the video, which plays on", async () => {
    await clip(other).locator("[data-talk]").click();
    const sheet = second.getByRole("dialog");
    await sheet.locator("#text").fill("Where does it go?");
    await sheet.getByRole("button", { name: words("comment-send") }).click();
    await expect(sheet.getByText("Where does it go?")).toBeVisible();
    expect.soft(await faults(second), "the talk").toEqual([]);
    expect(await clip(other).locator("video").evaluate((video: HTMLVideoElement) => video.paused)).toBe(false);
    await second.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  });

  await test.step("Ana sees what came of it, mends the captions, and finds no fault", async () => {
    await page.goto(other);
    await expect(page.getByText("Where does it go?")).toBeVisible();
    await page.goto(`${other}/captions`);
    await page.getByLabel(words("captions-line", { n: 1 })).fill("We go down the river.");
    expect.soft(await faults(page), "captions").toEqual([]);
    await page.getByRole("button", { name: words("save"), exact: true }).click();
    await second.goto(`/watch?from=${other.split("/").pop()}`);
    await expect(clip(other).locator("[data-cap]")).toHaveText("We go down the river.");
    expect.soft(await faults(page), "the note").toEqual([]);
  });
  await context.close();
  tunnel.end();
});
