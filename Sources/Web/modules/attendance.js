// Opening a session's page checks in: so the room is counted.

import { json } from "./answers.js";
import { asAttendee } from "./attendee.js";
import { glide } from "./counts.js";
import { sayCookiesNeeded } from "./unkept.js";

async function checkIn() {
  const { api, session, box, joined } = document.body.dataset;
  if (box === "closed" || box === "cancelled") return;
  // Where a badge is asked for, its form joins.
  if (document.body.dataset.badge !== undefined && joined === undefined) return;
  const response = await asAttendee(`${api}/sessions/${session}/attendance`, { method: "PUT" }, true);
  if (response.status === 429) return later(response);
  const { attendees, code } = await json(response);
  if (code === "cookies_needed") sayCookiesNeeded();
  const shown = document.getElementById("attendees");
  if (shown && Number.isInteger(attendees)) glide(shown, attendees);
}

/** A hall that comes all at once comes in turn: spread, so that it does not return as one. */
const later = response =>
  setTimeout(open, (Number(response.headers.get("Retry-After")) || 5) * 1000 * (1 + Math.random()));

// A failure is no news to the reader: the next opening counts.
const open = () => checkIn().catch(() => {});
open();
// Back from another session by the browser's back button.
addEventListener("pageshow", event => { if (event.persisted) open(); });
