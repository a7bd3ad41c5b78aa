// The room goes on, and so may the reader: what is on there now is offered, and nobody is taken there.

import { hour } from "./announcements.js";
import { typed, words, write } from "./words.js";

/** What is on in the room of the session that this page shows. */
export function room({ phase, session }) {
  const place = document.getElementById("onward");
  const { summit, session: own, starts } = document.body.dataset;
  // Of a session that is still to come, what is on before it is no continuation.
  const goesOn = session && session.slug !== own && phase !== "over"
    && Date.parse(session.startsAt) >= Date.parse(starts);
  place.hidden = !goesOn;
  if (!goesOn) return;
  const link = place.firstElementChild;
  link.href = `/${summit}/${session.slug}`;
  const text = (phase === "on" ? words.roomNow : words.roomNext.replace("@", hour(session.startsAt)))
    .replace("#", () => typed(session.title));
  write(link, text);
}
