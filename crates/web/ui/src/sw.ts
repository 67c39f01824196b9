// The service worker: what an installed Sampan shows without a network, and pictures seen once.
//
// It keeps no page but the offline page, so nobody's notes stay on a shared computer, and it never
// touches anything but GET. `build.mjs` fills in the two constants.

declare const self: ServiceWorkerGlobalScope;
declare const VERSION: string;
declare const SHELL_FILES: string[];

const SHELL = `shell-${VERSION}`;
const MEDIA = "media";
const OFFLINE = "/offline";
/** Renditions of pictures; the oldest go first. */
const MEDIA_MOST = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

async function fill(): Promise<void> {
  const shell = await caches.open(SHELL);
  // Without cookies, so that the page is nobody's.
  await shell.put(OFFLINE, await fetch(OFFLINE, { credentials: "omit", cache: "reload" }));
  await shell.addAll(SHELL_FILES);
}

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name !== SHELL && name !== MEDIA) await caches.delete(name);
  // The request for a page then does not wait for this worker to start.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method !== "GET") {
    // Pictures of private notes go with the account that saw them.
    if (url.pathname === "/signout") event.waitUntil(caches.delete(MEDIA));
    return;
  }
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(kept(event, SHELL));
  else if (url.pathname.startsWith("/media/") && !request.headers.has("range")) event.respondWith(kept(event, MEDIA));
});

async function page(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch (error) {
    const offline = await caches.match(OFFLINE);
    if (offline) return offline;
    throw error;
  }
}

async function kept(event: FetchEvent, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const found = await cache.match(event.request);
  if (found) return found;
  const response = await fetch(event.request);
  if (response.status === 200 && response.type === "basic") {
    const copy = response.clone();
    event.waitUntil(keep(cache, event.request, copy, name));
  }
  return response;
}

async function keep(cache: Cache, request: Request, copy: Response, name: string): Promise<void> {
  try {
    await cache.put(request, copy);
    if (name !== MEDIA) return;
    const keys = await cache.keys();
    for (const old of keys.slice(0, Math.max(0, keys.length - MEDIA_MOST))) await cache.delete(old);
  } catch {
    // The disk is full: the picture was shown all the same.
  }
}

export {};
