// The time that a session still has, counted on from the server's clock, in the steps of `TimeLeft`.

import { number, words, write } from "./words.js";

const filled = (word, value) => word.replace("#", number(value));

/** Minutes as they are said: above an hour as a time. */
function span(minutes) {
  if (minutes <= 60) return filled(words.minutes, minutes);
  return filled(words.hours, Math.floor(minutes / 60)).replace("@", String(minutes % 60).padStart(2, "0"));
}

/** What is said so many milliseconds before start and end, and how urgent it is. Undefined: hours away. */
function said(starts, ends) {
  const minutes = milliseconds => Math.ceil(milliseconds / 60_000);
  if (starts >= 7_200_000) return undefined;
  if (starts > 0) return [words.starts.replace("#", span(minutes(starts))), ""];
  if (ends > 300_000) return [words.left.replace("#", span(minutes(ends))), ""];
  if (ends > 60_000) return [words.soon.replace("#", span(minutes(ends))), "soon"];
  if (ends > 0) return [words.soon.replace("#", filled(words.seconds, Math.ceil(ends / 1000))), "soon"];
  if (ends > -3_600_000) return [words.over.replace("#", span(Math.max(1, minutes(-ends)))), "over"];
  return [words.ended, ""];
}

/** The server's milliseconds when this page's clock, which nobody sets, stood at zero. */
let epoch = 0;

export function synchronize() {
  const { now } = document.getElementById("left").dataset;
  epoch = Date.parse(now) - performance.now();
  tick();
}

function tick() {
  const left = document.getElementById("left");
  const now = epoch + performance.now();
  const told = said(Date.parse(left.dataset.starts) - now, Date.parse(left.dataset.ends) - now);
  if (!told) return;
  const [text, urgency] = told;
  write(left, text);
  left.className = urgency;
}

synchronize();
setInterval(tick, 1000);
