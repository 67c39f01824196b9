// The way of two newcomers through the house, with and without scripts, in both languages.

import { authenticator, comment, counted, freshHandle, join, keepCodes, opened, photographs, post, readWebP, say, signIn, signOut } from "./deeds.ts";
import { expect, test } from "./server.ts";
import { wordsOf } from "./words.ts";

test("two newcomers meet over three photographs", async ({ page, second, server, words, scripted, wide, lang }, info) => {
  test.setTimeout(240_000);
  const ana = freshHandle("ana");
  const bo = freshHandle("bo");
  const title = `Cat tax, paid in full (${info.project.name})`;
  const collection = "Noodles and cats";
  const photos = photographs();
  const [first, other, third, fourth] = photos;
  if (!first || !other || !third || !fourth) throw new Error("photos.py makes four photographs");

  await test.step("both join with a password", async () => {
    await join(page, words, ana, "Ana from Ohio");
    await join(second, words, bo, "小波");
  });

  const path = await test.step("Ana posts three photographs", () =>
    post(page, words, scripted, {
      title,
      text: `Here she is. #cattax Hello @${bo}!`,
      place: "Cincinnati",
      photos: [first, other, third],
    }));

  await test.step("they are shown upright, described, and without the place where they were taken", async () => {
    const note = opened(page, title);
    await expect(note).toContainText("Cincinnati");
    await expect(note.getByRole("link", { name: "#cattax" })).toBeVisible();
    await expect(note.getByRole("link", { name: `@${bo}` })).toBeVisible();
    const pictures = note.getByRole("group", { name: words("pictures", { n: 3 }) });
    for (const photo of [first, other, third]) {
      const image = pictures.getByRole("img", { name: photo.alt });
      await expect(image).toHaveCount(1);
      const source = await image.getAttribute("src");
      const answer = await page.request.get(source ?? "");
      expect(answer.headers()["content-type"]).toBe("image/webp");
      const bytes = await answer.body();
      const { width, height, chunks } = readWebP(bytes);
      expect({ width, height }).toEqual({ width: photo.width, height: photo.height });
      expect(chunks).not.toContain("EXIF");
      expect(chunks).not.toContain("XMP");
      expect(bytes.includes("Exif\0\0")).toBe(false);
      expect(bytes.includes("Test camera")).toBe(false);
    }
  });

  await test.step("Ana follows Bo, and waits on the first page", async () => {
    await page.goto(`/@${bo}`);
    await page.getByRole("main").getByRole("button", { name: words("follow") }).click();
    await expect(page.getByRole("main").getByRole("button", { name: words("following") })).toBeVisible();
    await page.goto("/");
  });

  await test.step("Bo finds the note in the feed and opens it", async () => {
    await second.goto("/");
    await second.getByRole("main").getByRole("link", { name: title }).click();
    await expect(opened(second, title)).toBeVisible();
    await expect(second).toHaveURL(new RegExp(`${path}$`));
    await expect(second.getByRole("dialog")).toHaveCount(scripted && wide ? 1 : 0);
  });

  await test.step("Bo comments with a picture and replies", async () => {
    await say(second, words, "太可爱了，这是我家的宇航员", fourth);
    const said = comment(second, "太可爱了");
    await expect(said.getByRole("img", { name: fourth.alt })).toBeVisible();
    await said.getByRole("link", { name: words("reply") }).click();
    await expect(second.getByText(words("answering", { handle: bo }))).toBeVisible();
    await say(second, words, "对了，它叫什么名字？");
    await expect(comment(second, "太可爱了")).toContainText("它叫什么名字");
  });

  await test.step("Bo likes it, collects it into a new collection, and follows back", async () => {
    const note = opened(second, title);
    await counted(note, words("like")).click();
    await expect(counted(opened(second, title), words("like"))).toHaveAttribute("aria-pressed", "true");
    await counted(opened(second, title), words("collect")).click();
    await expect(counted(opened(second, title), words("collect"))).toHaveAttribute("aria-pressed", "true");
    // Offered beside the star while one points at it.
    await counted(opened(second, title), words("collect")).hover();
    await opened(second, title).getByRole("link", { name: words("collect-choose"), exact: true }).click();
    await second.getByLabel(words("collection-new"), { exact: true }).fill(collection);
    await second.getByRole("button", { name: words("collection-make") }).click();
    await second.goto(`/@${bo}/collections`);
    await second.getByRole("link", { name: collection }).click();
    await expect(second.getByRole("link", { name: title })).toBeVisible();
    await second.goto(path);
    await second.getByRole("main").getByRole("button", { name: words("follow-back") }).click();
    await expect(second.getByRole("main").getByRole("button", { name: words("mutual") })).toBeVisible();
  });

  await test.step("Ana reads what happened, which arrived while she looked at something else", async () => {
    if (!scripted) await page.reload();
    const nav = page.getByRole("navigation", { name: words("nav-main") });
    const inbox = nav.getByRole("link", { name: new RegExp(words("nav-inbox")) });
    await expect(inbox).toHaveAccessibleName(new RegExp(`[1-9].*${words("unread")}`));
    if (scripted) await expect(page).toHaveTitle(/^\(\d+\) /);
    await inbox.click();
    const notices = page.getByRole("main").getByRole("listitem");
    // Once for the comment, once for the reply under it.
    await expect(notices.filter({ hasText: words("notice-comment", { who: "小波", n: 1 }) })).toHaveCount(2);
    await expect(notices.filter({ hasText: words("notice-like", { who: "小波", n: 1 }) })).toHaveCount(1);
    await expect(notices.filter({ hasText: words("notice-collect", { who: "小波", n: 1 }) })).toHaveCount(1);
    await expect(notices.filter({ hasText: words("notice-follow", { who: "小波", n: 1 }) })).toHaveCount(1);
    await page.reload();
    await expect(inbox).not.toHaveAccessibleName(new RegExp(words("unread")));
  });

  // The language that this project does not begin with.
  const otherLang = lang === "en" ? "zh-Hans" : "en";
  const otherWords = wordsOf(otherLang);

  await test.step("Ana switches the interface to the other language", async () => {
    await page.goto("/settings");
    const native = otherLang === "en" ? "English" : "简体中文";
    await page.getByRole("main").getByRole("button", { name: native }).click();
    await expect(page.getByRole("heading", { level: 1, name: otherWords("settings") })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", otherLang);
  });

  await test.step("she signs out and in again, and is greeted in it", async () => {
    await signOut(page, otherWords);
    await signIn(page, otherWords, ana);
    await page.goto(`/@${ana}`);
    await expect(page.locator("html")).toHaveAttribute("lang", otherLang);
    await expect(page.getByRole("link", { name: otherWords("profile-edit") })).toBeVisible();
  });

  await test.step("after a restart everything is still there", async () => {
    await server.restart();
    await page.goto(path);
    const note = opened(page, title);
    await expect(note.getByRole("group", { name: otherWords("pictures", { n: 3 }) })).toBeVisible();
    await expect(note).toContainText("它叫什么名字");
    await expect(counted(note, otherWords("like"))).toContainText("1");
    await expect(counted(note, otherWords("collect"))).toContainText("1");
    await second.goto(`/@${bo}/collections`);
    await expect(second.getByRole("link", { name: collection })).toBeVisible();
  });
});

test("a passkey is all one needs", async ({ page, words }, info) => {
  test.skip(info.project.name !== "desktop", "one browser is enough");
  const { cdp, authenticatorId } = await authenticator(page);
  const handle = freshHandle("kit");

  await page.goto("/join");
  await page.getByLabel(words("handle"), { exact: true }).fill(handle);
  await page.getByRole("button", { name: words("join-passkey") }).click();
  await keepCodes(page, words);

  await page.goto("/settings/security");
  await expect(page.getByText(words("password-none"))).toBeVisible();
  // While nobody touches it, it does not take the offer that the sign-in page makes in its first field.
  const present = (enabled: boolean) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  await present(false);
  await signOut(page, words);

  await page.goto(`/signin?next=${encodeURIComponent(`/@${handle}`)}`);
  const button = page.getByRole("button", { name: words("signin-passkey") });
  await expect(button).toBeVisible();
  await present(true);
  await button.click();
  await expect(page).toHaveURL(new RegExp(`/@${handle}$`));
  await expect(page.getByRole("link", { name: words("profile-edit") })).toBeVisible();
});
