// The hall's time: the server's clock, at the place of the summit. A projector's own may be wrong, or abroad.

import { words, write } from "./words.js";

/** The server's milliseconds when this page's clock stood at zero, and the place's distance from Greenwich. */
let epoch = 0;
let offset = 0;

/** When the server wrote the page, in its milliseconds. */
export const written = () => Date.parse(document.body.dataset.now.replace(/(\.\d{3})\d+/, "$1"));

/** The page says when it was written; `at` is when that arrived. */
export function set(at = performance.now()) {
  const [, sign, hours, minutes] = document.body.dataset.now.match(/([+-])(\d\d):(\d\d)$/) ?? [0, "+", 0, 0];
  offset = (sign === "-" ? -1 : 1) * (hours * 60 + Number(minutes)) * 60_000;
  epoch = written() - at;
}

/** The server's time, in milliseconds. */
export const now = (at = performance.now()) => epoch + at;

const padded = value => String(value).padStart(2, "0");

/** `9 h 54`, `9:54` */
export function hour(milliseconds) {
  const there = new Date(milliseconds + offset);
  return words.hour.replace("#", there.getUTCHours()).replace("@", padded(there.getUTCMinutes()));
}

/** `12 min`, `1 h 05` */
export function duration(minutes) {
  if (minutes < 60) return words.minutes.replace("#", minutes);
  return words.hours.replace("#", Math.floor(minutes / 60)).replace("@", padded(minutes % 60));
}

/** Minutes until then, begun ones whole. */
const minutesTo = (time, from) => Math.ceil((time - from) / 60_000);

const put = (id, text) => {
  const element = document.getElementById(id);
  if (!element) return;
  write(element, text);
  if (id === "left") element.hidden = !text;
};

/** Keeps clock, time left and countdown; calls `passed` when the session's start or end comes. */
export function run(passed) {
  set(performance.getEntriesByType("navigation")[0]?.responseStart);
  let before = now();
  (function tick() {
    const time = now();
    const [starts, ends] = [Date.parse(document.body.dataset.starts), Date.parse(document.body.dataset.ends)];
    const isOn = document.querySelector("main[data-live]") && starts <= time && time < ends;
    put("clock", hour(time));
    put("left", isOn ? left(minutesTo(ends, time)) : "");
    put("countdown", starts > time ? countdown(minutesTo(starts, time)) : "");
    if ([starts, ends].some(moment => before < moment && moment <= time)) passed();
    before = time;
    setTimeout(tick, 1000 - time % 1000);
  })();
}

const left = minutes => minutes <= 1 ? words.last : words.left.replace("#", duration(minutes));

function countdown(minutes) {
  if (minutes > 12 * 60) return "";
  return minutes <= 1 ? words.soon : words.in.replace("#", duration(minutes));
}
