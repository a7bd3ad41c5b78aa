// What the browser keeps and offers beside the page, where it does: kiosks, in-app viewers and strict settings have
// none of it, or throw when it is only looked at. Every module asks here. Runs in the service worker too.

/** `read` gives null, `write` false and `keys` nothing where nothing is kept. */
const area = name => ({
  read: key => attempt(() => globalThis[name].getItem(key), null),
  write: (key, value) => attempt(() => { globalThis[name].setItem(key, value); return true; }, false),
  remove: key => attempt(() => globalThis[name].removeItem(key)),
  keys: () => attempt(() => Object.keys(globalThis[name]), []),
});

/** For good, and for as long as the tab is open. */
export const local = area("localStorage");
export const tab = area("sessionStorage");

/** To the browser's other tabs and its service worker; undefined where there is none. */
export const channel = name => attempt(() => new BroadcastChannel(name));

/** `navigator.serviceWorker`, over HTTPS. */
export const workers = () => attempt(() => navigator.serviceWorker);

/** The names of the kept pages' caches. */
export const cacheNames = () => attempt(() => caches.keys(), Promise.resolve([])).catch(() => []);

/** A cookie that scripts may write; false where it was not kept. */
export const setCookie = text => attempt(() => { document.cookie = text; return true; }, false);

function attempt(look, otherwise) {
  try { return look() ?? otherwise; } catch { return otherwise; }
}
