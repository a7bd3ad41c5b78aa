// Announcements on the phone, as they are made: the newest on top, each once, however often the stream says it.

import { from } from "./from.js";
import { prose } from "./words.js";

const place = () => document.getElementById("announcements");
const item = id => place()?.querySelector(`[data-announcement="${CSS.escape(id)}"]`);
/** What was taken back does not come again by an older message. */
const gone = new Set();

export function announcement({ id, text, from: name, announcedAt }) {
  if (!place() || gone.has(id) || item(id)) return;
  const time = make("time", "", hour(announcedAt));
  time.dateTime = announcedAt;
  const entry = make("li", "", make("p", "meta", make("b", "", from(name)), " ", time), make("p", "said", ...prose(text)));
  entry.dataset.announcement = id;
  place().hidden = false;
  place().querySelector("ol").prepend(entry);
}

export function withdrawal({ id }) {
  gone.add(id);
  item(id)?.remove();
  if (place()) place().hidden = !place().querySelector("li");
}

/** The hour of the place, whose offset the server wrote, as the page's other hours are: 9 h 30, 9:30. */
export function hour(timestamp) {
  const [hours, minutes] = timestamp.slice(11, 16).split(":");
  if (document.documentElement.lang !== "fr") return `${Number(hours)}:${minutes}`;
  return `${Number(hours)}\u202Fh${minutes === "00" ? "" : `\u202F${minutes}`}`;
}

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
