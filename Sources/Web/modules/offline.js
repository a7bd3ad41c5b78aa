// Every page on a phone: sends what waits, keeps itself for when there is no network, and when it came from the phone
// itself (its first lines say so, and of when it is) looks for a newer one.

import { isPage } from "./answers.js";
import { flush, outbox } from "./outbox.js";
import { tab, workers } from "./storage.js";
import { atMost, backoff, remaining, timely, timelyPage } from "./timing.js";

const worker = workers();
const { dataset } = document.body;
/** What the service worker answered with because the network did not. */
const old = document.querySelector("#stale:not([hidden]), .away");

// What waits ---------------------------------------------------------------------------------------------------------

flush();
addEventListener("online", flush);
addEventListener("pageshow", event => { if (event.persisted) flush(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });

// Keeping pages ------------------------------------------------------------------------------------------------------

const here = location.pathname + location.search;
// A badge's code, and what is said once, are not kept.
const isKept = !/[?&](badge|done)=/.test(location.search);
let keptAt = -Infinity;

async function install() {
  const isFirst = !worker.controller;
  await worker.register("/sw.js", { type: "module" });
  if (isFirst)
    await atMost(60_000, new Promise(resolve => worker.addEventListener("controllerchange", resolve, { once: true })));
  keptAt = performance.now();
  // The first visit came before anybody could keep it, and whoever scans a session's code has not seen the programme.
  if (isFirst && isKept) await timelyPage(here);
  if (isFirst)
    for (const look of document.querySelectorAll("link[rel=stylesheet], img.logo")) await timely(look.href ?? look.src);
  const programme = `/${location.pathname.split("/")[1]}`;
  if (!await caches.match(programme, { ignoreVary: true })) await timelyPage(programme);
}

/** Whoever comes back finds the session as it was when they left. */
function leave() {
  if (!document.hidden || dataset.session === undefined || !isKept || performance.now() - keptAt < 60_000) return;
  keptAt = performance.now();
  timelyPage(here).catch(() => {});
}

// Over plain HTTP there is none, and the pages are the network's alone. What fails now is tried by the next page.
if (worker) {
  const start = () => install().catch(() => {});
  if (document.readyState === "complete") start(); else addEventListener("load", start, { once: true });
  if (!old) document.addEventListener("visibilitychange", leave);
}

// Coming back --------------------------------------------------------------------------------------------------------

let timer;
let attempt = 0;

/** Loads the page anew once it can be had; where somebody is writing, the link in the first lines does. */
async function freshen() {
  clearTimeout(timer);
  try {
    const response = await timelyPage(here);
    const isOurs = response.status < 500 && isPage(response);
    if (isOurs && !isWriting()) {
      const left = untilReload();
      if (left <= 0) return location.reload();
      timer = setTimeout(freshen, left);
      return;
    }
  } catch { /* not yet */ }
  timer = setTimeout(freshen, backoff(attempt++) * 1000);
}

const isWriting = () => document.querySelector("#ask.open") !== null
  || [...document.querySelectorAll("textarea")].some(field => field.value !== field.defaultValue);

/** Between two loads, in milliseconds: a network that is too slow for the page is not asked for it without end. */
const rest = 20_000;

/** Milliseconds still to wait; the page's own age counts where the device's clock was set since. */
function untilReload() {
  const left = Math.min(remaining(Number(tab.read("tribune:reloaded")) + rest, rest), rest - performance.now());
  if (left > 0) return left;
  tab.write("tribune:reloaded", Date.now());
  return 0;
}

if (old) {
  addEventListener("online", freshen);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) freshen(); });
  // What was sent shows that the network is back.
  outbox.addEventListener("change", ({ detail }) => { if (detail.what === "sent") freshen(); });
  timer = setTimeout(freshen, 1000);
}
