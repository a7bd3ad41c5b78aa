// News of one session or room: pushed by the server, and where a proxy or a scanner holds the stream back, asked for until
// it speaks.

import { json } from "./answers.js";
import { backoff, timely } from "./timing.js";

/** Milliseconds. A new stream speaks at once; then it is heard every 15 seconds at least. */
const first = 8000;
const silence = 35_000;
/** From one question to the next: a hall does not ask in step. */
const interval = () => 15_000 + Math.random() * 10_000;

const names = ["room", "snapshot", "announcement", "withdrawal", "beat"];

/**
 * Calls `event` with the name and value of whatever comes, and `heard` with how: `live` with every event, `asks` with
 * every answer, `away` once neither comes. Gives `close`, and `allow` to say whether it may hold a stream.
 */
export function source(url, { event, heard }) {
  let stream, reopening, watch, asking, request, how;
  let streams = true, isClosed = false, attempt = 0, mutes = 0;

  function open() {
    clearTimeout(reopening);
    clearTimeout(watch);
    stream?.close();
    stream = undefined;
    if (!streams) return askSoon(0);
    const own = stream = new EventSource(url);
    wait(Math.min(silence, first * 2 ** mutes));
    for (const name of names) own.addEventListener(name, message => {
      [attempt, mutes] = [0, 0];
      stopAsking();
      wait(silence);
      say("live");
      event(name, message.data ? JSON.parse(message.data) : undefined);
    });
    // The browser reconnects by itself after a failure of the network, but not after an answer that is no stream.
    own.addEventListener("error", () => {
      if (how !== "asks") say("away");
      askSoon(first);
      if (own.readyState === EventSource.CLOSED) reopening = setTimeout(open, backoff(attempt++) * 1000);
    });
  }

  /** A connection on which nothing comes looks like any other to the browser. */
  function wait(milliseconds) {
    clearTimeout(watch);
    watch = setTimeout(() => {
      mutes++;
      if (how === "live") say("away");
      askSoon(0);
      open();
    }, milliseconds);
  }

  function say(now) {
    how = now;
    heard(now);
  }

  function askSoon(milliseconds) {
    asking ??= setTimeout(ask, milliseconds + Math.random() * 1000);
  }

  function stopAsking() {
    clearTimeout(asking);
    request?.abort();
    asking = request = undefined;
  }

  async function ask() {
    const own = request = new AbortController();
    try {
      const state = await stateOf(url, own.signal);
      if (own.signal.aborted) return;
      say("asks");
      tell(state, event);
    } catch {
      if (own.signal.aborted) return;
      say("away");
    }
    asking = setTimeout(ask, interval());
  }

  function close() {
    isClosed = true;
    for (const timer of [reopening, watch]) clearTimeout(timer);
    stopAsking();
    stream?.close();
    removeEventListener("online", open);
    removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", look);
  }

  const offline = () => { say("away"); askSoon(first); };
  // A phone that wakes up has a dead connection.
  const look = () => { if (!document.hidden && stream?.readyState !== EventSource.OPEN && streams) open(); };

  addEventListener("online", open);
  addEventListener("offline", offline);
  document.addEventListener("visibilitychange", look);
  open();
  return {
    close,
    allow(yes) {
      if (yes === streams || isClosed) return;
      streams = yes;
      open();
    },
  };
}

/** What a stream would say first, asked for. Rejects when it cannot be had. */
export async function stateOf(url, signal) {
  const response = await timely(url.replace(/\/live$/, "/state"), { signal });
  if (!response.ok) throw new Error(`${response.status}`);
  return json(response);
}

/** Calls `event` with a state's parts, in the order in which a stream says them. */
export function tell({ room, snapshot, announcements, withdrawals }, event) {
  if (room) event("room", room);
  if (snapshot) event("snapshot", snapshot);
  for (const announcement of announcements) event("announcement", announcement);
  for (const withdrawal of withdrawals) event("withdrawal", withdrawal);
}
