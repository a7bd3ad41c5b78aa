// The list of questions brought up to date in its place: each keeps its position, what is gone goes, what is new waits
// until the reader asks for it.

import { json } from "./answers.js";
import { keepInPlace } from "./scroll-anchor.js";
import { timely } from "./timing.js";

const { api } = document.body.dataset;
const rows = root => [...root.querySelectorAll("#questions > .questions > [data-id]")];

/** Rows by what the server says of them now. Resolves once those that it says nothing of are known to be gone or not. */
export async function settle(fresh) {
  const next = new Map(rows(fresh).map(row => [row.dataset.id, row]));
  const shown = rows(document);
  const total = Number(fresh.getElementById("questions").dataset.total);
  const isComplete = total <= next.size;
  const missing = shown.filter(row => !next.has(row.dataset.id));
  const gone = isComplete ? missing : await hidden(missing);
  const [place, newest] = [document.getElementById("questions"), fresh.getElementById("questions")];
  // Nothing is left to keep in its place, or the seats are others now that the threshold is fixed.
  if (gone.length === shown.length || seats(fresh) !== seats(document)) return void place.replaceWith(document.adoptNode(newest));
  keepInPlace(() => {
    for (const row of gone) row.remove();
    for (const row of shown) {
      const other = next.get(row.dataset.id);
      if (!other || other.outerHTML === row.outerHTML) continue;
      const focused = row.contains(document.activeElement);
      row.replaceWith(document.adoptNode(other));
      if (focused) other.querySelector("button, a")?.focus({ preventScroll: true });
    }
    place.dataset.total = Math.min(Number(place.dataset.total) - gone.length, total);
  });
}

const seats = root => root.getElementById("seats")?.outerHTML;

/** Those that are not published any more; a list is too long to tell. */
async function hidden(missing) {
  const answers = await Promise.all(missing.slice(0, 10).map(row =>
    timely(`${api}/questions/${row.dataset.id}`)
      .then(async response => response.status === 404 || response.ok && (await json(response)).state !== "published")
      .catch(() => false)));
  return missing.filter((row, index) => answers[index]);
}

/** What stands first, of what is shown: by this the reader is told that the order has changed. */
export function leaders({ questions }) {
  const shown = new Set(rows(document).map(row => row.dataset.id));
  return questions.map(({ id }) => id).filter(id => shown.has(id)).slice(0, 5).join();
}
