// How long things may take. Runs in pages and in the service worker, and touches no document. Waits are measured by
// `performance.now()`, which nobody sets; a stamp of the device's clock that outlives a page is believed only within the
// wait that it stands for.

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

let attendees = 0;

/** How many are in the room, as the newest state says. */
export const inRoom = count => { attendees = count; };

/**
 * Waits for a random part of `least` milliseconds, of four for each in the room where that is more: phones that fetch a page
 * for the same reason ask one after the other, some 250 a second.
 */
export const spread = least => pause(Math.random() * Math.max(least, attendees * 4));

/** What a promise resolves to, or a rejection after so many milliseconds. */
export const atMost = (milliseconds, promise) => {
  let timer;
  const end = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error()), milliseconds); });
  return Promise.race([promise, end]).finally(() => clearTimeout(timer));
};

/** Seconds to wait before trying again: doubling, at most 30, spread so that a hall does not return at once. */
export const backoff = attempt => Math.min(30, 2 ** attempt) * (.5 + Math.random() / 2);

/**
 * Milliseconds still to wait until a stamp of `Date.now()` that was at most `longest` ahead when it was made. A clock that
 * was set back since makes it look further: then there is nothing to wait for.
 */
export const remaining = (until, longest, now = Date.now()) => {
  const left = until - now;
  return left > 0 && left <= longest ? left : 0;
};

/** Milliseconds in which a request and the reading of its answer have to be done. */
const timeout = 10_000;

/**
 * `fetch` that gives up: venue networks swallow requests without a word, and what waits behind this one must not wait for
 * ever. By a timer, since `AbortSignal.timeout` is missing in phones of before 2022.
 */
export function timely(url, options = {}) {
  const control = new AbortController();
  const { signal } = options;
  if (signal?.aborted) control.abort();
  signal?.addEventListener("abort", () => control.abort());
  setTimeout(() => control.abort(), timeout);
  return fetch(url, { ...options, signal: control.signal });
}

/** A page as the server has it now. */
export const timelyPage = address => timely(address, { headers: { Accept: "text/html" } });

/** The longest wait, in seconds, that an answer can ask for. */
const longest = 600;

/** Seconds that an answer asks to wait, by the server's own clock where it names a time; undefined where it asks for none. */
export function retryAfter(response) {
  const said = response.headers.get("Retry-After");
  if (!said) return undefined;
  const seconds = /^\d+$/.test(said) ? Number(said)
    : (Date.parse(said) - Date.parse(response.headers.get("date") ?? "")) / 1000;
  return seconds >= 0 ? Math.min(seconds, longest) : undefined;
}
