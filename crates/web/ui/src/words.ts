// Texts come from the server, in the page's language: <script type="application/json" id="words">.

let words: Record<string, string> | undefined;

function read(): Record<string, string> {
  const source = document.getElementById("words")?.textContent;
  if (!source) return {};
  try {
    return JSON.parse(source) as Record<string, string>;
  } catch {
    return {};
  }
}

/** The text under `key` with its `{places}` filled in; empty when the page has none. */
export function word(key: string, places: Record<string, string | number> = {}): string {
  words ??= read();
  const text = words[key] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

/** The page's language, for `Intl`. */
export function language(): string {
  return document.documentElement.lang || "en";
}
