// The count is the button: it answers at once, and says whether the vote is being sent, is kept on the phone, or counts.
// The outbox keeps the wish until the server has it. Without this module the form does the same by a page load.

import { say as sayConnection } from "./connection.js";
import { glide, shown } from "./counts.js";
import { keep, keptFor, outbox } from "./outbox.js";
import { submitPlainly } from "./page.js";
import "./unkept.js";
import { words, write } from "./words.js";

const { api, summit } = document.body.dataset;

/** What the reader wants and the server has not confirmed: question id → `{ signs, isWaiting, hasWaited }`. */
const wishes = new Map();

/** Whether this question's count is the reader's to say, and not the stream's. */
export const isPending = id => wishes.has(id);

const row = id => document.querySelector(`[data-id="${CSS.escape(id)}"]`);
const button = id => row(id)?.querySelector("button.up");
const isSigned = up => up.getAttribute("aria-pressed") === "true";

// What is shown ------------------------------------------------------------------------------------------------------

/** Shows a question's votes: their number, and the noun under it. */
export function vote(up, value) {
  glide(up.querySelector("b"), value);
  write(up.querySelector("small"), value === 1 ? words.noun : words.nouns);
}

/** Shows a vote as given or taken back, and the count that follows from it unless the server said one. */
function press(id, signs, upvotes) {
  const up = button(id);
  if (!up) return;
  const count = upvotes ?? (isSigned(up) === signs ? undefined : Math.max(0, shown(up.querySelector("b")) + (signs ? 1 : -1)));
  up.setAttribute("aria-pressed", signs);
  up.value = signs ? 0 : 1;
  if (count !== undefined) vote(up, count);
  mark(up, wishes.get(id));
}

/** In words in the noun's place: being sent, or to be sent. The button's name stays what it is; those who listen are told below. */
function mark(up, wish) {
  up.toggleAttribute("data-sending", wish !== undefined && !wish.isWaiting);
  up.toggleAttribute("data-waiting", wish?.isWaiting === true);
  up.querySelector("small").classList.toggle("hidden", wish !== undefined);
  let said = up.querySelector("small[aria-hidden]");
  if (!wish) return said?.remove();
  if (!said) {
    said = document.createElement("small");
    said.setAttribute("aria-hidden", "true");
    up.append(said);
  }
  write(said, wish.isWaiting ? words.voteWaits : words.voteLeaves);
}

/** Said once by a screen reader, and for as long as votes wait. */
function say() {
  sayConnection("votes", [...wishes.values()].some(wish => wish.isWaiting) ? words.upvoteWaits : "");
}

/** Whoever was told that a vote waits is told that it counts. */
function arrived(wish) {
  const told = document.getElementById("told");
  if (told && wish?.hasWaited && wish.signs) told.textContent = words.voteCounts;
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
  note(id, signs);
  await keep(wishOf(id, signs, row(id).querySelector("blockquote").textContent));
}

/** The act for the outbox: that the reader signs this question, or does not. */
export const wishOf = (id, signs, text) => ({
  summit, api, place: location.pathname, title: document.querySelector("h1").textContent,
  kind: signs ? "upvote" : "withdrawal", subject: `upvote/${id}`, method: signs ? "PUT" : "DELETE",
  url: `${api}/questions/${id}/upvote`, reader: document.body.dataset.joined || undefined,
  language: document.documentElement.lang, about: { question: id, signs, text },
});

function note(id, signs, waits = false) {
  const isWaiting = waits || navigator.onLine === false;
  wishes.set(id, { signs, isWaiting, hasWaited: isWaiting || wishes.get(id)?.hasWaited });
  press(id, signs);
}

/** What became of it, here, in another tab or in the service worker. */
outbox.addEventListener("change", ({ detail: { what, act } }) => {
  const id = act.about?.question;
  if (act.summit !== summit || !act.subject.startsWith("upvote/")) return;
  const { signs } = act.about;
  switch (what) {
  case "kept": case "sending": case "waiting":
    note(id, signs, what === "waiting");
    break;
  case "sent":
    arrived(wishes.get(id));
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
    wishes.set(act.about.question, { signs: act.about.signs, isWaiting: true, hasWaited: true });
  }
  restore();
  say();
});
