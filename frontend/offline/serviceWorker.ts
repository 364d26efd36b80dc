/**
 * What answers for the site while there is no network. It is one file without imports, so that a browser needs nothing
 * else to run it; offline/plugin.ts puts it beside index.html as sw.js.
 *
 * As long as the network answers, pages and settings are the network's: a page of an older version or the addresses of an
 * older deployment are never shown in their place. Only files whose names change with their content are taken from what
 * is kept. A newer version is kept whole before it counts, and counts once no page of the older one is open. Questions
 * to a node, an index or a store are let through: an answer of yesterday would look like one of today.
 */

declare const self: ServiceWorkerGlobalScope;

/** What the build writes in its place. */
declare const BUILD: {
  /** Changes with any file. */
  version: string;
  /** The script that its page begins with. */
  entry: string;
  /** Everything that the site needs offline, below where it is. */
  files: readonly string[];
  /** The path of what says where the chains are. Every language has the same. */
  settings: string;
  /** Where the site is in other languages, each of which is kept by itself. */
  elsewhere: readonly string[];
};

const scope = new URL(self.registration.scope).pathname;

/** An origin may have several sites, each with boxes of its own. */
const boxes = `colophon ${scope} `;
const keptFiles = `${boxes}${BUILD.version}`;
const keptSettings = `${boxes}settings`;

/** How many files are fetched at a time, so that what the person is waiting for is not held up. */
const atOnce = 4;

self.addEventListener("install", (event) => event.waitUntil(keepFiles()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
// A page that asks learns whether it is of this version.
self.addEventListener("message", ({ data, ports: [port] }) => {
  if (data === "entry") port?.postMessage(BUILD.entry);
});
// What newly waits is shown by pages (frontend/src/lib/notifications.ts), and leads to where it is done.
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data));
});
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

const isElsewhere = (pathname: string): boolean => BUILD.elsewhere.some((home) => pathname.startsWith(home));

/** How long a page may take to say that it goes there, in milliseconds. */
const patience = 1_500;

/** Shows a page of the site: in the tab that was used last, if it answers, else in a new one. */
async function openPage(data: unknown): Promise<void> {
  const { path } = (data ?? {}) as { path?: unknown };
  const { href } = new URL(`${scope}${String(path ?? "/").replace(/^\/+/, "")}`, location.origin);
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const own = all.filter(({ url }) => {
    const { pathname } = new URL(url);
    return pathname.startsWith(scope) && !isElsewhere(pathname);
  });
  const there = own.find(({ url }) => url === href);
  const page = there ?? own[0];
  // A browser allows one of both after a click, so the page is asked first.
  if (page && (there || (await goesTo(page, href)))) await page.focus();
  else await self.clients.openWindow(href);
}

/** Asks a page to go somewhere without being loaded anew, and whether it does. */
function goesTo(page: Client, href: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), patience);
    port1.onmessage = () => resolve(true);
    const { pathname, search, hash } = new URL(href);
    page.postMessage({ open: `${pathname}${search}${hash}` }, [port2]);
  });
}

/** Keeps all files of this version. One that does not come ends it: half a version is none. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(keptFiles);
  const waiting = [...BUILD.files];
  const next = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const url = `${scope}${file}`;
      const known = isAsset(file) ? await caches.match(url) : undefined;
      await cache.put(url, known ?? (await fetchFile(url)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  // The page that asked for this had its settings before anybody could keep them.
  const { settings } = BUILD;
  await asFarAsThereIsRoom(async () => {
    const response = await fetch(settings, { cache: "no-store" });
    if (response.ok) await keepSettings(settings, response);
  });
  const page = await cache.match(scope);
  if (!(await page?.text())?.includes(BUILD.entry)) throw new Error("This site is of another version just now.");
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  return withoutWay(response);
}

/** The same answer as if nobody had sent us elsewhere: a browser takes no other for a page. */
const withoutWay = (response: Response): Response =>
  response.redirected ? new Response(response.body, { headers: response.headers }) : response;

async function forgetOthers(): Promise<void> {
  const others = (await caches.keys()).filter(
    (name) => name.startsWith(boxes) && name !== keptFiles && name !== keptSettings,
  );
  await Promise.all(others.map((name) => caches.delete(name)));
}

const isAsset = (file: string): boolean => file.startsWith("assets/");

/** What is answered here; undefined for what the browser asks for itself. */
function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return undefined;
  if (pathname === BUILD.settings) return askForSettings(request);
  if (!pathname.startsWith(scope) || isElsewhere(pathname)) return undefined;
  const file = pathname.slice(scope.length);
  if (isAsset(file)) return askForAsset(request);
  // Pages have addresses without an ending, and are all drawn by one.
  if (request.mode === "navigate") return askNetwork(request, /\.[^/]*$/.test(file) ? pathname : scope);
  return BUILD.files.includes(file) ? askNetwork(request, pathname) : undefined;
}

/** The network's answer, whatever it is; what is kept if there is no network. */
async function askNetwork(request: Request, kept: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const known = await (await caches.open(keptFiles)).match(kept);
    if (!known) throw error;
    return known;
  }
}

/** A file that is the same for ever. What some servers send in place of one that they do not have is not kept. */
async function askForAsset(request: Request): Promise<Response> {
  const known = await caches.match(request.url);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && !isPage(response)) {
    const copy = response.clone();
    await asFarAsThereIsRoom(async () => (await caches.open(keptFiles)).put(request.url, copy));
  }
  return response;
}

/** Keeping something may be refused, or find no room. The person gets what they asked for all the same. */
const asFarAsThereIsRoom = (keep: () => Promise<void>): Promise<void> => keep().catch(() => undefined);

const isPage = ({ headers }: Response): boolean => headers.get("content-type")?.startsWith("text/html") ?? false;

/** Where the chains are: the network's answer, and without a network the last one, which says since when it is kept. */
async function askForSettings(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    const known = await (await caches.open(keptSettings)).match(request.url);
    if (!known) throw error;
    return known;
  }
  const copy = response.clone();
  if (response.ok) await asFarAsThereIsRoom(() => keepSettings(request.url, copy));
  return response;
}

async function keepSettings(url: string, response: Response): Promise<void> {
  const text = await response.text();
  try {
    JSON.parse(text);
  } catch {
    // A hotel's page, in place of the network.
    return;
  }
  // Without the time of the answer, which a page would take for that of now.
  const headers = { "Content-Type": "application/json", "X-Colophon-Kept": new Date().toISOString() };
  await (await caches.open(keptSettings)).put(url, new Response(text, { headers }));
}
