// Joining while a crowd comes, and the page on which an operator sees it.

import { authenticator, freshHandle, join, keepCodes, PASSWORD } from "./deeds.ts";
import { expect, Server, test as base } from "./server.ts";

const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start({ SAMPAN_GATE__STEP: "proof", SAMPAN_GATE__PROOF_ABOVE: "1" });
      await use(server);
      await server.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test("a device solves a puzzle while its owner chooses a handle", async ({ page, words, scripted }) => {
  test.skip(!scripted, "without scripts there is a line");
  await join(page, words, freshHandle("pip"), "Pip");
  // The form comes back when something is wrong, and what it proved is used up: it proves anew.
  await page.context().clearCookies();
  await page.goto("/join");
  await page.getByLabel(words("handle"), { exact: true }).fill("no such letters!");
  await page.getByLabel(words("password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: words("join-password") }).click();
  await expect(page.getByText(words("handle-characters")).first()).toBeVisible();
  await page.getByLabel(words("handle"), { exact: true }).fill(freshHandle("pop"));
  await page.getByLabel(words("password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: words("join-password") }).click();
  await keepCodes(page, words);
});

test("a passkey is made after a puzzle, too", async ({ page, words, scripted }) => {
  test.skip(!scripted, "passkeys are made by scripts");
  await authenticator(page);
  await page.goto("/join");
  await page.getByLabel(words("handle"), { exact: true }).fill(freshHandle("kit"));
  await page.getByRole("button", { name: words("join-passkey") }).click();
  await keepCodes(page, words);
});

test("without scripts there is a line, which leads to the form", async ({ page, words, scripted, browser, baseURL }) => {
  test.skip(scripted, "scripts solve a puzzle");
  await page.goto("/join");
  await page.getByRole("link", { name: words("line-stand") }).click();
  await expect(page.getByLabel(words("handle"), { exact: true })).toBeVisible();
  // One a minute is let in: the next one waits, and the page comes again by itself.
  const other = await browser.newContext({ baseURL: baseURL ?? "", locale: "en-US", javaScriptEnabled: false });
  const next = await other.newPage();
  await next.goto("/join?line=1");
  await expect(next.getByRole("heading", { name: words("line-title") })).toBeVisible();
  await next.waitForEvent("load", { timeout: 40_000 });
  await expect(next.getByRole("heading", { name: words("line-title") })).toBeVisible();
  await other.close();
  const handle = freshHandle("lin");
  await page.getByLabel(words("handle"), { exact: true }).fill(handle);
  await page.getByLabel(words("password"), { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: words("join-password") }).click();
  await keepCodes(page, words);
});

test("an operator sees people come, and holds the gate", async ({ page, words, scripted, server }) => {
  test.skip(!scripted, "joining here takes scripts");
  const handle = freshHandle("ops");
  await join(page, words, handle, "Ops");
  server.role(handle, "admin");
  await page.goto("/admin/pulse");
  await expect(page.getByRole("heading", { level: 1, name: words("pulse-title") })).toBeVisible();
  await expect(page.getByText("POST /join").first()).toBeVisible();
  // It stays fresh by itself.
  const fresh = page.waitForResponse((response) => response.url().endsWith("/admin/pulse") && response.request().resourceType() === "fetch");
  expect((await fresh).ok()).toBe(true);
  await page.getByRole("button", { name: words("gate-line"), exact: true }).click();
  await expect(page.getByText(`@${handle}`).first()).toBeVisible();
  await page.getByRole("button", { name: words("gate-auto"), exact: true }).click();
  await expect(page.getByRole("button", { name: words("gate-auto"), exact: true })).toHaveAttribute("aria-current", "true");
});
