// The stars appear when they can be given, ten minutes before the session's end, also when that end was moved; never
// under the fingers of somebody who is giving them.

import { refresh } from "./page.js";
import { spread } from "./timing.js";

const place = () => document.getElementById("feedback");
let timer;

/** Fetches the part anew, a moment later for each phone. */
export async function renew() {
  await spread(2000);
  // What cannot be had now comes with the next visit.
  if (place() && !busy()) await refresh(["feedback"]).catch(() => {});
}

/** Whether the reader is at it, or has typed what was not sent. */
function busy() {
  const comment = document.getElementById("comment");
  return place().contains(document.activeElement) || comment && comment.value !== comment.defaultValue
    || [...place().querySelectorAll("[name=stars]")].some(stars => stars.checked !== stars.defaultChecked);
}

function wait() {
  clearTimeout(timer);
  const opensIn = place()?.dataset.opensIn;
  // Longer than a timer can be is another day.
  if (opensIn !== undefined && Number(opensIn) < 86400) timer = setTimeout(renew, Number(opensIn) * 1000);
}

document.addEventListener("replaced", ({ detail }) => { if (detail.includes("feedback")) wait(); });
wait();
