// No page may have a fault that a machine can find.

import { freshHandle, join, opened, post, say } from "./deeds.ts";
import { faults } from "./faults.ts";
import { expect, test } from "./server.ts";

test.beforeEach(({ scripted }) => {
  test.skip(!scripted, "axe is a script; the HTML is the same");
});

test("a visitor finds nothing wrong anywhere", async ({ page }) => {
  test.setTimeout(180_000);
  const paths = ["/", "/watch", "/topics", "/join", "/signin", "/signin/recover", "/search?q=a", "/about", "/rules", "/guide", "/offline"];
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
    `${path}/renditions`,
    "/",
    "/following",
    "/watch/following",
    "/topics",
    "/t/topic",
    "/compose",
    "/inbox",
    `/@${handle}`,
    `/@${handle}/collections`,
    `/@${handle}/liked`,
    `/@${handle}/followers`,
    "/settings",
    "/settings/languages",
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
