// What the reader did and the server has not confirmed: kept on the phone and sent in order, as soon as it can be had,
// over dead spots, reloads and closed tabs. Everything may be repeated: a question carries the key that was made when
// it was sent first, an upvote is a wish of which the last one counts. What is refused stays until the reader says so.
// Runs in pages and in the service worker, and touches no document.

import { json } from "./answers.js";
import { within } from "./browser-store.js";
import { exclusively } from "./exclusive.js";
import { joining } from "./joining.js";
import { channel as open, workers } from "./storage.js";
import { backoff, remaining, retryAfter, timely } from "./timing.js";

/**
 * An act: `{ summit, api, place, title, kind, subject, method, url, body?, key?, reader?, language, about? }`, and of the
 * outbox's own `id`, `revision`, `state` (`waiting`, `refused`, `sent`), `tried`, `notBefore` and the `delay` that it is
 * counted from, in milliseconds, `problem`, `answer`.
 * `subject` is what a later act replaces; `about` is for the page that shows it.
 */

/** Dispatches `change`, with `{ what, act }`: `kept`, `sending`, `waiting`, `sent`, `refused`, `gone`. */
export const outbox = new EventTarget();

const channel = open("tribune/outbox");
channel?.addEventListener("message", ({ data }) => tell(data));

const tell = detail => outbox.dispatchEvent(new CustomEvent("change", { detail }));
function announce(what, act) {
  tell({ what, act });
  channel?.postMessage({ what, act });
}

// Keeping ------------------------------------------------------------------------------------------------------------

/** Keeps an act, in place of an earlier one with the same subject, and sends it. Resolves when it is on disk. */
export async function keep(act) {
  const kept = await within("acts", "readwrite", async acts => {
    const before = (await acts.all()).find(other => other.summit === act.summit && other.subject === act.subject);
    const next = { ...act, state: "waiting", notBefore: 0, revision: (before?.revision ?? 0) + 1 };
    if (before) next.id = before.id;
    return { ...next, id: await acts.put(next) };
  });
  announce("kept", kept);
  wakeLater();
  flush();
  return kept;
}

/** Everything kept for a summit, oldest first. */
export const keptFor = async summit =>
  (await within("acts", "readonly", acts => acts.all())).filter(act => act.summit === summit);

export async function dismiss(id) {
  const act = await within("acts", "readwrite", async acts => {
    const act = await acts.get(id);
    if (act) await acts.remove(id);
    return act;
  });
  if (act) announce("gone", act);
}

/** Sends what was refused once more, as whoever reads now. */
export async function retry(id) {
  const act = await update(id, act => ({ ...act, state: "waiting", notBefore: 0, problem: undefined, reader: undefined }));
  if (act) announce("kept", act);
  wakeLater();
  return flush();
}

export async function forget(summit) {
  for (const act of await keptFor(summit)) await dismiss(act.id);
}

/** Changes an act, or removes it where `change` gives nothing, unless it is gone, or another wish has taken its place since. */
const update = (id, change, revision) => within("acts", "readwrite", async acts => {
  const act = await acts.get(id);
  if (!act || revision !== undefined && act.revision !== revision) return undefined;
  const next = change(act);
  if (next) await acts.put(next); else await acts.remove(id);
  return next || act;
});

// Sending ------------------------------------------------------------------------------------------------------------

let queued;
let timer;
let failures = 0;

/** Sends what waits, one after the other; resolves to whether anything still waits. Called together, it runs once. */
export function flush() {
  queued ??= exclusively("outbox", isOurs => {
    // What is kept from here on needs another run.
    queued = undefined;
    return sendAll(isOurs);
  }, wait).catch(() => { queued = undefined; return true; });
  return queued;
}

const allWaiting = async () =>
  (await within("acts", "readonly", acts => acts.all())).filter(act => act.state === "waiting");

/** Somebody else is sending, or sleeps over it: what is kept here is said to wait. */
async function wait() {
  for (const act of await allWaiting()) announce("waiting", act);
}

