// All tabs of a browser share one stream for each session or room, and a few streams in all: over plain HTTP a browser
// has six connections to a server, and the eighth tab would never be shown. One tab leads and tells the others what it
// hears; they notice within seconds when it goes or falls silent, and another leads. What is seen leads before what is
// hidden, whose timers the browser slows down.

import { source, stateOf, tell } from "./source.js";
import { channel as open } from "./storage.js";

/** Milliseconds between two signs of life, after which a leader is taken for gone, and in which one answers. */
const beat = 2000;
const silence = 6000;
const moment = 150;
/** Streams that the browser holds at most; further leaders only ask. */
const most = 4;

/** As `source` does, through whichever tab leads. Resumes by itself whenever the page does. */
export function share(url, { event, heard }) {
  const me = `${Math.random()}`;
  let channel, leader, own, since, how, timer, beating, hasHeard;
  /** Who leads elsewhere: id → `{ rank, at }`. */
  const others = new Map();

  const rank = () => [document.hidden ? 1 : 0, since, me];
  const isBefore = (left, right) => {
    const at = left.findIndex((value, index) => value !== right[index]);
    return at >= 0 && left[at] < right[at];
  };

  function start() {
    if (channel || own) return;
    channel = open("tribune/live");
    if (!channel) return lead();
    channel.onmessage = ({ data }) => receive(data);
    post({ what: "ask" });
    elect(moment);
  }

  function stop() {
    if (own) post({ what: "bye" });
    own?.close();
    channel?.close();
    clearTimeout(timer);
    clearInterval(beating);
    channel = leader = own = undefined;
    hasHeard = false;
    others.clear();
  }

  const post = message => channel?.postMessage({ ...message, url, from: me });

  // Who leads ----------------------------------------------------------------------------------------------------------

  /** Leads after so long, unless a leader is heard before. */
  function elect(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(lead, milliseconds);
  }

  /** Until the leader's next sign of life; those who notice do not all lead at once. */
  const watch = () => elect(silence + Math.random() * 500 + (document.hidden ? 1000 : 0));

  function lead() {
    clearTimeout(timer);
    leader = undefined;
    hasHeard = true;
    since = Date.now();
    own = source(url, {
      event(name, value) {
        post({ what: "event", name, value });
        event(name, value);
      },
      heard(now) {
        const isNews = how !== now;
        how = now;
        if (isNews) sign();
        heard(now);
      },
    });
    sign();
    beating = setInterval(sign, beat);
  }

  /** A sign of life; and a look at whether there are too many streams. */
  function sign() {
    if (!own) return;
    post({ what: "lead", rank: rank(), how });
    const now = performance.now();
    for (const [id, { at }] of others) if (now - at > silence) others.delete(id);
    own.allow([...others.values()].filter(other => isBefore(other.rank, rank())).length < most);
  }

  function follow(from) {
    leader = from;
    own?.close();
    own = undefined;
    clearInterval(beating);
    // Who leads from here on is told everything anew, and tells it.
    if (!hasHeard) askOnce();
    watch();
  }

  /** What was said before this page listened. */
  async function askOnce() {
    hasHeard = true;
    try { tell(await stateOf(url), event); } catch { /* the leader says when there is more */ }
  }

  // What is heard ------------------------------------------------------------------------------------------------------

  function receive({ what, from, ...message }) {
    if (message.url !== url) {
      if (what === "lead") others.set(from, { rank: message.rank, at: performance.now() });
      else if (what === "bye") others.delete(from);
      else if (what === "ask") sign();
      return;
    }
    switch (what) {
    case "ask": sign(); break;
    case "lead":
      // Of two that lead one goes on; and nobody who is seen waits for one who is hidden.
      if (own ? isBefore(rank(), message.rank) : !document.hidden && message.rank[0]) return own ? sign() : lead();
      follow(from);
      how = message.how;
      if (how) heard(how);
      break;
    case "event":
      if (from !== leader) return;
      watch();
      event(message.name, message.value);
      break;
    case "bye":
      if (from === leader) elect(Math.random() * moment + (document.hidden ? moment : 0));
    }
  }

  addEventListener("pagehide", stop);
  addEventListener("pageshow", event => { if (event.persisted) start(); });
  document.addEventListener("freeze", stop);
  document.addEventListener("resume", start);
  document.addEventListener("visibilitychange", () => {
    if (own) return sign();
    if (document.hidden || !leader) return;
    // Both may have slept.
    post({ what: "ask" });
    elect(4 * moment);
  });
  start();
}
