// The wall: one question large, five small, moved by the stream. The only spectacle is the moment when the threshold
// falls: two seconds, once a question.

import { announcement, withdrawal } from "./banner.js";
import { fill, glide, seats } from "./counts.js";
import { pause, refresh } from "./page.js";
import { follow } from "./stream.js";
import { number, typed, words } from "./words.js";

const { api, session } = document.body.dataset;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const element = id => document.getElementById(id);
const smallOnes = 5;

let newest;
let turning = false;

follow(`${api}/sessions/${session}/live`, {
  connected: yes => { element("connection").hidden = yes; },
  announcement,
  withdrawal,
  snapshot: async state => {
    newest = state;
    const { box, threshold } = document.body.dataset;
    if (box !== "cancelled" && (state.box !== box || String(state.threshold ?? 0) !== threshold)) await turn();
    if (newest) show(newest);
  },
});

/** The box opened, paused, closed: the server says what that means. */
async function turn() {
  if (turning) return;
  turning = true;
  await refresh(["state", "large", "small", "house"]).catch(() => {});
  turning = false;
}

function show(state) {
  element("attendees").textContent = words.inTheRoom.replace("#", number(state.attendees));
  const highlighted = state.highlighted?.wall === false ? null : state.highlighted;
  const allowed = state.questions.filter(question => question.wall);
  const large = highlighted ?? allowed[0];
  const small = allowed.filter(({ id }) => id !== large?.id).slice(0, smallOnes);
  celebrate(highlighted ? [highlighted, ...allowed] : allowed);
  document.querySelector("main").className = !large ? "quiet" : small.length ? "" : "alone";
  if (large) showLarge(large);
  showSmall(small);
  showHead(state.head);
}

/** Who notes it can tell later whether anything was cut off the ledger. */
function showHead(head) {
  if (!head) return;
  element("head").hidden = false;
  element("head").textContent = words.head.replace("#", head.seq).replace("@", head.hash.slice(0, 12));
}

// One large ----------------------------------------------------------------------------------------------------------

function showLarge(question) {
  const place = element("large");
  if (place.dataset.id !== question.id || !place.querySelector("blockquote")) {
    place.dataset.id = question.id;
    place.replaceChildren(
      make("blockquote", ""),
      make("p", "gauge", house(), make("span", "", make("b", "count"), " ", make("i", "due"))));
    if (!still.matches) place.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500 });
  }
  const text = place.querySelector("blockquote");
  text.textContent = typed(question.text);
  text.className = size(question.text);
  const drawing = place.querySelector(".house");
  if (drawing && question.threshold) fill(drawing, question.upvotes, question.threshold);
  glide(place.querySelector(".count"), question.upvotes, votes(question.upvotes));
  place.querySelector(".due").textContent = promise(question, words.owedLarge) || missing(question);
  place.className = kind(question);
}

/** As the server sets it: long questions smaller, so that 280 characters fit. */
function size(text) {
  const length = [...text].length;
  return length <= 90 ? "short" : length <= 170 ? "medium" : "long";
}

const votes = count => (count === 1 ? words.vote : words.votes).replace("#", number(count));

function missing({ threshold, upvotes }) {
  return threshold > upvotes ? words.missing.replace("#", number(threshold - upvotes)) : "";
}

function promise({ promise }, owed) {
  if (!promise) return "";
  return promise.state === "owed" ? (promise.overdue ? words.overdue : owed) : words[promise.state] ?? "";
}

/** What colours a question: its promise. */
const kind = ({ promise }) => promise ? (promise.overdue ? "late" : promise.state) : "";

function house() {
  return element("house")?.content.firstElementChild.cloneNode(true) ?? "";
}

// Five small ---------------------------------------------------------------------------------------------------------

function showSmall(questions) {
  const list = element("small");
  const rows = new Map([...list.children].map(row => [row.dataset.id, row]));
  const before = new Map([...rows].map(([id, row]) => [id, row.getBoundingClientRect().top]));
  list.replaceChildren(...questions.map(question => {
    const row = rows.get(question.id) ?? make("li", "", make("b", "count"), make("div", "", make("p", ""), make("i", "")));
    row.dataset.id = question.id;
    row.querySelector("p").textContent = typed(question.text);
    row.querySelector("i").textContent = promise(question, words.owed);
    row.className = kind(question);
    glide(row.querySelector(".count"), question.upvotes);
    return row;
  }));
  if (still.matches) return;
  for (const row of list.children) {
    const from = before.get(row.dataset.id);
    const frames = from === undefined
      ? [{ opacity: 0 }, { opacity: 1 }]
      : [{ transform: `translateY(${from - row.getBoundingClientRect().top}px)` }, { transform: "none" }];
    row.animate(frames, { duration: 450, easing: "cubic-bezier(.2, .7, .2, 1)" });
  }
}

// The moment ---------------------------------------------------------------------------------------------------------

/** Questions whose promise this wall has seen; undefined before the first state, which is no news. */
let met;
let spectacle = Promise.resolve();

function celebrate(questions) {
  const promised = questions.filter(question => question.promise);
  const news = met ? promised.filter(({ id, promise }) => !met.has(id) && promise.state === "owed") : [];
  met = new Set([...met ?? [], ...promised.map(({ id }) => id)]);
  for (const question of news) spectacle = spectacle.then(() => moment(question));
}

async function moment(question) {
  const place = element("moment");
  const drawing = house();
  place.replaceChildren(drawing, make("blockquote", "", typed(question.text)), make("p", "", words.moment));
  place.hidden = false;
  if (drawing) await sitDown(drawing);
  await pause(still.matches || !drawing ? 2000 : 1000);
  place.hidden = true;
}

/** The seats turn amber from left to right within a second. */
async function sitDown(drawing) {
  const all = seats(drawing);
  drawing.classList.add("full");
  const taken = drawing.querySelector(".taken");
  if (still.matches) return taken.setAttribute("d", all.join(""));
  const start = performance.now();
  for (let share = 0; share < 1;) {
    share = Math.min(1, (await frame() - start) / 1000);
    taken.setAttribute("d", all.slice(0, Math.ceil(all.length * share)).join(""));
  }
}

const frame = () => new Promise(requestAnimationFrame);

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
