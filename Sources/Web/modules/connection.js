// The one line that says how the page stands with the server. Several modules speak there; the gravest word is shown. What
// is said is known here, and never read off the page: a browser that translates pages rewrites it.

import { write } from "./words.js";

const order = ["away", "asks", "votes"];
const said = new Map();

/** Says something, or with no text takes it back. */
export function say(kind, text) {
  if (text) said.set(kind, text); else said.delete(kind);
  const place = document.getElementById("connection");
  const shown = order.find(kind => said.has(kind));
  if (shown) write(place, said.get(shown)); else write(place, "");
  place.dataset.says = shown ?? "";
  place.hidden = !shown;
}
