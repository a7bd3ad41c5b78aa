// The moment when a threshold falls: the only spectacle of the wall, two seconds, once a question.

import { now, written } from "./clock.js";
import { seats } from "./counts.js";
import { pause } from "./timing.js";
import { house, make } from "./wall.js";
import { prose, words } from "./words.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
/** What came while the wall was away for longer than this, in milliseconds, is no moment any more. */
const news = 60_000;

/** Questions whose promise this wall has seen; what was met before its page was written is no news. */
let met = new Set();
let since = written();
let spectacle = Promise.resolve();

/** Another session, whose page says what it says. */
export function forget() {
  met = new Set();
  since = written();
}

export function celebrate(questions) {
  for (const question of questions) {
    const { id, promise } = question;
    if (!promise || met.has(id)) continue;
    met.add(id);
    const time = Date.parse(promise.metAt);
    if (promise.state === "owed" && time > since && now() - time < news) {
      spectacle = spectacle.then(() => moment(question));
    }
  }
}

async function moment(question) {
  const place = document.getElementById("moment");
  const drawing = house();
  const text = make("blockquote", "", ...prose(question.text));
  text.dir = "auto";
  place.replaceChildren(drawing, text, make("p", "", words.moment));
  place.hidden = false;
  if (drawing) await sitDown(drawing);
  await pause(still.matches || !drawing ? 2000 : 1000);
  place.hidden = true;
  place.replaceChildren();
}

/** The seats turn amber from left to right within a second; by timer, since a hidden page is drawn no frames. */
async function sitDown(drawing) {
  const all = seats(drawing);
  drawing.classList.add("full");
  const taken = drawing.querySelector(".taken");
  if (still.matches) return taken.setAttribute("d", all.join(""));
  const start = performance.now();
  for (let share = 0; share < 1;) {
    await pause(16);
    share = Math.min(1, (performance.now() - start) / 1000);
    taken.setAttribute("d", all.slice(0, Math.ceil(all.length * share)).join(""));
  }
}
