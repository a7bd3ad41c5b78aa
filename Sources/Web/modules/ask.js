// Asking: the sheet opens without leaving the page, what is typed is kept on the phone, and what is sent goes to the
// outbox, which sends it once, whenever the network is back. Problems are the server's sentences.

import { isComposing } from "./keys.js";
import { dismiss, keep, keptFor, outbox } from "./outbox.js";
import { refresh, submitPlainly } from "./page.js";
import { local } from "./storage.js";
import "./unkept.js";
import { words } from "./words.js";

const { api, summit, session, addressee } = document.body.dataset;
const storageKey = `tribune:draft:${addressee ?? `${summit}/${session}`}`;
const parts = ["presence", "tabs", "state", "notice", "questions", "ask"];
const form = () => document.getElementById("sheet");
/** Where the API takes questions to whom this page is about. */
const questions = () => session
  ? `${api}/sessions/${session}/questions` : api + new URL(form().action).pathname.slice(summit.length + 1);

// The draft ----------------------------------------------------------------------------------------------------------

/** `{ text, name }` */
function draft() {
  try { return JSON.parse(local.read(storageKey)) ?? {}; } catch { return {}; }
}

function put(value) {
  if (value) local.write(storageKey, JSON.stringify(value)); else local.remove(storageKey);
}

const typed = () => ({ text: form().elements.text.value, name: form().elements.name.value });

document.addEventListener("input", event => {
  if (!form()?.contains(event.target)) return;
  put(typed());
  count();
});

/** As the server counts: Unicode scalars after normalization, without white space at the ends. */
function count() {
  const length = [...form().elements.text.value.trim().normalize("NFC")].length;
  const counter = document.getElementById("counter");
  counter.textContent = length ? `${length} / 280` : "";
  counter.classList.toggle("over", length > 280);
}

function restore() {
  if (!form()) return;
  const { text, name } = draft();
  const fields = form().elements;
  if (text && !fields.text.value) fields.text.value = text;
  if (name && !fields.name.value) fields.name.value = name;
  count();
}

// The sheet ----------------------------------------------------------------------------------------------------------

const ask = () => document.getElementById("ask");
/** There is no sheet on the page of one question. */
const isOpen = () => ask()?.classList.contains("open") === true;
const others = () => document.querySelectorAll(".skip, main, .bar, .foot");

function show(open) {
  ask().classList.toggle("open", open);
  for (const element of others()) element.inert = open;
  if (open) form().elements.text.focus(); else document.querySelector(".bar a")?.focus({ preventScroll: true });
}

document.addEventListener("click", event => {
  if (event.target.closest(".bar a")) {
    event.preventDefault();
    history.pushState({ sheet: true }, "");
    show(true);
  } else if (event.target.closest(".sheet-head a")) {
    event.preventDefault();
    close();
  }
});

// The phone's back button closes it.
addEventListener("popstate", () => { if (isOpen()) show(false); });
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && isOpen() && !isComposing(event)) close();
});

function close() {
  if (history.state?.sheet) history.back(); else { show(false); location.hash = "questions"; }
}

/** Gives up what was typed, and closes the sheet: another question says it, or the outbox has it. */
export function discard() {
  put(undefined);
  form().elements.text.value = "";
  count();
  if (history.state?.sheet) history.back();
  show(false);
}

/** Opens the sheet with a text that could not be sent as it is. False where no question can be asked now. */
export function mend({ text, name }) {
  if (!form()) return false;
  form().elements.text.value = text;
  form().elements.name.value = name ?? "";
  put(typed());
  count();
  if (!isOpen()) history.pushState({ sheet: true }, "");
  show(true);
  return true;
}

// Sending ------------------------------------------------------------------------------------------------------------

document.addEventListener("submit", event => {
  if (event.target !== form()) return;
  // Where a badge is asked for, the form leads to the page that asks, and carries the question along.
  const { badge, joined } = document.body.dataset;
  if (badge !== undefined && joined === undefined && navigator.onLine !== false) return;
  event.preventDefault();
  send();
});

