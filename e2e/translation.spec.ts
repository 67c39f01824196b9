// Two people who do not share a language, with a real language model in between (`make models`).
// SAMPAN_MODELS names its folder; without one there is nothing to see here.

import { freshHandle, join, opened, post } from "./deeds.ts";
import { faults } from "./faults.ts";
import { expect, Server, test as base } from "./server.ts";
import { wordsOf } from "./words.ts";

const models = process.env["SAMPAN_MODELS"] || undefined;
/** From posting to reading, for somebody who looks at the note. */
const WITHIN_MS = 10_000;

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start({ SAMPAN_TRANSLATION__MODELS: models ?? "" });
      await server.says("translation is ready");
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.skip(models === undefined, "no language model is here: make models");

test("a note crosses while somebody looks at it, and people make it better", async ({ page, browser, baseURL }) => {
  test.setTimeout(180_000);
  const [english, chinese] = [wordsOf("en"), wordsOf("zh-Hans")];
  const context = await browser.newContext({ locale: "zh-CN", baseURL: baseURL ?? "", serviceWorkers: "block" });
  const writer = await context.newPage();
  const title = "今天的猫税交好了";
  await join(page, english, freshHandle("ohio"), "Hannah");
  await join(writer, chinese, freshHandle("chengdu"), "阿泽");

  const [path, posted] = await test.step("Aze posts in Chinese", async () => {
    const path = await post(writer, chinese, true, { title, text: "我家的猫喜欢在窗台上晒太阳。🐱 #猫税" });
    return [path, Date.now()] as const;
  });

  const note = page.getByRole("article");
  const original = page.getByText("我家的猫喜欢在窗台上晒太阳。");
  await test.step("Hannah reads it in English, without loading the page again", async () => {
    await page.goto(path);
    await expect(note).toContainText(english("crossed-from", { lang: "Chinese" }), { timeout: WITHIN_MS });
    const took = Date.now() - posted;
    test.info().annotations.push({ type: "from posting to reading", description: `${took} ms` });
    expect(took).toBeLessThan(WITHIN_MS);
    await expect(note.getByText(/\bcat\b/i).first()).toBeVisible();
    await expect(note).toContainText("🐱");
    await expect(note.getByRole("link", { name: "#猫税" }).first()).toBeVisible();
    await expect(original).toBeHidden();
  });

  await test.step("the original is one tap away", async () => {
    await note.getByRole("link", { name: english("show-original") }).click();
    await expect(original).toBeVisible();
    await note.getByRole("link", { name: english("show-translation") }).click();
    await expect(original).toBeHidden();
  });

  await test.step("both, from now on", async () => {
    await note.getByLabel(english("crossing-options")).click();
    await note.getByRole("button", { name: english("display-both") }).click();
    await expect(original).toBeVisible();
    await expect(note.getByText(/\bcat\b/i).first()).toBeVisible();
  });

  await test.step("no page of it has a fault", async () => {
    for (const one of [path, `${path}/renditions`, "/settings/languages"]) {
      await page.goto(one);
      expect.soft(await faults(page), one).toEqual([]);
    }
    await page.goto(path);
  });

  await test.step("Hannah suggests a better one, markup and all, and Aze accepts it", async () => {
    await note.getByRole("link", { name: english("rendition-better") }).first().click();
    await page.getByLabel(english("compose-title"), { exact: true }).fill("Cat tax, paid today <script>alert(1)</script>");
    await page.getByLabel(english("compose-text"), { exact: true }).fill("My cat loves to sunbathe on the windowsill. 🐱 #猫税");
    await page.getByRole("button", { name: english("rendition-send") }).click();
    await expect(page.getByText("My cat loves to sunbathe").last()).toBeVisible();
    await writer.goto("/inbox");
    await writer.getByRole("main").getByRole("link", { name: title }).click();
    await writer.getByRole("button", { name: chinese("suggestion-accept"), exact: true }).click();
    const alerted: string[] = [];
    page.on("dialog", (dialog) => {
      alerted.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(path);
    await expect(note).toContainText("My cat loves to sunbathe on the windowsill.");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>alert(1)</script>");
    await expect(note).toContainText(english("crossed-person", { lang: "Chinese", name: "Hannah" }));
    expect(alerted).toEqual([]);
  });

  await test.step("in Chinese there is nothing to translate", async () => {
    await page.goto(`${path}?lang=zh-Hans`);
    await expect(opened(page, title)).toBeVisible();
    await expect(page.getByText("My cat loves to sunbathe")).toHaveCount(0);
  });
  await context.close();
});
