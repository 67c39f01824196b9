// The words of the interface, from the same catalogues that the server reads: tests say which message
// they mean, and so run in every language.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { readFileSync } from "node:fs";

export type Lang = "en" | "zh-Hans";
export type Words = (key: string, values?: Record<string, string | number>) => string;

const catalogues = new Map<Lang, FluentBundle>();

function catalogue(lang: Lang): FluentBundle {
  const known = catalogues.get(lang);
  if (known) return known;
  const source = readFileSync(new URL(`../crates/web/locales/${lang}.ftl`, import.meta.url), "utf8");
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  catalogues.set(lang, bundle);
  return bundle;
}

/** What the server would say for `key`; a number `n` is also given as `count`, as the server does. */
export function wordsOf(lang: Lang): Words {
  const bundle = catalogue(lang);
  return (key, values = {}) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`${lang}.ftl has no ${key}`);
    const all = values["n"] === undefined ? values : { count: String(values["n"]), ...values };
    return bundle.formatPattern(pattern, all, null);
  };
}

/** `text` as a pattern that matches it literally, wherever it stands. */
export function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
