// The service worker: a page opens without a network, in the state in which it was last seen, and says so. Stylesheets
// and modules come from the phone; pages from the network if it answers soon. The API and its streams are the
// network's alone: nothing old is ever taken for new. The server fills in VERSION and NAMES.

import { isPage } from "/assets/VERSION/answers.js";
import { flush } from "/assets/VERSION/outbox.js";
import { atMost, timely } from "/assets/VERSION/timing.js";

const version = "VERSION";
const names = ["NAMES"];
const files = `files/${version}`;
/** Milliseconds that a page may take where an older one is at hand. */
const timeout = 4000;
/** And where there is none: then the page says that there is no network. */
const longest = 30_000;
/** Pages kept of a summit. */
const most = 40;

const asset = name => `/assets/${version}/${name}`;

addEventListener("install", event => event.waitUntil((async () => {
  const cache = await caches.open(files);
  await Promise.all([...names.map(asset), "/offline.fr.html", "/offline.en.html"].map(async address => {
    const response = await timely(address, { cache: "no-cache" });
    // What a hotel's sign-in page says to everything would be kept as a module for good.
    if (!response.ok || isForeign(address, response)) throw new Error(address);
    await cache.put(address, response);
  }));
  await skipWaiting();
})()));

/** Whether it is another's page in place of our file. */
const isForeign = (address, response) => /\.html$/.test(address) ? !isPage(response)
  : /\bhtml\b/.test(response.headers.get("Content-Type") ?? "html");

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("files/") && name !== files) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const first = url.pathname.split("/")[1];
  if (first === "assets") event.respondWith(file(request, url));
  else if (/^\/api\/v1\/summits\/[^/]+\/(theme\.css|logo)$/.test(url.pathname)) event.respondWith(look(request, url));
  else if (["api", "healthz", "readyz", "metrics"].includes(first) || /\/(screen|stage|overview)$|\/(stage|overview)\/|\.\w+$/.test(url.pathname)) return;
  else if (request.mode === "navigate") event.respondWith(page(event, url));
  // A page that fetches itself anew is told the truth, also that there is no network.
  else if (request.headers.get("Accept") === "text/html") event.respondWith(network(event, url));
});

// Some browsers wake the worker when the network is back; where anything still waits, they will again.
addEventListener("sync", event => event.waitUntil(flush().then(waits => {
  if (waits) throw new Error();
})));

// Files --------------------------------------------------------------------------------------------------------------

/** An address never changes its bytes; of another version the server has these bytes as well, or newer ones. */
async function file(request, url) {
  const [, , wanted, name] = url.pathname.split("/");
  const kept = await caches.match(asset(name));
  if (wanted === version) return kept ?? atMost(longest, fetch(request));
  try {
    const response = await soon(fetch(request));
    if (response.ok && !isForeign(name, response) || !kept) return response;
  } catch (error) {
    if (!kept) throw error;
  }
  return kept;
}

/** A summit's colour and logo, whose addresses change with them; without a network, those that were there before. */
async function look(request, url) {
  const cache = await caches.open("looks");
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  try {
    const response = await atMost(longest, fetch(request));
    if (response.ok && url.search && !isForeign(url.pathname, response)) {
      await cache.delete(request, { ignoreSearch: true, ignoreVary: true });
      await cache.put(request, response.clone());
    }
    return response;
  } catch (error) {
    const before = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (before) return before;
    throw error;
  }
}

// Pages --------------------------------------------------------------------------------------------------------------

async function page(event, url) {
  const fresh = network(event, url);
  const key = keyOf(url);
  const kept = key && await caches.match(key, { ignoreVary: true });
  try {
    const response = await (kept ? soon(fresh) : atMost(longest, fresh));
    if (response.status < 500 || !kept) return response;
  } catch { /* no network, or none to speak of */ }
  return kept ? marked(kept) : away();
}

/** What the network answers; it is kept, also where it comes too late to be shown. */
function network(event, url) {
  const response = (async () => await event.preloadResponse ?? fetch(event.request))();
  event.waitUntil(response.then(answer => store(event.request, keyOf(url), answer.clone())).catch(() => {}));
  return response;
}

const soon = answer => atMost(timeout, answer);

/** The address under which a page is kept; nothing for a search, for what is said once, or is nobody's to keep. */
function keyOf({ pathname, searchParams }) {
  if (["badge", "done", "q"].some(name => searchParams.has(name)) || pathname.endsWith("/privacy/me")) return undefined;
  const query = new URLSearchParams(searchParams);
  query.delete("language");
  return pathname + (`${query}` && `?${query}`);
}

/** Keeps a page of ours. Pages are kept by summit and reader: nobody is shown what was another's. */
async function store(request, key, response) {
  const reader = response.headers.get("Tribune-Reader");
  const isSaidOnce = response.headers.get("Cache-Control")?.includes("no-store");
  if (!key || response.status !== 200 || reader === null || isSaidOnce || request.headers.has("Tribune-Asked")) return;
  const summit = key.split(/[/?]/)[1];
  const [nobody, mine] = [`pages/${summit}/-`, `pages/${summit}/${reader}`];
  for (const name of await caches.keys())
    if (name.startsWith(`pages/${summit}/`) && name !== mine && name !== nobody) await caches.delete(name);
  if (mine !== nobody) await (await caches.open(nobody)).delete(key, { ignoreVary: true });
  const cache = await caches.open(mine);
  // The latest last.
  await cache.delete(key, { ignoreVary: true });
  await cache.put(key, response);
  for (const old of (await cache.keys()).slice(0, -most)) await cache.delete(old, { ignoreVary: true });
}

/** The page with its own sentence that says of when it is, shown before all else. */
async function marked(kept) {
  const text = await kept.text();
  const said = text.match(/<p id="stale"[^]*?<\/p>/)?.[0] ?? "";
  const html = text.replace(said, "").replace(/<main[^>]*>/, main => main + said.replace(" hidden", ""));
  return new Response(html, { headers: plain(kept.headers) });
}

/** The sentence for what was never opened, in the language that was read last. */
async function away() {
  let language = navigator.language;
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages/")) continue;
    const cache = await caches.open(name);
    const last = (await cache.keys()).pop();
    language = (last && (await cache.match(last, { ignoreVary: true }))?.headers.get("Content-Language")) ?? language;
  }
  const kept = await caches.match(`/offline.${language.startsWith("fr") ? "fr" : "en"}.html`, { ignoreVary: true });
  return kept ? new Response(kept.body, { headers: plain(kept.headers) }) : Response.error();
}

function plain(headers) {
  const copy = new Headers(headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) copy.delete(name);
  return copy;
}
