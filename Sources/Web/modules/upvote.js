// The count is the button: it answers at once, and says whether the vote is being sent, is kept on the phone, or counts.
// The outbox keeps the wish until the server has it. Without this module the form does the same by a page load.

import { glide } from "./counts.js";
import { keep, keptFor, outbox } from "./outbox.js";
import { submitPlainly } from "./page.js";
import { number, words } from "./words.js";

const { api, summit } = document.body.dataset;

/** What the reader wants and the server has not confirmed: question id → `{ signs, isWaiting }`. */
const wishes = new Map();

/** Whether this question's count is the reader's to say, and not the stream's. */
export const isPending = id => wishes.has(id);

const row = id => document.querySelector(`[data-id="${CSS.escape(id)}"]`);
const button = id => row(id)?.querySelector("button.up");
const isSigned = up => up.getAttribute("aria-pressed") === "true";
const shown = up => Number(up.querySelector("b").textContent.replace(/\D/g, ""));

// What is shown ------------------------------------------------------------------------------------------------------

/** Shows a vote as given or taken back, and the count that follows from it unless the server said one. */
function press(id, signs, upvotes) {
  const up = button(id);
  if (!up) return;
  const count = upvotes ?? (isSigned(up) === signs ? undefined : Math.max(0, shown(up) + (signs ? 1 : -1)));
  up.setAttribute("aria-pressed", signs);
  up.value = signs ? 0 : 1;
  if (count !== undefined) glide(up.querySelector("b"), count);
  mark(up, wishes.get(id));
}

/** In words where the noun stands: being sent, or to be sent. */
function mark(up, wish) {
  const noun = up.querySelector("small");
  noun.dataset.noun ??= noun.textContent;
  up.toggleAttribute("data-sending", wish !== undefined && !wish.isWaiting);
  up.toggleAttribute("data-waiting", wish?.isWaiting === true);
  noun.textContent = !wish ? noun.dataset.noun : wish.isWaiting ? words.voteWaits : words.voteLeaves;
}

/** Said once by a screen reader, and for as long as votes wait. */
function say() {
  const connection = document.getElementById("connection");
  const isOurs = [words.upvoteWaits, ""].includes(connection.textContent);
  const waits = [...wishes.values()].some(wish => wish.isWaiting);
  if (!isOurs) return;
  connection.textContent = waits ? words.upvoteWaits : "";
  connection.hidden = !waits;
}

// What is wanted -----------------------------------------------------------------------------------------------------

document.addEventListener("submit", event => {
  const form = event.target.closest("form.sign");
  if (!form) return;
  // Where a badge is asked for, the form leads to the page that asks.
  if (document.body.dataset.badge !== undefined && document.body.dataset.joined === undefined) return;
  event.preventDefault();
  const id = form.elements.question.value;
  const signs = !isSigned(button(id));
  wish(id, signs).catch(() => submitPlainly(form, "sign", signs ? 1 : 0));
});

/** Rejects where this browser keeps nothing. */
async function wish(id, signs) {
  wishes.set(id, { signs, isWaiting: navigator.onLine === false });
  press(id, signs);
  await keep({
    summit, api, place: location.pathname, title: document.querySelector("h1").textContent,
    kind: signs ? "upvote" : "withdrawal", subject: `upvote/${id}`, method: signs ? "PUT" : "DELETE",
    url: `${api}/questions/${id}/upvote`, reader: document.body.dataset.joined || undefined,
    language: document.documentElement.lang,
    about: { question: id, signs, text: row(id).querySelector("blockquote").textContent },
  });
}

/** What became of it, here, in another tab or in the service worker. */
outbox.addEventListener("change", ({ detail: { what, act } }) => {
  const id = act.about?.question;
  if (act.summit !== summit || !act.subject.startsWith("upvote/")) return;
  const { signs } = act.about;
  switch (what) {
  case "kept": case "sending": case "waiting":
    wishes.set(id, { signs, isWaiting: what === "waiting" || navigator.onLine === false });
    press(id, signs);
    break;
  case "sent":
    wishes.delete(id);
    press(id, act.answer.upvoted, act.answer.upvotes);
    break;
  case "refused":
    // Nothing has changed there; why is said in words beside it.
    wishes.delete(id);
    press(id, !signs);
    break;
  case "gone":
    if (wishes.delete(id)) press(id, !signs);
  }
  say();
});

/** What the page came with is older than what the reader wants. */
function restore() {
  for (const [id, { signs }] of wishes) press(id, signs);
}

document.addEventListener("replaced", restore);
keptFor(summit).then(acts => {
  for (const act of acts) {
    if (act.state !== "waiting" || !act.subject.startsWith("upvote/") || wishes.has(act.about.question)) continue;
    wishes.set(act.about.question, { signs: act.about.signs, isWaiting: true });
  }
  restore();
  say();
});
