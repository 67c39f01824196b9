// Search: found in one's own language whatever it was written in, narrowed, suggested, and without scripts.

import { freshHandle, join, post } from "./deeds.ts";
import { faults } from "./faults.ts";
import { expect, test } from "./server.ts";
import { literally } from "./words.ts";

test("a note is found in another language, with what matched", async ({ page, second, words, scripted }) => {
  test.setTimeout(180_000);
  const tag = `tea${Date.now().toString(36)}`;
  const handle = freshHandle("ana");

  await test.step("Ana writes in Chinese, and in English what it says", async () => {
    await join(page, words, handle, "Ana");
    await post(page, words, scripted, { title: `早上的乌龙茶 ${tag}`, text: `我在阳台上喝 #${tag}` });
    await post(page, words, scripted, { title: `Nothing but coffee ${tag}`, text: "Black." });
    await page.goto(`/search?q=${encodeURIComponent("乌龙茶")}+${tag}`);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("article").filter({ hasText: "乌龙茶" })).toHaveCount(1, { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await page.getByRole("article").getByRole("heading").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/n\//);
    const note = new URL(page.url()).pathname;
    await page.goto(`${note}/renditions?to=en`);
    await page.locator("[name=title]").fill(`Morning oolong ${tag}`);
    await page.locator("[name=text]").fill(`I drink it on the balcony #${tag}`);
    await page.locator("form:has([name=text]) button.primary").click();
  });

  const found = second.getByRole("article").filter({ hasText: tag });

  await test.step("whoever asks in English finds it, and sees where", async () => {
    await expect(async () => {
      await second.goto(`/search?q=balcony+${tag}`);
      await expect(found.first().locator("mark", { hasText: "balcony" })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await expect(found.first()).toContainText(words("find-at-across"));
    // The checker is a script.
    if (scripted) expect.soft(await faults(second), "search").toEqual([]);
  });

  await test.step("narrowed to what was written in Chinese", async () => {
    await second.goto(`/search?q=${tag}`);
    await expect(found).toHaveCount(2);
    await second.locator(".narrowing > summary").click();
    await second.getByLabel(words("search-lang"), { exact: true }).selectOption("zh-Hans");
    await second.getByRole("button", { name: words("search-apply") }).click();
    await expect(found).toHaveCount(1);
    await second.getByRole("link", { name: words("search-wide") }).first().click();
    await expect(found).toHaveCount(2);
    await second.getByRole("link", { name: words("search-newest") }).click();
    await expect(found.first()).toContainText("coffee");
  });

  await test.step("people and topics", async () => {
    await second.getByRole("main").getByRole("link", { name: words("search-what-topics"), exact: true }).click();
    await expect(second.getByText(`#${tag}`).first()).toBeVisible();
    await second.goto(`/search?q=@${handle}`);
    await expect(second.getByText(`@${handle}`).first()).toBeVisible();
    await second.goto("/search?q=zzzzqqqq");
    await expect(second.getByRole("heading", { name: words("search-none-title") })).toBeVisible();
  });

  if (!scripted) return;
  await test.step("suggested while it is typed", async () => {
    await second.goto("/search");
    const field = second.locator("main").getByRole("searchbox");
    await field.pressSequentially(tag.slice(0, -1), { delay: 20 });
    const option = second.getByRole("option", { name: new RegExp(literally(`#${tag}`)) });
    await expect(option).toBeVisible();
    expect.soft(await faults(second), "suggestions").toEqual([]);
    await field.press("ArrowDown");
    await field.press("Enter");
    await expect(second).toHaveURL(new RegExp(`/t/${tag}`));
  });
});
