// The count is the button: it answers at once, and the intention is kept until the server has it, over dead spots and
// reloads. Without this module the form does the same by a page load.

import { asAttendee } from "./attendee.js";
import { glide } from "./counts.js";
import { backoff, pause } from "./page.js";
import { number, words } from "./words.js";

const { api, summit } = document.body.dataset;
const shelf = `tribune:votes:${summit}`;

/** What the reader wants and the server has not confirmed: question id → whether signed. */
const intentions = new Map(stored());
const underWay = new Set();

function stored() {
  try { return JSON.parse(localStorage.getItem(shelf)) ?? []; } catch { return []; }
}

function keep() {
  try { localStorage.setItem(shelf, JSON.stringify([...intentions])); } catch { /* private mode: memory will do */ }
}

/** Whether this question's count is the reader's to say, and not the stream's. */
export const isPending = id => intentions.has(id);

const row = id => document.querySelector(`[data-id="${CSS.escape(id)}"]`);
const button = id => row(id)?.querySelector("button.up");

function show(id, { upvoted, upvotes, waiting = false }) {
  const up = button(id);
  if (!up) return;
  up.setAttribute("aria-pressed", upvoted);
  up.value = upvoted ? 0 : 1;
  up.toggleAttribute("data-waiting", waiting);
  if (upvotes !== undefined) glide(up.querySelector("b"), upvotes);
}

function say(sentence) {
  const connection = document.getElementById("connection");
  connection.textContent = sentence ?? "";
  connection.hidden = !sentence;
}

document.addEventListener("submit", event => {
  const form = event.target.closest("form.sign");
  if (!form) return;
  // Where a badge is asked for, the form leads to the page that asks.
  if (document.body.dataset.badge !== undefined && document.body.dataset.joined === undefined) return;
  event.preventDefault();
  const id = form.elements.question.value;
  const up = button(id);
  const wanted = up.getAttribute("aria-pressed") !== "true";
  const count = Number(up.querySelector("b").textContent.replace(/\D/g, ""));
  intentions.set(id, wanted);
  keep();
  show(id, { upvoted: wanted, upvotes: Math.max(0, count + (wanted ? 1 : -1)) });
  send(id);
});

async function send(id) {
  if (underWay.has(id)) return;
  underWay.add(id);
  for (let attempt = 0; intentions.has(id);) {
    const wanted = intentions.get(id);
    const wait = await deliver(id, wanted);
    if (wait === undefined) { attempt = 0; continue; }
    show(id, { upvoted: intentions.get(id), waiting: true });
    say(words.upvoteWaits);
    await Promise.race([pause((wait || backoff(attempt++)) * 1000), online()]);
  }
  underWay.delete(id);
  if (!underWay.size && document.getElementById("connection").textContent === words.upvoteWaits) say();
}

/** Sends one intention. Undefined when the server has decided; else seconds to wait, 0 where it did not say. */
async function deliver(id, wanted) {
  let response;
  try {
    response = await asAttendee(`${api}/questions/${id}/upvote`, { method: wanted ? "PUT" : "DELETE" });
  } catch { return 0; }
  if (response.status === 429 || response.status >= 500) return Number(response.headers.get("Retry-After")) || 0;
  const answer = await response.json().catch(() => ({}));
  // Changed one's mind meanwhile: the loop sends that too.
  if (intentions.get(id) !== wanted) return undefined;
  intentions.delete(id);
  keep();
  if (response.ok) {
    show(id, answer);
    if (document.getElementById("connection").textContent !== words.reconnecting) say();
  } else {
    const up = button(id);
    const count = up && Number(up.querySelector("b").textContent.replace(/\D/g, ""));
    show(id, { upvoted: !wanted, upvotes: count === undefined ? undefined : Math.max(0, count + (wanted ? -1 : 1)) });
    say({ arrived_too_late: words.tooLate, question_not_published: words.gone, question_not_found: words.gone }[answer.code] ?? words.failed);
  }
  return undefined;
}

const online = () => new Promise(resolve => addEventListener("online", resolve, { once: true }));

/** What the page came with is older than what the reader wants. */
function restore() {
  for (const [id, wanted] of intentions) {
    const up = button(id);
    if (!up || (up.getAttribute("aria-pressed") === "true") === wanted) continue;
    const count = Number(up.querySelector("b").textContent.replace(/\D/g, ""));
    show(id, { upvoted: wanted, upvotes: Math.max(0, count + (wanted ? 1 : -1)), waiting: true });
  }
}

document.addEventListener("replaced", restore);
restore();
for (const id of intentions.keys()) send(id);