/** Milliseconds that the server wants this one to wait. */
const delayOf = ({ notBefore, delay = 0 }) => remaining(notBefore, delay);

/** Stops where the lease went to another while this page slept. */
async function sendAll(isOurs) {
  clearTimeout(timer);
  for (;;) {
    const waiting = await allWaiting();
    if (!waiting.length) { failures = 0; return false; }
    if (!isOurs()) return sleep(backoff(0) * 1000);
    const due = waiting.find(act => !delayOf(act));
    if (!due) return sleep(Math.min(...waiting.map(delayOf)));
    announce("sending", due);
    const outcome = await deliver(due);
    await settle(due, outcome);
    if (!outcome.away) failures = 0;
    if (!outcome.away) continue;
    // Nobody answers: what comes behind it would fare no better.
    for (const act of waiting) if (act.id !== due.id) announce("waiting", act);
    return sleep(Math.max(outcome.after ?? 0, backoff(failures++)) * 1000);
  }
}

function sleep(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(flush, Math.max(milliseconds, 100));
  return true;
}

async function settle({ id, revision }, { answer, problem, after, away }) {
  const change = act => {
    // The page says what became of a question; the rest is seen.
    if (answer) return act.kind === "question" && { ...act, state: "sent", answer };
    if (problem) return { ...act, state: "refused", problem };
    const delay = away ? 0 : after * 1000;
    return { ...act, tried: act.tried || away === "unsure", notBefore: Date.now() + delay, delay };
  };
  const act = await update(id, change, revision);
  if (act) announce(answer ? "sent" : problem ? "refused" : "waiting", answer ? { ...act, answer } : act);
}

/**
 * Sends an act, whether it was kept or not: `{ answer }`, `{ problem }`, `{ after }` seconds where the server wants
 * delay of this one, else `{ away }`.
 */
export async function deliver(act) {
  const isOffline = navigator.onLine === false;
  try {
    let response = await send(act);
    if (response.status === 401) {
      // A person who was forgotten does not come back by what lay here, unless whoever holds the phone says so.
      const problem = await json(response);
      if (act.reader && problem.code === "attendee_unknown") return { problem };
      response = await joining(act.api, () => send(act), { unasked: isAlone });
    }
    const after = retryAfter(response);
    if (response.status >= 500 || response.status === 408) return { away: "unsure", after };
    if (response.status === 204) return { answer: {} };
    const body = await json(response);
    if (response.status === 429) return { after: after ?? backoff(3) };
    // A page is there for whoever has to accept cookies.
    if (isAlone && body.code === "cookies_needed") return { away: "offline" };
    if (!isOurs(act, response, body)) return { away: "unsure" };
    return response.ok ? { answer: body } : { problem: body };
  } catch {
    return { away: isOffline ? "offline" : "unsure" };
  }
}

/** Whether the answer has the shape that this act is answered with: anything else is somebody else's. */
function isOurs({ kind }, { ok }, body) {
  if (!ok) return typeof body.code === "string";
  if (kind === "upvote" || kind === "withdrawal") return Number.isInteger(body.upvotes) && typeof body.upvoted === "boolean";
  return kind !== "question" || typeof body.id === "string" && typeof body.receipt === "string";
}

/** In the service worker, where nobody sees what is said. */
const isAlone = globalThis.document === undefined;

const send = act => timely(act.url, {
  method: act.method, body: act.body, redirect: "error",
  headers: {
    "Accept-Language": act.language,
    ...act.body !== undefined && { "Content-Type": "application/json" },
    // Done in nobody else's name, whoever holds the phone by then.
    ...act.reader !== undefined && { "Tribune-Reader": act.reader },
    ...act.key !== undefined && { "Idempotency-Key": act.key },
  },
});

/** Where the browser can, it wakes the service worker when the network is back, also with no page open. */
function wakeLater() {
  workers()?.ready
    .then(registration => registration.sync?.register("outbox")).catch(() => { /* a page will do it */ });
}
