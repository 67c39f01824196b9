// Browser tests. They start the real binary (server.ts), so build it first: `make release`, or name
// it in SAMPAN_BIN. Photographs for them are made by photos.py.

import { defineConfig, type ReporterDescription } from "@playwright/test";

/** What needs real models. */
const MODELS = ["translation.spec.ts", "captions.spec.ts"];

/** What renders videos, and wants the machine for itself. */
const FILMS = "watch.spec.ts";
const desktop = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const reporter: ReporterDescription[] = [["list"]];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  forbidOnly: Boolean(process.env["CI"]),
  // A test that passes the second time hides a race, ours or the server's.
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter,
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    timezoneId: "America/New_York",
    locale: "en-US",
    // It stands between the page and the network, where request counts and offline tests look.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "desktop",
      testIgnore: [...MODELS, FILMS],
      use: desktop,
    },
    {
      name: "phone",
      testIgnore: [...MODELS, FILMS],
      use: phone,
    },
    // These three run what their difference can break.
    {
      name: "chinese",
      testMatch: ["journey.spec.ts", "axe.spec.ts", "compose.spec.ts"],
      use: { viewport: { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" },
    },
    {
      name: "dark",
      testMatch: "axe.spec.ts",
      use: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
    },
    // One after the other: run after those above.
    { name: "films", testMatch: FILMS, use: desktop },
    { name: "films-phone", testMatch: FILMS, use: phone },
    // With a language model and a speech model, which want the whole machine: run after the others.
    {
      name: "translation",
      testMatch: MODELS,
      // Recording would take the processor from the model.
      use: { viewport: { width: 1440, height: 900 }, trace: "off" },
    },
    {
      name: "no-js",
      testMatch: ["journey.spec.ts", "search.spec.ts", "crowd.spec.ts"],
      use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false },
    },
  ],
});
