// Writing a note: pictures on their way, their order, and a draft that is never lost.

import { readFileSync } from "node:fs";
import { altField, chooser, freshHandle, join, opened, photographs, publish } from "./deeds.ts";
import { expect, test } from "./server.ts";

test.beforeEach(async ({ page, words, scripted }) => {
  test.skip(!scripted, "these are comforts of scripts");
  await join(page, words, freshHandle("pen"), "Pen");
});

test("a draft survives a closed tab, and goes when it was published", async ({ page, context, words }) => {
  const [photo] = photographs();
  await page.goto("/compose");
  await page.getByLabel(words("compose-title"), { exact: true }).fill("Half a thought");
  await page.getByLabel(words("compose-text"), { exact: true }).fill("To be continued");
  await chooser(page, words).setInputFiles(photo?.file ?? "");
  await altField(page, words, 1).fill("A cat, mostly asleep");
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;

  const again = await context.newPage();
  await again.goto("/compose");
  await expect(again.getByRole("button", { name: words("js-draft-discard") })).toBeVisible();
  await expect(again.getByLabel(words("compose-title"), { exact: true })).toHaveValue("Half a thought");
  await expect(again.getByLabel(words("compose-text"), { exact: true })).toHaveValue("To be continued");
  await expect(altField(again, words, 1)).toHaveValue("A cat, mostly asleep");
  await publish(again, words);
  await expect(opened(again, "Half a thought").getByRole("img", { name: "A cat, mostly asleep" })).toBeVisible();

  await again.goto("/compose");
  await expect(again.getByLabel(words("compose-title"), { exact: true })).toHaveValue("");
  await expect(again.getByRole("button", { name: words("js-draft-discard") })).toHaveCount(0);
});

test("a discarded draft is gone", async ({ page, words }) => {
  await page.goto("/compose");
  const title = page.getByLabel(words("compose-title"), { exact: true });
  await title.fill("Better not");
  await page.goto("/");
  await page.goto("/compose");
  await expect(title).toHaveValue("Better not");
  await page.getByRole("button", { name: words("js-draft-discard") }).click();
  await expect(title).toHaveValue("");
  await page.goto("/compose");
  await expect(title).toHaveValue("");
});

test("a refused file is told by its own picture, and keeps the draft", async ({ page, words }) => {
  const [photo] = photographs();
  await page.goto("/compose");
  await page.getByLabel(words("compose-title"), { exact: true }).fill("With one that works");
  await chooser(page, words).setInputFiles([
    { name: "chelsea.jpg", mimeType: "image/jpeg", buffer: readFileSync(photo?.file ?? "") },
    { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("this is not a picture") },
  ]);
  const wrong = page.getByRole("alert").filter({ hasText: words("picture-unsupported") });
  await expect(wrong).toBeVisible();
  await expect(page.getByRole("button", { name: words("js-upload-retry") })).toHaveCount(1);

  await publish(page, words);
  await expect(page).toHaveURL(/\/compose$/);
  await expect(page.getByText(words("js-upload-left"))).toBeVisible();
  await expect(page.getByLabel(words("compose-title"), { exact: true })).toHaveValue("With one that works");

  await page.getByRole("button", { name: words("js-upload-remove").replace("{n}", "2") }).click();
  await expect(wrong).toHaveCount(0);
  await publish(page, words);
  await expect(opened(page, "With one that works")).toBeVisible();
});

test("a network that fails can be tried again", async ({ page, words }) => {
  const [photo] = photographs();
  await page.goto("/compose");
  await page.route("**/pictures", (route) => route.abort());
  await chooser(page, words).setInputFiles(photo?.file ?? "");
  await expect(page.getByText(words("js-upload-failed").replace("{name}", "chelsea.jpg"))).toBeVisible();
  await page.unroute("**/pictures");
  await page.getByRole("button", { name: words("js-upload-retry") }).click();
  await expect(page.getByRole("button", { name: words("js-upload-retry") })).toHaveCount(0);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.getByLabel(words("compose-title"), { exact: true }).fill("Second try");
  await publish(page, words);
  await expect(opened(page, "Second try").getByRole("img").first()).toBeVisible();
});

test("pictures are put in order with keys", async ({ page, words }) => {
  const [one, two, three] = photographs();
  await page.goto("/compose");
  await chooser(page, words).setInputFiles([one?.file ?? "", two?.file ?? "", three?.file ?? ""]);
  await altField(page, words, 1).fill("first");
  await altField(page, words, 2).fill("second");
  await altField(page, words, 3).fill("third");
  await expect(page.getByRole("progressbar")).toHaveCount(0);

  await page.getByRole("button", { name: words("js-upload-later").replace("{n}", "1") }).focus();
  await page.keyboard.press("Enter");
  const moved = words("js-upload-moved").replace("{n}", "2").replace("{max}", "3");
  await expect(page.getByRole("status").filter({ hasText: moved })).toHaveCount(1);
  await expect(altField(page, words, 1)).toHaveValue("second");
  await expect(altField(page, words, 2)).toHaveValue("first");

  await altField(page, words, 3).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await expect(altField(page, words, 1)).toBeFocused();
  await expect(altField(page, words, 1)).toHaveValue("third");

  await page.getByLabel(words("compose-title"), { exact: true }).fill("In order");
  await publish(page, words);
  const pictures = opened(page, "In order").getByRole("group", { name: words("pictures", { n: 3 }) });
  await expect(pictures.getByRole("img")).toHaveCount(3);
  const alts = await pictures.getByRole("img").evaluateAll((images) => images.map((image) => image.getAttribute("alt")));
  expect(alts).toEqual(["third", "second", "first"]);
});

test("writing an @ offers people", async ({ page, words }) => {
  await page.goto("/compose");
  const text = page.getByLabel(words("compose-text"), { exact: true });
  await text.pressSequentially("Hello @pen_");
  const list = page.getByRole("listbox", { name: words("js-suggestions-label") });
  await expect(list.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(text).toHaveValue(/^Hello @pen_\w+ $/);
  await expect(list).toHaveCount(0);
});
