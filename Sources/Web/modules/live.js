// The session as it moves: counts glide, the order waits until asked.

import { announcement, withdrawal } from "./announcements.js";
import { fill, glide } from "./counts.js";
import { renew } from "./feedback.js";
import { flush } from "./outbox.js";
import { pause, refresh } from "./page.js";
import { follow } from "./stream.js";
import { isPending } from "./upvote.js";
import { number, words } from "./words.js";

const { api, session, view } = document.body.dataset;
const element = id => document.getElementById(id);

follow(`${api}/sessions/${session}/live`, { snapshot, connected, announcement, withdrawal });

let isConnected = false;

function connected(yes) {
  const connection = element("connection");
  // Where states arrive, what waits can leave.
  if (yes && !isConnected) flush();
  isConnected = yes;
  document.body.toggleAttribute("data-away", !yes);
  // A page that says of when it is has said that there is no network.
  if (!yes && document.querySelector("#stale:not([hidden])")) return;
  if (yes && connection.textContent !== words.reconnecting) return;
  connection.textContent = yes ? "" : words.reconnecting;
  connection.hidden = yes;
}

let turning = false;
let missed = false;
let newest;

function snapshot(state) {
  newest = state;
  const { box, threshold, closes } = document.body.dataset;
  const changed = box !== "cancelled" && (state.box !== box || String(state.threshold ?? 0) !== threshold);
  // Fewer questions: one was hidden or withdrawn, and should not stay on phones.
  const fewer = state.total < Number(element("questions").dataset.total);
  if ((changed || fewer) && !turning) turn(changed);
  // The session's end was moved, and with it the time from which it can be rated.
  if ((state.closesAt ?? undefined) !== (closes || undefined)) {
    document.body.dataset.closes = state.closesAt ?? "";
    renew();
  }
  if (element("attendees")) glide(element("attendees"), state.attendees);
  for (const question of state.questions) show(question, state.highlighted?.id);
  answer(state.questions);
  announce(state);
}

/** The box opened, paused, closed: the server says what that means, a moment later for each phone. */
async function turn(changed) {
  turning = true;
  await pause(Math.random() * 800);
  const parts = ["tabs", "questions"];
  if (changed) parts.push("presence", "state");
  // Nobody's sentence is taken from under the fingers while it can still be sent.
  if (changed && !(newest.box === "open" && element("ask").classList.contains("open"))) parts.push("ask");
  // What cannot be had now comes with the next state.
  await refresh(parts).catch(() => {});
  turned();
}

/** As the server marks what a row shows (`AnswerPart.mark`). */
const mark = ({ answer }) =>
  answer ? [answer.kind, answer.answeredAt, answer.editedAt ?? "", answer.until ?? ""].join(" ") : "";

/** An answer came, or another: the server words it, a moment later for each phone. */
async function answer(questions) {
  const stale = questions
    .map(question => [document.querySelector(`[data-id="${CSS.escape(question.id)}"] .reply`), mark(question)])
    .filter(([reply, answered]) => reply && reply.dataset.answer !== answered);
  if (!stale.length) return;
  if (turning) { missed = true; return; }
  turning = true;
  await pause(Math.random() * 800);
  await refresh(stale.map(([reply]) => reply.id)).then(() => {
    // What the fresh page does not list any more is not asked for again.
    for (const [reply, answered] of stale) reply.dataset.answer = answered;
  }).catch(() => {});
  turned();
}

/** The page is fetched by one at a time; whoever came meanwhile is next. */
function turned() {
  turning = false;
  if (!missed) return;
  missed = false;
  answer(newest.questions);
}

function show(question, highlighted) {
  const row = document.querySelector(`[data-id="${CSS.escape(question.id)}"]`);
  if (!row) return;
  const count = row.querySelector(".up b");
  if (count && !isPending(question.id)) glide(count, question.upvotes);
  const house = row.querySelector(".house");
  if (house && question.threshold) fill(house, question.upvotes, question.threshold);
  tag(row, "owed", question.promise?.state === "owed" && !question.promise.overdue && words.owed);
  tag(row, "late", question.promise?.overdue && words.overdue);
  tag(row, "kept", question.promise?.state === "kept" && words.kept);
  tag(row, "declined", question.promise?.state === "declined" && words.declined);
  tag(row, "signal", question.id === highlighted && words.onStage);
}

function tag(row, kind, text) {
  const shown = [...row.querySelectorAll(`.tag.${kind}`)].find(tag => kind !== "signal" || tag.textContent === words.onStage);
  if (!text) return shown?.remove();
  if (shown) return;
  const tag = document.createElement("em");
  tag.className = `tag ${kind}`;
  tag.textContent = text;
  row.querySelector(".meta").append(" ", tag);
}

/** Says how many questions came; they show when the reader asks. */
function announce({ total }) {
  if (element("total")) glide(element("total"), total);
  const more = view === "mine" ? 0 : total - Number(element("questions").dataset.total);
  const news = element("news");
  news.hidden = more < 1;
  if (more > 0) news.firstElementChild.textContent = more === 1 ? words.one : words.many.replace("#", number(more));
}

document.addEventListener("replaced", () => { if (newest) announce(newest); });

element("news").firstElementChild.addEventListener("click", async () => {
  element("news").hidden = true;
  await refresh(["tabs", "questions"]).catch(() => { element("news").hidden = false; });
  element("questions").focus();
});
