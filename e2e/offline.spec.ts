// What an installed Sampan shows without a network.

import { expect, test } from "./server.ts";

test.use({ serviceWorkers: "allow" });

test("without a network a page of our own says so, and leads back", async ({ page, context, words, scripted }) => {
  test.skip(!scripted, "a service worker is a script");
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await page.goto("/about").catch(() => undefined);
  await expect(page.getByRole("heading", { level: 1, name: words("offline-title") })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("link", { name: words("try-again") }).click();
  await expect(page.getByRole("heading", { level: 1, name: words("about-title") })).toBeVisible();
});

test("the manifest makes it installable", async ({ page }) => {
  await page.goto("/");
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = (await answer.json()) as { name: string; start_url: string; display: string; icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  for (const size of ["192x192", "512x512"]) {
    const icon = manifest.icons.find(({ sizes }) => sizes === size);
    expect((await page.request.get(icon?.src ?? "")).headers()["content-type"]).toBe("image/png");
  }
});
