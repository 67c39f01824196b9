// The feed: chosen, explained, and obeying.

import { freshHandle, join, post } from "./deeds.ts";
import { faults } from "./faults.ts";
import { expect, test } from "./server.ts";
import { literally } from "./words.ts";

test("a newcomer chooses, asks why, refuses, and turns the feed", async ({ page, second, words, scripted, hasTouch }) => {
  test.setTimeout(180_000);
  const tag = `boats${Date.now().toString(36)}`;
  const titles = ["A junk under sail", "How a sampan is sculled", "The last ferry"].map((title) => `${title} ${tag}`);

  await test.step("Ana writes about boats", async () => {
    await join(page, words, freshHandle("ana"), "Ana");
    for (const title of titles) await post(page, words, scripted, { title, text: `It floats. #${tag}` });
  });

  const card = (title: string) => second.getByRole("article").filter({ hasText: title });

  await test.step("Bo joins and chooses boats", async () => {
    await join(second, words, freshHandle("bo"), "Bo");
    // The list of what rises is made now and then; whoever comes before finds the rest in Topics.
    await expect(async () => {
      await second.goto("/welcome");
      await expect(second.getByRole("checkbox", { name: new RegExp(`#${tag}`) })).toHaveCount(1, { timeout: 500 });
    }).toPass({ timeout: 40_000 });
    await expect(second.getByRole("heading", { level: 1, name: words("welcome-title") })).toBeVisible();
    expect.soft(await faults(second), "welcome").toEqual([]);
    await second.getByRole("checkbox", { name: new RegExp(`#${tag}`) }).check();
    await second.getByRole("button", { name: words("welcome-go") }).click();
    await expect(second).toHaveURL(/\/$/);
    for (const title of titles) await expect(card(title)).toBeVisible();
  });

  const title = titles[0] ?? "";

  await test.step("why this?", async () => {
    if (!hasTouch) await card(title).hover();
    await card(title).getByRole("link", { name: words("why-title") }).click();
    const sheet = second.getByRole("dialog");
    await expect(sheet.getByRole("heading", { name: words("why-title") })).toBeVisible();
    await expect(sheet.getByRole("listitem").filter({ hasText: `#${tag}` })).toBeVisible();
    expect.soft(await faults(second), "why").toEqual([]);
  });

  await test.step("not interested: it goes, and does not come back", async () => {
    await second.getByRole("dialog").getByRole("button", { name: words("refuse") }).click();
    await expect(card(title)).toHaveCount(0);
    await expect(second.getByText(words("refuse-done"))).toBeVisible();
    // A slip is taken back.
    await second.getByRole("button", { name: words("refuse-undo") }).click();
    await expect(card(title)).toBeVisible();
    if (!hasTouch) await card(title).hover();
    await card(title).getByRole("link", { name: words("why-title") }).click();
    await second.getByRole("dialog").getByRole("button", { name: words("refuse") }).click();
    await expect(card(title)).toHaveCount(0);
    await second.goto("/");
    await expect(card(titles[1] ?? "")).toBeVisible();
    await expect(card(title)).toHaveCount(0);
  });

  await test.step("a topic turned off leaves the page, and comes back", async () => {
    await second.goto("/settings/feed");
    expect.soft(await faults(second), "settings").toEqual([]);
    await second.getByLabel(words("wish-topic-name"), { exact: true }).fill(`#${tag}`);
    await second.getByRole("button", { name: words("wish-topic-none"), exact: true }).click();
    await expect(second.getByText(words("settings-saved"))).toBeVisible();
    await second.goto("/");
    await expect(second.getByRole("heading", { level: 1 })).toHaveCount(1);
    for (const one of titles) await expect(card(one)).toHaveCount(0);
    await second.goto("/settings/feed");
    await second.getByRole("group", { name: `#${tag}` }).getByRole("button", { name: words("wish-topic-normal") }).click();
    await second.goto("/");
    await expect(card(titles[1] ?? "")).toBeVisible();
  });

  await test.step("a slider alone turns the page", async () => {
    const chinese = `江上的小船，摇摇晃晃地过河 ${tag}`;
    await post(page, words, scripted, { title: chinese, text: `清晨的江面上，船夫慢慢摇着橹，把客人送到对岸。 #${tag}` });
    /** The place of the Chinese note and of an English one for somebody who has seen neither, with the slider there. */
    const places = async (value: string) => {
      await second.context().clearCookies();
      await join(second, words, freshHandle("cy"), "Cy");
      await second.goto("/settings/feed");
      await second.getByLabel(words("wish-others"), { exact: true }).fill(value);
      await second.getByRole("button", { name: words("save"), exact: true }).click();
      await expect(second.getByText(words("settings-saved"))).toBeVisible();
      await second.goto("/");
      await expect(card(chinese)).toBeVisible();
      const all = await second.getByRole("article").allInnerTexts();
      return { chinese: all.findIndex((text) => text.includes(chinese)), english: all.findIndex((text) => text.includes(titles[1] ?? "")) };
    };
    const mine = await places("-2");
    const others = await places("2");
    const chineseReader = (await second.locator("html").getAttribute("lang"))?.startsWith("zh") ?? false;
    const [home, away] = chineseReader ? [others, mine] : [mine, others];
    expect(home.chinese, "what one reads stands first, or last").toBeGreaterThan(home.english);
    expect(away.chinese, "and the other way round").toBeLessThan(away.english);
  });

  await test.step("the newest first, when asked for", async () => {
    await second.goto("/settings/feed");
    await second.getByLabel(words("wish-fresh"), { exact: true }).fill("2");
    await second.getByLabel(words("wish-chronological")).check();
    await second.getByRole("button", { name: words("save"), exact: true }).click();
    await expect(second.getByLabel(words("wish-fresh"), { exact: true })).toHaveValue("2");
    await post(page, words, scripted, { title: `The newest ${tag}`, text: "It floats, too." });
    await second.goto("/");
    await expect(second.getByRole("article").first()).toContainText(new RegExp(literally(`The newest ${tag}`)));
  });
});
