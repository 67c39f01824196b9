// No page may have a fault that a machine can find.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { freshHandle, join, opened, post, say } from "./deeds.ts";
import { expect, test } from "./server.ts";

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // Without frames of other origins the second page, which costs seconds, is not needed.
    .setLegacyMode(true)
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(" ")}\n  ${failureSummary ?? ""}`),
  );
}

test.beforeEach(({ scripted }) => {
  test.skip(!scripted, "axe is a script; the HTML is the same");
});

test("a visitor finds nothing wrong anywhere", async ({ page }) => {
  test.setTimeout(180_000);
  const paths = ["/", "/topics", "/join", "/signin", "/signin/recover", "/search?q=a", "/about", "/rules", "/guide", "/offline"];
  for (const path of [...paths, "/n/nowhere", "/t/nothing", "/@nobody"]) {
    await page.goto(path);
    expect.soft(await faults(page), path).toEqual([]);
  }
});

test("a member finds nothing wrong anywhere", async ({ page, words, scripted, wide }) => {
  test.setTimeout(180_000);
  const handle = freshHandle("axe");
  await join(page, words, handle, "Axel");
  const title = "A note to look at closely";
  const path = await post(page, words, scripted, { title, text: "Words with a #topic in them." });
  await say(page, words, "A comment to look at, too");
  const paths = [
    path,
    `${path}?sort=new`,
    `${path}/share`,
    `${path}/collect`,
    `${path}/edit`,
    "/",
    "/following",
    "/topics",
    "/t/topic",
    "/compose",
    "/inbox",
    `/@${handle}`,
    `/@${handle}/collections`,
    `/@${handle}/liked`,
    `/@${handle}/followers`,
    "/settings",
    "/settings/security",
    "/settings/people",
    "/settings/delete",
  ];
  for (const one of paths) {
    await page.goto(one);
    expect.soft(await faults(page), one).toEqual([]);
  }
  if (wide) {
    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: title }).click();
    await expect(opened(page, title)).toBeVisible();
    expect.soft(await faults(page), "the overlay").toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect.soft(await faults(page), "the list of keys").toEqual([]);
  }
});
