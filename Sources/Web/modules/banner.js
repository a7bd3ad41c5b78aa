// Announcements on the wall: for their minute, counted by the server's clock, over whatever else is shown.

import { from, typed } from "./words.js";

const place = document.getElementById("announcements");
const most = 3;
const gone = new Set();

/** Ends it when its minute is over; a later word of the server replaces an earlier one. */
const timers = new Map();
function end(entry, milliseconds) {
  clearTimeout(timers.get(entry.dataset.announcement));
  timers.set(entry.dataset.announcement, setTimeout(() => remove(entry), milliseconds));
}

function remove(entry) {
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
  const [who, what] = [document.createElement("b"), document.createElement("p")];
  who.textContent = from(name);
  what.textContent = typed(text);
  entry.append(who, what);
  place.prepend(entry);
  place.hidden = false;
  end(entry, shownFor);
  for (const old of [...place.children].slice(most)) remove(old);
}

export function withdrawal({ id }) {
  gone.add(id);
  if (shown(id)) remove(shown(id));
}

// What the page came with began to count when the server wrote it.
const age = performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
for (const entry of place.children) end(entry, Math.max(0, Number(entry.dataset.shownFor) - age));
