// Asking the server for a piece of a page. The server's HTML is trusted: it was escaped there.

import { arrived } from "./arrive.ts";

/** The server answered, but not with what was asked for. `said` is its own text for the reader. */
export class Refused extends Error {
  readonly status: number;
  readonly said: string;

  constructor(status: number, said: string) {
    super(`refused with ${status}`);
    this.status = status;
    this.said = said;
  }
}

/** Never settles: the browser is already on its way to another page. */
const LEAVING = new Promise<never>(() => undefined);

/** Which kind of fragment the server should answer with. */
export type Kind = "1" | "cards" | "overlay" | (string & {});

/**
 * The fragment at `url`.
 *
 * Rejects with `Refused` for an answer of 4xx or 5xx, and with the browser's own error when there was
 * no answer. Goes to the sign-in page for 401, and to the place of a redirect: then it never settles.
 */
export async function ask(url: string, kind: Kind, init: RequestInit = {}): Promise<DocumentFragment> {
  const response = await fetch(url, {
    ...init,
    // A fragment must never be stored under the address of its page: Back would show it bare.
    cache: "no-store",
    headers: { "Sampan-Fragment": kind, Accept: "text/html" },
  });
  if (response.status === 401) {
    const here = location.pathname + location.search;
    location.assign(`/signin?next=${encodeURIComponent(here)}`);
    return LEAVING;
  }
  const content = parse(await response.text());
  if (!response.ok) {
    const message = content.querySelector('[role="alert"]') ?? content.querySelector(".error");
    throw new Refused(response.status, message?.textContent?.trim() ?? "");
  }
  if (response.redirected) {
    location.assign(response.url);
    return LEAVING;
  }
  return content;
}

export function parse(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Puts `content` in the document by `put`, then wakes the modules that wait for its elements. */
export function place(content: DocumentFragment, put: (content: DocumentFragment) => void): Element[] {
  const elements = [...content.children];
  put(content);
  arrived(elements);
  return elements;
}

/** What the answer wants to be announced. */
export function spoken(content: DocumentFragment): string | null {
  return content.querySelector("[data-say]")?.getAttribute("data-say") ?? null;
}
