// Asking: the sheet opens without leaving the page, what is typed is kept on the phone, and a question sent into a dead
// spot leaves when the network is back, once (the same Idempotency-Key). Problems are the server's sentences.

import { backoff, parse, pause, replace } from "./page.js";
import { words } from "./words.js";

const { summit, session, addressee } = document.body.dataset;
const shelf = `tribune:draft:${addressee ?? `${summit}/${session}`}`;
const parts = ["presence", "tabs", "state", "notice", "questions", "ask"];
const form = () => document.getElementById("sheet");

// The draft ----------------------------------------------------------------------------------------------------------

/** `{ text, name, sent?: { text, name, key } }`: `sent` once a try has been made. */
function draft() {
  try { return JSON.parse(localStorage.getItem(shelf)) ?? {}; } catch { return {}; }
}

function keep(value) {
  try {
    if (value) localStorage.setItem(shelf, JSON.stringify(value)); else localStorage.removeItem(shelf);
  } catch { /* private mode: the page still holds it */ }
}

const typed = () => ({ text: form().elements.text.value, name: form().elements.name.value });

document.addEventListener("input", event => {
  if (!form()?.contains(event.target)) return;
  keep({ ...draft(), ...typed() });
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
addEventListener("popstate", () => { if (ask().classList.contains("open")) show(false); });
document.addEventListener("keydown", event => { if (event.key === "Escape" && ask().classList.contains("open")) close(); });

function close() {
  if (history.state?.sheet) history.back(); else { show(false); location.hash = "questions"; }
}

/** Gives up what was typed, and closes the sheet: another question says it. */
export function discard() {
  keep(undefined);
  form().elements.text.value = "";
  count();
  if (history.state?.sheet) history.back();
  show(false);
}

// Sending ------------------------------------------------------------------------------------------------------------

document.addEventListener("submit", event => {
  if (event.target !== form()) return;
  event.preventDefault();
  send();
});

// A question that waits for a badge lies in that form by now.
document.addEventListener("submit", event => { if (event.target.matches("form.badge")) keep(undefined); });

let sending = false;

async function send() {
  if (sending) return;
  sending = true;
  const { text, name } = typed();
  const before = draft().sent;
  const key = before?.text === text && before?.name === name ? before.key : random();
  keep({ text, name, sent: { text, name, key } });
  for (let attempt = 0; ; attempt++) {
    say(attempt ? words.questionWaits : words.sending);
    const wait = await deliver({ text, name, key });
    if (wait === undefined) break;
    say(words.questionWaits);
    await Promise.race([pause((wait || backoff(attempt)) * 1000), online()]);
    const now = form() && typed();
    // Changed, or closed, in the meantime: the reader will send it again.
    if (!now || now.text !== text || now.name !== name) break;
  }
  sending = false;
}

/** Undefined when the server has decided; else seconds to wait, 0 where it did not say. */
async function deliver(fields) {
  let response;
  try {
    response = await fetch(form().action, {
      method: "POST", headers: { Accept: "text/html" }, body: new URLSearchParams(fields),
    });
  } catch { return 0; }
  if (response.status === 429 || response.status >= 500) return Number(response.headers.get("Retry-After")) || 0;
  const page = parse(await response.text());
  if (response.ok) {
    keep(undefined);
    if (history.state?.sheet) history.back();
    show(false);
    replace(page, parts);
    document.getElementById("notice").scrollIntoView({ block: "center" });
  } else {
    keep(typed());
    replace(page, ["ask", "state", "notice"]);
    if (form() && ask().classList.contains("open")) show(true);
    else { show(false); document.getElementById("notice").scrollIntoView({ block: "center" }); }
  }
  return undefined;
}

function say(sentence) {
  const sentenceBox = document.getElementById("sending");
  if (sentenceBox) sentenceBox.textContent = sentence;
}

const online = () => new Promise(resolve => addEventListener("online", resolve, { once: true }));

/** 128 random bits; `crypto.randomUUID` is missing where the page comes over plain HTTP. */
const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, "0")).join("");

document.addEventListener("replaced", restore);
restore();
// A question that had not left when the page was closed.
if (form() && draft().sent && draft().sent.text === draft().text) send();
