// One stream of events per tab, for those who are signed in: the number of unread notifications, and
// new comments of the note that is open. EventSource reconnects by itself, with a pause.

import { ask, place } from "./fragment.ts";
import { say } from "./toast.ts";
import { word } from "./words.ts";

/** A tab in the background gives its connection back: browsers allow six per host over HTTP/1. */
const HIDDEN_MS = 60_000;
/** After a refusal (not a lost connection) EventSource gives up; then we wait, longer each time. */
const RETRY_MS = 5_000;
const RETRY_MOST_MS = 5 * 60_000;

type Comment = { id: string; note: string; parent: string | null };

let source: EventSource | undefined;
let note: string | null = null;
let hiddenTimer: ReturnType<typeof setTimeout> | undefined;
let retryMs = RETRY_MS;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
const freshHearers: (() => void)[] = [];

const { signedIn, events } = document.body.dataset;
const given = signedIn === undefined ? undefined : events;
const ownNote = given ? new URL(given, location.href).searchParams.get("note") : null;

/** Calls `hear` when somebody published a note. */
export function onFresh(hear: () => void): void {
  freshHearers.push(hear);
}

/** Listens to the comments of `id`, or with `null` to those of the page's own note. */
export function listenTo(id: string | null): void {
  const next = id ?? ownNote;
  if (next === note) return;
  note = next;
  if (source) open();
}

function open(): void {
  close();
  if (!given) return;
  const address = new URL(given, location.href);
  if (note) address.searchParams.set("note", note);
  else address.searchParams.delete("note");
  source = new EventSource(address);
  source.addEventListener("open", () => {
    retryMs = RETRY_MS;
  });
  source.addEventListener("unread", ({ data }: MessageEvent<string>) => setUnread(Number(data)));
  source.addEventListener("fresh", () => {
    for (const hear of freshHearers) hear();
  });
  source.addEventListener("comment", ({ data }: MessageEvent<string>) => {
    try {
      void insert(JSON.parse(data) as Comment);
    } catch {
      // An event of a newer server: the next page load will know it.
    }
  });
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    retryTimer = setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, RETRY_MOST_MS);
  });
}

function close(): void {
  clearTimeout(retryTimer);
  source?.close();
  source = undefined;
}

async function insert({ id, note: about, parent }: Comment): Promise<void> {
  const list = commentList(String(about), parent === null ? null : String(parent));
  if (!list || document.getElementById(`c-${id}`)) return;
  try {
    const content = await ask(`/c/${encodeURIComponent(id)}`, "1");
    // It may be one's own, answered to the form in the meantime.
    if (document.getElementById(`c-${id}`)) return;
    const author = content.querySelector<HTMLElement>("[data-author]")?.dataset["author"] ?? "";
    place(content, (piece) => put(list, piece, parent !== null));
    say(word("js-comment-new", { name: author }));
  } catch {
    // Deleted again, or out of reach: the next page load shows what there is.
  }
}

/** Where comments of a note go (`null` when it is not open), or the replies to one of them. */
export function commentList(about: string | null, parent: string | null): Element | null {
  if (parent) return document.querySelector(`[data-replies="${CSS.escape(parent)}"]`);
  const open = about ? document.querySelector(`[data-note="${CSS.escape(about)}"] [data-comments]`) : null;
  if (open) return open;
  const lists = document.querySelectorAll("[data-comments], #comments");
  const list = lists[lists.length - 1];
  const of = list?.closest<HTMLElement>("[data-note]")?.dataset["note"];
  return !about || of === undefined || of === about ? (list ?? null) : null;
}

/** New comments come first, under a pinned one; replies come last, before the link to further ones. */
export function put(list: Element, piece: DocumentFragment, isReply: boolean): void {
  list.querySelector(":scope > [data-empty]")?.remove();
  if (isReply) {
    const more = list.querySelector(":scope > a[data-more], :scope > [data-more-holder]");
    if (more) more.before(piece);
    else list.append(piece);
    return;
  }
  const pinned = [...list.querySelectorAll(":scope > [data-pinned]")].at(-1);
  if (pinned) pinned.after(piece);
  else list.prepend(piece);
}

let unread = 0;

function setUnread(count: number): void {
  if (!Number.isFinite(count)) return;
  unread = count;
  for (const badge of document.querySelectorAll<HTMLElement>("[data-unread]")) {
    badge.hidden = count === 0;
    const number = badge.querySelector("[data-unread-count]") ?? badge;
    number.textContent = count > 99 ? "99+" : String(count);
  }
  setTitle(document.title);
}

/** Sets the title of the tab, with the number of unread notifications before it. */
export function setTitle(title: string): void {
  const bare = title.replace(/^\(\d+\+?\) /, "");
  document.title = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${bare}` : bare;
}

if (given) {
  note = ownNote;
  open();
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiddenTimer);
    if (document.hidden) hiddenTimer = setTimeout(close, HIDDEN_MS);
    else if (!source || source.readyState === EventSource.CLOSED) open();
  });
  // An open connection would keep the page out of the back/forward cache.
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => {
    if (event.persisted) open();
  });
}
