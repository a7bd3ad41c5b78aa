// The session as it moves: counts glide, the order waits until asked.

import { fill, glide } from "./counts.js";
import { pause, refresh } from "./page.js";
import { follow } from "./stream.js";
import { isPending } from "./upvote.js";
import { number, words } from "./words.js";

const { api, session, view } = document.body.dataset;
const parts = ["presence", "tabs", "state", "questions", "ask"];
const element = id => document.getElementById(id);

follow(`${api}/sessions/${session}/live`, { snapshot, connected });

function connected(yes) {
  const connection = element("connection");
  if (yes && connection.textContent !== words.reconnecting) return;
  connection.textContent = yes ? "" : words.reconnecting;
  connection.hidden = yes;
}

let turning = false;

function snapshot(state) {
  const { box, threshold } = document.body.dataset;
  const turned = box !== "cancelled" && (state.box !== box || String(state.threshold ?? 0) !== threshold);
  if (turned && !turning) return turn();
  if (element("attendees")) glide(element("attendees"), state.attendees);
  for (const question of state.questions) show(question, state.highlighted?.id);
  announce(state);
}

/** The box opened, paused, closed: the server says what that means, a moment later for each phone. */
async function turn() {
  turning = true;
  await pause(Math.random() * 800);
  // What cannot be had now comes with the next state.
  await refresh(parts).catch(() => {});
  turning = false;
}

function show(question, highlighted) {
  const row = document.querySelector(`[data-id="${CSS.escape(question.id)}"]`);
  if (!row) return;
  const count = row.querySelector(".up b");
  if (count && !isPending(question.id)) glide(count, question.upvotes);
  const house = row.querySelector(".house");
  if (house && question.threshold) fill(house, question.upvotes, question.threshold);
  tag(row, "owed", question.promise?.state === "owed" && !question.promise.overdue && words.owed);
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
function announce(state) {
  const list = element("questions");
  if (element("total")) glide(element("total"), state.total);
  // Fewer: one was hidden or withdrawn, and should not stay on phones.
  if (state.total < Number(list.dataset.total) && !turning) return turn();
  if (view === "mine") return;
  const more = state.total - Number(list.dataset.total);
  const news = element("news");
  news.hidden = more < 1;
  if (more > 0) news.firstElementChild.textContent = more === 1 ? words.one : words.many.replace("#", number(more));
}

element("news").firstElementChild.addEventListener("click", async () => {
  element("news").hidden = true;
  await refresh(["tabs", "questions"]).catch(() => { element("news").hidden = false; });
  element("questions").focus();
});
