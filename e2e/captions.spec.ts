// What is said in a video, heard by a real speech model and read in another language (`make models`).

import { chooser, freshHandle, join, publish } from "./deeds.ts";
import { speech } from "./film.ts";
import { expect, Server, test as base } from "./server.ts";
import { wordsOf } from "./words.ts";
import { existsSync } from "node:fs";

const models = process.env["SAMPAN_MODELS"] || undefined;
/** From publishing to captions in both languages. */
const WITHIN_MS = 120_000;

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

test.skip(models === undefined || !existsSync(`${models}/whisper`), "no speech model is here: make models");

test("English speech is read in Chinese, and Chinese speech in English", async ({ page, browser, baseURL }) => {
  test.setTimeout(420_000);
  const words = wordsOf("en");
  await join(page, words, freshHandle("ana"), "Ana");
  // A voice made by rules speaks Chinese so poorly that the note has to say which language it is.
  const films = [
    { file: speech("english", "en-us", "Good morning everyone. I bought fresh vegetables at the market."), title: "Good morning", to: "zh-Hans", said: /vegetables|market/i, across: /[\u4e00-\u9fff]{3}/ },
    { file: speech("chinese", "cmn-latn-pinyin", "今天早上六点，我去菜市场买了很多新鲜的蔬菜。你们那里的菜市场是什么样子的？"), title: "今天早上的菜市场", to: "en", said: /早上|新鲜|你们/, across: /[a-z]{3}.*[a-z]{3}/i },
  ];
  for (const { file, title, to, said, across } of films) {
    await page.goto("/compose");
    await chooser(page, words).setInputFiles(file);
    await page.getByLabel(words("compose-title"), { exact: true }).fill(title);
    await publish(page, words);
    await expect(page).toHaveURL(/\/n\/[^/?#]+/, { timeout: 60_000 });
    const path = new URL(page.url()).pathname;
    const track = async (name: string) => (await fetch(`${baseURL}${path}/captions/${name}.vtt`)).text();
    await expect.poll(() => track("original"), { timeout: WITHIN_MS }).toMatch(said);
    await expect.poll(() => track(to), { timeout: WITHIN_MS }).toMatch(across);
    // The player shows the reader's own language.
    const note = path.split("/").pop();
    // Ana reads English; a visitor from Shanghai does not.
    const visitor = await browser.newContext({ baseURL: baseURL ?? "", locale: "zh-CN" });
    const reader = to === "en" ? page : await visitor.newPage();
    await reader.goto(`/watch?from=${note}`);
    const clip = reader.locator(`[data-clip="${note}"]`);
    await expect(clip.locator("[data-cap]")).toHaveText(across, { timeout: 30_000 });
    if (to === "en") {
      await page.locator("[data-captions]").click();
      await expect(clip.locator("[data-cap] small")).toHaveText(said, { timeout: 30_000 });
    }
    await visitor.close();
  }
});
