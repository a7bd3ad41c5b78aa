// One question large and five small, as the stream says them: counts glide, rows move to their new place.

import { fill, glide } from "./counts.js";
import { fit, fitRows } from "./fit.js";
import { number, set, words, write } from "./words.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const element = id => document.getElementById(id);
const main = () => document.querySelector("main");
const smallOnes = 5;

/** The large one that the operator chose on this wall, and what the host had highlighted then. */
let chosen;
let shown;

/** Of all questions those that the wall may show, the one that is large by rights first. */
export function allowed({ highlighted, questions }) {
  const list = questions.filter(question => question.wall);
  const first = highlighted?.wall ? highlighted : undefined;
  return first ? [first, ...list.filter(({ id }) => id !== first.id)] : list;
}

export function show(state) {
  shown = state;
  const list = allowed(state);
  const large = picked(list) ?? list[0];
  if (!large) return;
  const small = list.filter(({ id }) => id !== large.id).sort((a, b) => b.upvotes - a.upvotes).slice(0, smallOnes);
  main().className = small.length ? "questions" : "alone";
  showLarge(large);
  showSmall(small);
}

// The operator's choice ------------------------------------------------------------------------------------------------

function picked(list) {
  if (chosen && chosen.highlighted !== shown.highlighted?.id) chosen = undefined;
  return chosen && list.find(({ id }) => id === chosen.id);
}

/** Another of the shown ones large, on this wall alone. */
export function step(by) {
  if (!shown || !main().dataset) return;
  const list = allowed(shown).slice(0, smallOnes + 1);
  if (list.length < 2 || !main().hasAttribute("data-live")) return;
  const at = Math.max(0, list.findIndex(({ id }) => id === element("large").dataset.id));
  const { id } = list[(at + by + list.length) % list.length];
  chosen = id === list[0].id ? undefined : { id, highlighted: shown.highlighted?.id };
  show(shown);
}

export function release() {
  if (!chosen) return;
  chosen = undefined;
  show(shown);
}

/** Another session. */
export function forget() { chosen = shown = undefined; }

// One large ------------------------------------------------------------------------------------------------------------

function showLarge(question) {
  const place = element("large");
  if (place.dataset.id !== question.id || !place.querySelector("blockquote")) {
    place.dataset.id = question.id;
    const text = make("blockquote", "");
    text.dir = "auto";
    place.replaceChildren(
      text, make("p", "gauge", house(), make("span", "", make("b", "count"), " ", make("i", "due"))));
    if (!still.matches) place.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 500 });
  }
  set(place.querySelector("blockquote"), question.text);
  const drawing = place.querySelector(".house");
  if (drawing && question.threshold) fill(drawing, question.upvotes, question.threshold);
  glide(place.querySelector(".count"), question.upvotes, votes(question.upvotes));
  write(place.querySelector(".due"), promise(question, words.owedLarge) || missing(question));
  place.className = kind(question);
  fitLarge();
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

export function house() {
  return element("house")?.content.firstElementChild?.cloneNode(true) ?? "";
}

// Five small -----------------------------------------------------------------------------------------------------------

function showSmall(questions) {
  const list = element("small");
  const rows = new Map([...list.children].map(row => [row.dataset.id, row]));
  const seen = [...rows].filter(([, row]) => !row.hidden);
  const before = new Map(seen.map(([id, row]) => [id, row.getBoundingClientRect().top]));
  const next = questions.map(question => {
    const row = rows.get(question.id) ?? blank(question.id);
    set(row.querySelector("p"), question.text);
    write(row.querySelector("i"), promise(question, words.owed));
    row.className = kind(question);
    glide(row.querySelector(".count"), question.upvotes);
    return row;
  });
  if (next.length !== list.children.length || next.some((row, index) => row !== list.children[index])) {
    list.replaceChildren(...next);
  }
  fitRows(list);
  if (still.matches) return;
  for (const row of next) {
    if (row.hidden) continue;
    const from = before.get(row.dataset.id);
    // From where it is seen, perhaps on its way, to where it belongs.
    const by = from === undefined ? 0 : from - (row.offsetTop - scrollY);
    if (from === undefined) row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 450 });
    else if (Math.abs(by) > 1) {
      row.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 450, easing: "cubic-bezier(.2, .7, .2, 1)" });
    }
  }
}

function blank(id) {
  const text = make("p", "");
  text.dir = "auto";
  const row = make("li", "", make("b", "count"), make("div", "", text, make("i", "")));
  row.dataset.id = id;
  return row;
}

// Room -----------------------------------------------------------------------------------------------------------------

/** On a phone the page scrolls, and nothing needs to fit. */
const scrolls = matchMedia("(max-width: 640px)");

function fitLarge() {
  const place = element("large");
  const text = place?.querySelector("blockquote, .invite");
  if (!text) return;
  if (scrolls.matches) return text.removeAttribute("style");
  const gap = parseFloat(getComputedStyle(place).rowGap) || 0;
  const others = [...place.children].filter(child => child !== text);
  const rest = others.reduce((sum, child) => sum + child.offsetHeight + gap, 0);
  fit(text, place.clientHeight - rest, 18, main().className === "questions" ? 60 : 80);
}

/** After anything but a state of the stream changed what is shown, or where. */
export function refit() {
  fitLarge();
  const list = element("small");
  if (!list) return;
  if (scrolls.matches) {
    delete list.dataset.fit;
    for (const row of list.children) row.hidden = false;
  } else fitRows(list);
}

export function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