// A question that waits for a badge lies in that form by now.
document.addEventListener("submit", event => { if (event.target.matches("form.badge")) put(undefined); });

/** The `subject` of what was sent from the open sheet. */
let leaving;

async function send() {
  if (leaving) return;
  const { text, name } = typed();
  const key = random();
  leaving = `question/${key}`;
  say(words.sending);
  problem();
  const act = {
    summit, api, place: location.pathname, title: document.querySelector("h1").textContent, kind: "question",
    subject: leaving, method: "POST", url: questions(), key, reader: document.body.dataset.joined || undefined,
    body: JSON.stringify({ text, ...name.trim() && { name } }), language: document.documentElement.lang,
    about: { text, name },
  };
  try {
    await keep(act);
    // From here on it lies in the outbox, and not here as well.
    put(undefined);
  } catch {
    // This browser keeps nothing; the draft stays until the server's page says that the question arrived.
    leaving = undefined;
    submitPlainly(form());
  }
}

outbox.addEventListener("change", async ({ detail: { what, act } }) => {
  if (act.summit !== summit || act.kind !== "question" || act.place !== location.pathname) return;
  const isHere = act.subject === leaving;
  if (what === "waiting" && isHere) {
    // It is kept, and shown where it waits: the sheet is free for the next.
    left(act);
  } else if (what === "refused" && isHere) {
    if (["text", "name"].includes(act.problem.field) && isOpen()) {
      leaving = undefined;
      say("");
      problem(act.problem.title);
      put(typed());
      await dismiss(act.id);
    } else {
      left(act);
      refresh(["presence", "state", "ask"]).catch(() => {});
    }
  } else if (what === "sent" && (isHere || !document.hidden)) {
    if (isHere) left(act);
    arrived(act);
  } else if (what === "sent") {
    isMissed = true;
  }
});

/** The outbox has it: the sheet closes, unless something else is being written there by now. */
function left({ about }) {
  leaving = undefined;
  say("");
  if (form()?.elements.text.value === about.text) discard();
}

const arriving = new Set();
/** Whether a question arrived while nobody saw this page, and another tab may say so. */
let isMissed = false;

/** The server's page says what became of it; where that cannot be had now, with the next visit. */
async function arrived({ id, answer }) {
  // A page that came from the phone is about to be loaded anew.
  if (arriving.has(id) || document.querySelector("#stale:not([hidden])")) return;
  arriving.add(id);
  try {
    await refresh(parts, answer.receipt);
    await dismiss(id);
    document.getElementById("notice").scrollIntoView({ block: "center" });
  } catch { /* no network again */ }
  arriving.delete(id);
}

function say(sentence) {
  const sentenceBox = document.getElementById("sending");
  if (sentenceBox) sentenceBox.textContent = sentence;
}

/** Beside what was typed, as the server's own page says it. */
function problem(sentence) {
  document.getElementById("problem")?.remove();
  if (!sentence) return;
  const said = document.createElement("p");
  Object.assign(said, { className: "problem", id: "problem", textContent: sentence });
  said.setAttribute("role", "alert");
  form().querySelector(".sheet-head").after(said);
  form().elements.text.focus();
}

/** 128 random bits; `crypto.randomUUID` is missing where the page comes over plain HTTP. */
const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, "0")).join("");

document.addEventListener("replaced", restore);
// What left as a page without modules sends it has arrived.
if (document.querySelector('#notice a[href*="/receipts/"]')) put(undefined);
restore();
// What left while nobody was looking.
async function look() {
  if (document.hidden) return;
  for (const act of await keptFor(summit)) if (act.state === "sent" && act.place === location.pathname) arrived(act);
  if (!isMissed) return;
  isMissed = false;
  await refresh(["tabs", "questions"]).catch(() => { isMissed = true; });
}
document.addEventListener("visibilitychange", look);
look();
