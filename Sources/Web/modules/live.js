// The session as it moves: counts glide, the order waits until asked.

import * as announcements from "./announcements.js";
import { say } from "./connection.js";
import { fill, glide } from "./counts.js";
import { renew } from "./feedback.js";
import { showHead } from "./head.js";
import { leaders, settle } from "./list.js";
import { lengthen } from "./more.js";
import { room } from "./next-session.js";
import { flush } from "./outbox.js";
import { fetchPage, refresh, replace } from "./page.js";
import { keepInPlace } from "./scroll-anchor.js";
import { follow } from "./stream.js";
import { inRoom, spread } from "./timing.js";
import { isPending, vote } from "./upvote.js";
import { number, typed, words, write } from "./words.js";

const { api, session } = document.body.dataset;
const element = id => document.getElementById(id);

follow(`${api}/sessions/${session}/live`, { snapshot, connected, announcement, withdrawal, room });

let isConnected = false;

function connected(yes, heard, asks) {
  // Where states arrive, what waits can leave.
  if (yes && !isConnected) flush();
  isConnected = yes;
  // What is asked for now and then is not live.
  document.body.toggleAttribute("data-away", !yes || asks);
  // A page that says of when it is has said that there is no network.
  const isSaid = document.querySelector("#stale:not([hidden])") !== null;
  say("away", yes || isSaid ? "" : words.reconnecting);
  say("asks", yes && asks ? words.liveAsks : "");
}

let turning = false;
let missed = false;
/** How often in a row the page was older than the state. */
let lags = 0;
let newest;

function snapshot(state) {
  newest = state;
  inRoom(state.attendees);
  const { closes } = document.body.dataset;
  if (isBehind(state) && !turning) turn();
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

/** Whether the box is another, or what obliges an answer. */
function isTurned(state) {
  const { box, threshold } = document.body.dataset;
  return box !== "cancelled" && (state.box !== box || String(state.threshold ?? 0) !== threshold);
}

/** Whether the page says what is not so any more: a box or a head that is another, or a question that was hidden or withdrawn. */
const isBehind = state => isTurned(state) || state.about !== document.body.dataset.about
  || state.total < Number(element("questions").dataset.total);

/**
 * The box opened, paused, closed, or the session got another room, title or time: the server says what that means, a
 * moment later for each phone.
 */
async function turn() {
  turning = true;
  await spread(800);
  try {
    const fresh = await fetchPage();
    // By the page that came, which may know more than the state for which it was asked.
    const [shown, next] = [document.body.dataset, fresh.body.dataset];
    const changed = next.box !== shown.box || next.threshold !== shown.threshold;
    const parts = ["tabs", "head"];
    if (changed) parts.push("presence");
    // What is to come is said with its hour.
    if (changed || next.about !== shown.about) parts.push("state");
    // Nobody's sentence is taken from under the fingers while it can still be sent.
    if (changed && !(next.box === "open" && element("ask").classList.contains("open"))) parts.push("ask");
    await lengthen(fresh);
    await settle(fresh);
    showHead(fresh);
    // The head was shown with its changes said; its part is named so that the page counts as showing it.
    replace(fresh, parts);
  } catch { /* what cannot be had now comes with the next state */ }
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
  await spread(800);
  await refresh(stale.map(([reply]) => reply.id)).then(() => {
    // What the fresh page does not list any more is not asked for again.
    for (const [reply, answered] of stale) reply.dataset.answer = answered;
  }).catch(() => {});
  turned();
}

/** The page is fetched by one at a time; whoever came meanwhile is next. */
function turned() {
  turning = false;
  // It turned again meanwhile; or another server of the summit answered, which knows of a change a second later.
  if (!isBehind(newest)) lags = 0; else if (lags++ < 3) setTimeout(() => snapshot(newest), lags * 700);
  if (!missed) return;
  missed = false;
  answer(newest.questions);
}

function show(question, highlighted) {
  const row = document.querySelector(`[data-id="${CSS.escape(question.id)}"]`);
  if (!row) return;
  const up = row.querySelector(".up");
  if (up && !isPending(question.id)) vote(up, question.upvotes);
  const house = row.querySelector(".house");
  if (house && question.threshold) fill(house, question.upvotes, question.threshold);
  tag(row, "owed", question.promise?.state === "owed" && !question.promise.overdue && words.owed);
  tag(row, "late", question.promise?.overdue && words.overdue);
  tag(row, "kept", question.promise?.state === "kept" && words.kept);
  tag(row, "declined", question.promise?.state === "declined" && words.declined);
  tag(row, "staged", question.id === highlighted && words.onStage);
}

function tag(row, kind, text) {
  const shown = row.querySelector(`.tag.${kind}`);
  if (!text) return shown?.remove();
  if (shown) return;
  const tag = document.createElement("em");
  tag.className = `tag ${kind}`;
  if (kind === "staged") tag.classList.add("signal");
  tag.textContent = text;
  row.querySelector(".meta").append(" ", tag);
}

// What waits for a tap ------------------------------------------------------------------------------------------------

const news = () => element("news");
const button = () => news().firstElementChild;
/** What stood first when the list was put in order. */
let before;

/** Says how many questions came, or that the order has changed; either shows when the reader asks. */
function announce(state) {
  if (element("total")) glide(element("total"), state.total);
  const list = element("questions").dataset;
  if (list.whole === undefined) return offer("");
  before ??= leaders(state);
  const more = state.total - Number(list.total);
  if (more > 0) return offer(more === 1 ? words.one : words.many.replace("#", number(more)));
  offer(document.body.dataset.view === "top" && leaders(state) !== before ? words.reordered : "");
}

function offer(text) {
  if (button().dataset.announced !== undefined) return;
  news().hidden = !text;
  if (text && write(button(), text)) tell(text);
}

/** Those who listen hear of it at most once in half a minute. */
let toldAt = -Infinity;
function tell(text) {
  if (performance.now() - toldAt < 30_000) return;
  toldAt = performance.now();
  element("told").textContent = text;
}

document.addEventListener("replaced", ({ detail }) => {
  if (detail.includes("questions")) before = undefined;
  if (newest) announce(newest);
});

document.addEventListener("click", async event => {
  if (!news().contains(event.target)) return;
  if (button().dataset.announced !== undefined) {
    read();
    return element("announcements").scrollIntoView();
  }
  news().hidden = true;
  try {
    await refresh(["tabs", "questions"]);
  } catch {
    news().hidden = false;
    return;
  }
  const list = element("questions");
  list.focus({ preventScroll: true });
  (element("find") ?? list).scrollIntoView();
});

// Announcements -------------------------------------------------------------------------------------------------------

/** Put on top without moving what is read; whoever does not see it there is told below. */
function announcement(message) {
  const count = () => element("announcements").querySelectorAll("li").length;
  const shown = count();
  keepInPlace(() => announcements.announcement(message));
  if (count() === shown || element("announcements").getBoundingClientRect().top >= 0) return;
  write(button(), words.announced.replace("#", () => short(typed(message.text))));
  button().dataset.announced = "";
  news().hidden = false;
}

function withdrawal(message) {
  keepInPlace(() => announcements.withdrawal(message));
  read();
}

function read() {
  delete button().dataset.announced;
  offer("");
  if (newest) announce(newest);
}

addEventListener("scroll", () => { if (scrollY < 40 && button().dataset.announced !== undefined) read(); }, { passive: true });

const short = text => text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
