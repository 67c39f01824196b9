// Everything with keys, and an overlay that leaves the feed where it was.

import type { Page } from "@playwright/test";
import { counted, freshHandle, join, opened, post } from "./deeds.ts";
import { expect, test } from "./server.ts";
import type { Words } from "./words.ts";

const TITLES = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima"];

test.beforeEach(({ scripted, wide }) => {
  test.skip(!scripted || !wide, "keys belong to a desk");
});

async function writeSome(page: Page, words: Words, count: number): Promise<void> {
  await join(page, words, freshHandle("key"), "Kay");
  for (const title of TITLES.slice(0, count)) await post(page, words, true, { title, text: `The note called ${title}.` });
}

test("a heart ends as it was pressed last, whenever the server answers", async ({ page, words }) => {
  await writeSome(page, words, 1);
  await page.goto("/");
  const heart = counted(page.getByRole("main").getByRole("article").first(), words("like"));
  await page.route("**/like", async (route) => {
    await new Promise((later) => setTimeout(later, 400));
    await route.continue();
  });
  const taken = page.waitForResponse(
    (answer) => answer.url().endsWith("/like") && answer.request().postData()?.includes("on=0") === true,
  );
  await heart.click();
  await heart.click();
  // It answers the finger at once.
  await expect(heart).toHaveAttribute("aria-pressed", "false", { timeout: 300 });
  expect((await taken).ok()).toBe(true);
  await page.reload();
  await expect(heart).toHaveAttribute("aria-pressed", "false");
});

test("one key each: search, move, like, open, close, help", async ({ page, words }) => {
  await writeSome(page, words, 3);
  await page.goto("/");
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("searchbox").first()).toHaveValue("j");
  await page.getByRole("main").focus();

  const cards = page.getByRole("main").getByRole("article");
  const link = (at: number) => cards.nth(at).getByRole("heading").getByRole("link");
  await page.keyboard.press("j");
  await expect(link(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(link(0)).toBeFocused();

  await page.keyboard.press("l");
  await expect(counted(cards.nth(0), words("like"))).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("l");
  await expect(counted(cards.nth(0), words("like"))).toHaveAttribute("aria-pressed", "false");

  await link(0).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const title = await link(0).textContent();
  await expect(dialog.getByRole("heading", { level: 1, name: title ?? "" })).toBeFocused();
  await page.keyboard.press("l");
  await expect(counted(dialog, words("like"))).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("j");
  const following = await link(1).textContent();
  await expect(dialog.getByRole("heading", { level: 1, name: following ?? "" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(link(1)).toBeFocused();
  await expect(page).toHaveURL(/\/$/);
  // The card knows what happened over it.
  await expect(counted(cards.nth(0), words("like"))).toHaveAttribute("aria-pressed", "true");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByRole("heading", { name: words("keys-title") })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the keys can be turned off", async ({ page, words }) => {
  await page.goto("/");
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByRole("checkbox", { name: words("keys-on") }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox").first()).not.toBeFocused();
});

test("an overlay has its own address, and Back keeps the feed where it was", async ({ page, words }) => {
  test.setTimeout(120_000);
  await writeSome(page, words, TITLES.length);
  // Low enough that a dozen cards scroll.
  await page.setViewportSize({ width: 1000, height: 420 });
  await page.goto("/");
  const link = page.getByRole("main").getByRole("article").last().getByRole("heading").getByRole("link");
  await link.scrollIntoViewIfNeeded();
  const title = (await link.textContent()) ?? "";
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(100);

  await link.click();
  await expect(opened(page, title)).toBeVisible();
  await expect(page).toHaveURL(/\/n\/[^/]+$/);
  await expect(page).toHaveTitle(new RegExp(title));
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/$/);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await expect(link).toBeFocused();

  await page.goForward();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(opened(page, title)).toBeVisible();
  // Shared or reloaded, the same address is a page of its own.
  await page.reload();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(opened(page, title)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("main").getByRole("article").last()).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
});
