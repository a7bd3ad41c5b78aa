// Announcements on the wall: for their minute, counted by the server's clock, over the questions and never over the way
// to join.

import { from } from "./from.js";
import { set } from "./words.js";

const place = document.getElementById("announcements");
const most = 3;
/** Characters; beyond, an announcement is set smaller (as `WallAnnouncements` does). */
const long = 120;
/** What was taken back does not come again by an older message; after its minute nobody says it any more. */
const gone = new Set();
const minute = 60_000;

/** Ends it when its minute is over; a later word of the server replaces an earlier one. */
const timers = new Map();
function end(entry, milliseconds) {
  clearTimeout(timers.get(entry.dataset.announcement));
  timers.set(entry.dataset.announcement, setTimeout(() => remove(entry), milliseconds));
}

function remove(entry) {
  clearTimeout(timers.get(entry.dataset.announcement));
  timers.delete(entry.dataset.announcement);
  entry.remove();
  place.hidden = !place.firstElementChild;
}

const shown = id => place.querySelector(`[data-announcement="${CSS.escape(id)}"]`);

export function announcement({ id, text, from: name, shownFor }) {
  if (gone.has(id)) return;
  const before = shown(id);
  if (before) return end(before, shownFor);
  const entry = document.createElement("div");
  entry.dataset.announcement = id;
  entry.className = [...text].length > long ? "news long" : "news";
  const [who, what] = [document.createElement("b"), document.createElement("p")];
  who.textContent = from(name);
  set(what, text);
  what.dir = "auto";
  entry.append(who, what);
  place.prepend(entry);
  place.hidden = false;
  end(entry, shownFor);
  for (const old of [...place.children].slice(most)) remove(old);
}

export function withdrawal({ id }) {
  gone.add(id);
  setTimeout(() => gone.delete(id), 2 * minute);
  if (shown(id)) remove(shown(id));
}

/** Of another session, only what its page shows as well. */
export function keepOnly(fresh) {
  for (const entry of [...place.children]) {
    if (!fresh?.querySelector(`[data-announcement="${CSS.escape(entry.dataset.announcement)}"]`)) remove(entry);
  }
}

// What the page came with began to count when the server wrote it.
const age = performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
for (const entry of place.children) end(entry, Math.max(0, Number(entry.dataset.shownFor) - age));
