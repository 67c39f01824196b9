// [data-complete]: while writing @han or #tik, a list of people or topics to choose from.
// [data-find]: while writing into a search, the people and topics that begin so, to go there at once.
//
// The field keeps the focus; arrow keys move through the list, Enter or Tab takes, Esc closes it.

import { each } from "./arrive.ts";
import { say } from "./toast.ts";
import { word } from "./words.ts";

type Suggestion = { insert: string; label: string; href: string };
type Field = HTMLTextAreaElement | HTMLInputElement;

const WAIT_MS = 150;
/** `@` or `#` at the beginning of a word, and what follows up to the caret. */
const OPEN_WORD = /(?:^|[^\p{L}\p{N}_@#&/])([@#＠＃][\p{L}\p{M}\p{N}_.\-·]{0,50})$/u;

let lists = 0;

each("textarea[data-complete], input[data-complete], input[data-find]", (field: Field) => {
  // The list is not needed before somebody writes.
  if (document.activeElement === field) complete(field);
  else field.addEventListener("focus", () => complete(field), { once: true });
});

function complete(field: Field): void {
  const finds = field.dataset["find"] !== undefined;
  const open = finds ? sought : openWord;
  const list = document.createElement("ul");
  list.id = `suggestions-${++lists}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", word("js-suggestions-label"));
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.autocomplete = "off";

  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = -1;
  let suggestions: Suggestion[] = [];

  const close = () => {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    list.replaceChildren();
    suggestions = [];
    current = -1;
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (index: number) => {
    current = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) {
        field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    }
  };

  const take = (index: number) => {
    const suggestion = suggestions[index];
    if (suggestion && finds) {
      close();
      location.assign(suggestion.href);
      return;
    }
    const typed = open(field);
    if (suggestion && typed) {
      const end = field.selectionStart ?? field.value.length;
      field.setRangeText(`${suggestion.insert} `, end - typed.length, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    close();
    field.focus();
  };

  const look = async (typed: string) => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const query = typed.replace("＠", "@").replace("＃", "#");
      const response = await fetch(`/complete?q=${encodeURIComponent(query)}`, {
        headers: { Accept: "application/json" },
        signal,
      });
      if (!response.ok) return close();
      const answer = (await response.json()) as Suggestion[];
      if (signal.aborted) return;
      if (answer.length === 0 || open(field) !== typed) return close();
      suggestions = answer;
      list.replaceChildren(...answer.map(optionOf));
      list.hidden = false;
      // A search is sent as it is typed, unless somebody goes down the list.
      mark(finds ? -1 : 0);
      say(word("js-suggestions", { n: answer.length }));
    } catch {
      if (!signal.aborted) close();
    }
  };

  const optionOf = ({ insert, label }: Suggestion, at: number): HTMLElement => {
    const option = document.createElement("li");
    option.id = `${list.id}-${at}`;
    option.setAttribute("role", "option");
    const name = document.createElement("b");
    name.textContent = insert;
    option.append(name);
    if (label && label !== insert) option.append(" ", label);
    // Before the field loses the focus.
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(at);
    });
    return option;
  };

  field.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    clearTimeout(timer);
    const typed = open(field);
    if (!typed) return close();
    timer = setTimeout(() => void look(typed), WAIT_MS);
  });
  field.addEventListener("compositionend", () => field.dispatchEvent(new Event("input", { bubbles: true })));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || list.hidden || event.isComposing) return;
    const { length } = suggestions;
    if (event.key === "ArrowDown") mark((current + 1) % length);
    else if (event.key === "ArrowUp") mark((current + length - (current < 0 ? 0 : 1)) % length);
    else if ((event.key === "Enter" || event.key === "Tab") && current >= 0) take(current);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    // Esc closes the list, not the dialog around it.
    event.stopPropagation();
  });
}

/** What is looked for so far. */
function sought(field: Field): string | undefined {
  return field.value.trim() || undefined;
}

/** The unfinished @handle or #topic before the caret. */
function openWord(field: Field): string | undefined {
  if (field.selectionStart !== field.selectionEnd) return undefined;
  return OPEN_WORD.exec(field.value.slice(0, field.selectionStart ?? 0))?.[1];
}
