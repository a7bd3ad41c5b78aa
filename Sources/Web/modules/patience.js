// How long things may take. Runs in pages and in the service worker, and touches no document.

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** Seconds to wait before trying again: doubling, at most 30, spread so that a hall does not return at once. */
export const backoff = attempt => Math.min(30, 2 ** attempt) * (.5 + Math.random() / 2);

/** Milliseconds in which a request and the reading of its answer have to be done. */
const patience = 10_000;

/**
 * `fetch` that gives up: venue networks swallow requests without a word, and what waits behind this one must not wait for
 * ever. By a timer, since `AbortSignal.timeout` is missing in phones of before 2022.
 */
export function timely(url, options = {}) {
  const control = new AbortController();
  const { signal } = options;
  if (signal?.aborted) control.abort();
  signal?.addEventListener("abort", () => control.abort());
  setTimeout(() => control.abort(), patience);
  return fetch(url, { ...options, signal: control.signal });
}

/** A page as the server has it now. */
export const timelyPage = address => timely(address, { headers: { Accept: "text/html" } });
