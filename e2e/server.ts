// The real server, one for each worker, on its own data and a port of its own.

import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Lang, type Words, wordsOf } from "./words.ts";

const START_MS = 30_000;
const STOP_MS = 10_000;
/** Loading a language model from a cold disk. */
const MODEL_MS = 90_000;

/** Tests do things faster than people do: none is limited. */
const ENVIRONMENT = {
  SAMPAN_GATE__STEP: "open",
  ...Object.fromEntries(
    ["SIGNUP", "SIGNIN", "NOTES", "COMMENTS", "UPLOADS", "REACTIONS", "VIEWS", "REQUESTS"].map((name) => [`SAMPAN_LIMITS__${name}`, "0/1"]),
  ),
};

function binary(): string {
  const target = process.env["CARGO_TARGET_DIR"] ?? fileURLToPath(new URL("../target", import.meta.url));
  const path = process.env["SAMPAN_BIN"] ?? join(target, "release", "sampan");
  if (!existsSync(path)) throw new Error(`${path} is missing: build it, or name the binary in SAMPAN_BIN`);
  return path;
}

export class Server {
  /** Passkeys need a name, not a number: a relying party is never an IP address. */
  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  #child: ChildProcess | undefined;
  #port = 0;
  #log = "";
  readonly #data: string;
  readonly #settings: NodeJS.ProcessEnv;

  private constructor(data: string, settings: NodeJS.ProcessEnv) {
    this.#data = data;
    this.#settings = settings;
  }

  static async start(settings: NodeJS.ProcessEnv = {}): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), "sampan-e2e-")), settings);
    await server.#start();
    return server;
  }

  /** Stops the server as an operator would, and starts it on the same data and port. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.#start();
  }

  async end(): Promise<void> {
    await this.#stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  /** Gives somebody a role, as an operator does on the command line. */
  role(handle: string, role: string): void {
    const args = ["account", "role", handle, role, "--data", this.#data];
    execFileSync(binary(), args, { cwd: this.#data, env: { ...inherited(), ...this.#settings } });
  }

  /** Waits until the server has said `words`. */
  async says(words: string): Promise<void> {
    const until = Date.now() + MODEL_MS;
    while (!this.#log.includes(words)) {
      if (Date.now() > until) throw new Error(`not a word of ${words} in ${MODEL_MS} ms:\n${this.#log}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  /** What the server said; shown when a test failed. */
  get log(): string {
    return this.#log;
  }

  async #start(): Promise<void> {
    const child = spawn(binary(), ["serve", "--listen", `127.0.0.1:${this.#port}`, "--data", this.#data], {
      // Away from a developer's own sampan.toml.
      cwd: this.#data,
      env: { ...inherited(), ...ENVIRONMENT, ...this.#settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#log = "";
    // Port 0 asks for any free one, and the server says which it got.
    this.#port = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no address after ${START_MS} ms:\n${this.#log}`)), START_MS);
      const hear = (chunk: Buffer) => {
        this.#log = (this.#log + chunk.toString()).slice(-100_000);
        const found = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(this.#log);
        if (!found) return;
        clearTimeout(timer);
        resolve(Number(found[1]));
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("error", reject);
      child.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`the server left with ${code}:\n${this.#log}`));
      });
    });
    const until = Date.now() + START_MS;
    for (;;) {
      try {
        const response = await fetch(`http://127.0.0.1:${this.#port}/health/ready`);
        if (response.ok) return;
      } catch {
        // Not yet.
      }
      if (Date.now() > until) throw new Error(`not ready after ${START_MS} ms:\n${this.#log}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
}

/** Everything but our own settings: the server refuses `SAMPAN_…` names that it does not know. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("SAMPAN_")));
}

type Fixtures = {
  /** The language that this project's browser asks for. */
  lang: Lang;
  /** The interface in that language. */
  words: Words;
  /** Whether pages run scripts. */
  scripted: boolean;
  /** Whether a note opens over the feed. */
  wide: boolean;
  /** A second person, in a browser of their own. */
  second: Page;
  /** Makes a page for another visitor, set up like this project. */
  visitor: () => Promise<Page>;
};

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.end();
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  lang: async ({ locale }, use) => {
    await use(locale?.startsWith("zh") ? "zh-Hans" : "en");
  },

  words: async ({ lang }, use) => {
    await use(wordsOf(lang));
  },

  scripted: async ({ javaScriptEnabled }, use) => {
    await use(javaScriptEnabled ?? true);
  },

  wide: async ({ viewport }, use) => {
    await use((viewport?.width ?? 0) >= 900);
  },

  visitor: async ({ browser, contextOptions, baseURL, viewport, locale, timezoneId, colorScheme, javaScriptEnabled, hasTouch, isMobile, deviceScaleFactor }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({
        ...contextOptions,
        viewport,
        hasTouch,
        isMobile,
        serviceWorkers: "block",
        ...(baseURL === undefined ? {} : { baseURL }),
        ...(locale === undefined ? {} : { locale }),
        ...(timezoneId === undefined ? {} : { timezoneId }),
        ...(colorScheme === undefined ? {} : { colorScheme }),
        ...(javaScriptEnabled === undefined ? {} : { javaScriptEnabled }),
        ...(deviceScaleFactor === undefined ? {} : { deviceScaleFactor }),
      });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  second: async ({ visitor }, use) => {
    await use(await visitor());
  },
});

test.afterEach(async ({ server }, info) => {
  if (info.status !== info.expectedStatus) await info.attach("server.log", { body: server.log, contentType: "text/plain" });
});

export { expect } from "@playwright/test";
