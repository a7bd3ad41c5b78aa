// The stage: the server renders it, this asks for it again with every change, moves the question in hand without
// waiting, and sends the forms without leaving the page. What stands in the address is what is in hand, so a reload
// shows the same.

import { isPage } from "./answers.js";
import { announcement, withdrawal } from "./banner.js";
import { lettersWork, listen, switchLetters } from "./clicker.js";
import { parse } from "./page.js";
import { follow } from "./stream.js";
import { synchronize } from "./time-left.js";
import { timely, timelyPage } from "./timing.js";
import { number, words, write } from "./words.js";

const { stream, session, path } = document.body.dataset;
/** A room's stage goes on to the next session; a session's stays. */
const followsRoom = stream.includes("/rooms/");
const element = id => document.getElementById(id);
const inHand = () => document.querySelector("#now article:not([hidden])");

// The page, again ----------------------------------------------------------------------------------------------------

const parts = ["head", "now", "next", "owed", "foot", "undo"];
/** How the server last wrote them: what did not change is left alone, with whatever has the focus in it. */
const written = new Map(parts.map(id => [id, text(element(id))]));
/** What of a part says whether it is another: the seconds of an undo are counted here. */
function text(part) { return part.id === "undo" ? part.querySelector("p")?.textContent ?? "" : part.outerHTML; }

/** Grows with every act and step: what was asked for before it is old news. */
let age = 0;

/** Whether the room has gone on to another session, or to none. */
const isOther = fresh => fresh.body.dataset.session !== session;

function show(fresh) {
  if (isOther(fresh)) return location.replace(path);
  const key = document.activeElement?.dataset?.key;
  const before = inHand()?.id;
  for (const id of parts) {
    const next = fresh.getElementById(id);
    if (written.get(id) === text(next)) continue;
    written.set(id, text(next));
    element(id).replaceWith(document.adoptNode(next));
  }
  inHand()?.classList.toggle("arriving", inHand().id !== before);
  // The same control, or none: another one under the same finger would be pressed by mistake.
  if (key && document.activeElement === document.body) document.querySelector(`[data-key="${key}"]`)?.focus();
  prepare();
}

/** What only a script can do is offered where there is one. */
function prepare() {
  document.querySelector("#foot .keys").hidden = false;
  element("keys").setAttribute("aria-pressed", lettersWork());
  synchronize();
  countDown();
}

let isLoading = false;
let isStale = false;

async function refresh() {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  while (isStale) {
    isStale = false;
    const asked = age;
    try {
      const response = await timelyPage(path + location.search);
      if (response.status === 401) return location.reload();
      if (response.ok && isPage(response)) {
        const fresh = parse(await response.text());
        if (asked === age) show(fresh); else isStale = true;
      }
    } catch {
      // The network is away; the first state after it asks again.
    }
  }
  isLoading = false;
}

/** The number of the question on the wall; undefined before the first state. */
let onWall;

follow(stream, {
  connected(yes, heard, asks) {
    write(element("connection"), asks ? words.liveAsks : words.offline);
    element("connection").hidden = yes && !asks;
    element("connection").classList.toggle("asks", yes && asks);
  },
  announcement,
  withdrawal,
  room: now => { if (followsRoom && now.session?.slug !== session) location.replace(path); },
  snapshot: state => {
    if (state.session !== session) return;
    const before = onWall;
    onWall = state.highlighted?.number ?? null;
    // The hall looks at another question: so does whoever speaks.
    if (before !== undefined && onWall !== null && onWall !== before) history.replaceState(null, "", path);
    refresh();
  },
});

// The question in hand -----------------------------------------------------------------------------------------------

function go(wanted) {
  const article = element(`q-${wanted}`);
  if (!article) return;
  // A page that was asked for before shows the one before.
  age += 1;
  for (const other of document.querySelectorAll("#now article")) other.hidden = other !== article;
  article.classList.add("arriving");
  history.replaceState(null, "", `${path}?question=${wanted}`);
  element("said").textContent = article.querySelector("blockquote").textContent;
  arrange(String(wanted));
  for (const id of ["now", "next", "owed"]) written.delete(id);
}

/** Below stand those that follow, and the debts but for the one in hand. */
function arrange(wanted) {
  const most = Number(element("queue").dataset.most);
  const rows = [...document.querySelectorAll("#next li")];
  const place = rows.findIndex(row => row.dataset.number === wanted);
  rows.forEach((row, index) => { row.hidden = index <= place || index > place + most; });
  document.querySelector("#next .rest").textContent = number(rows.length - 1 - place);
  const debts = [...document.querySelectorAll("#owed li")];
  const others = debts.filter(row => row.dataset.number !== wanted).slice(0, most);
  for (const row of debts) row.hidden = !others.includes(row);
  element("owed").hidden = !others.length;
}

const step = way => go(inHand()?.querySelector(`[data-way="${way}"]`)?.dataset.go);

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-go]");
  if (link) {
    event.preventDefault();
    go(link.dataset.go);
  } else if (event.target.id === "keys") {
    event.target.setAttribute("aria-pressed", switchLetters());
  }
});

// Acts ---------------------------------------------------------------------------------------------------------------

/** The address says what is in hand; why nothing was done is said once. */
function stand(search) {
  history.replaceState(null, "", path + (new URLSearchParams(search).has("moved") ? "" : search));
}

let isSending = false;

/** After an act the next question is there already: who pressed twice must not answer that one too. */
const breath = 1000;
let breathing;

function breathe() {
  document.body.toggleAttribute("data-breathing", true);
  clearTimeout(breathing);
  breathing = setTimeout(goOn, breath);
}

function goOn() { document.body.toggleAttribute("data-breathing", false); }

document.addEventListener("submit", async event => {
  const { target: form, submitter: button } = event;
  if (button?.value === "leave") return;
  event.preventDefault();
  const isUndo = button?.value === "undo";
  if (isSending || document.body.hasAttribute("data-breathing") && !isUndo) return;
  isSending = true;
  age += 1;
  button?.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams(new FormData(form));
    if (button) body.append(button.name, button.value);
    const response = await timely(path, { method: "POST", headers: { Accept: "text/html" }, body });
    if (response.status === 401) return location.reload();
    const page = parse(await response.text());
    if (response.redirected && isOther(page)) return location.replace(response.url);
    if (!page.getElementById("now")) throw new Error(`${response.status}`);
    if (response.redirected) stand(new URL(response.url).search);
    element("notice").replaceChildren(...page.getElementById("notice").childNodes);
    show(page);
    if (isUndo) goOn(); else breathe();
  } catch {
    notice(words.notSent);
  } finally {
    button?.removeAttribute("aria-busy");
    age += 1;
    isSending = false;
  }
});

function notice(text) {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.textContent = text;
  element("notice").replaceChildren(problem);
}

listen({
  next: () => step("on"),
  back: () => step("back"),
  main: () => inHand()?.querySelector("button.main")?.click(),
  undo: () => document.querySelector("#undo button")?.click(),
  wall: () => inHand()?.querySelector('button[value="takeOff"], button[value="show"]')?.click(),
});

// Undo ---------------------------------------------------------------------------------------------------------------

let ticking;

/** For as long as the server offers it. */
function countDown() {
  const button = document.querySelector("#undo button");
  if (!button || button.dataset.counting) return;
  button.dataset.counting = "true";
  const end = performance.now() + Number(button.dataset.left);
  clearInterval(ticking);
  ticking = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left < 1 || !button.isConnected) {
      clearInterval(ticking);
      if (button.isConnected) element("undo").replaceChildren();
      return;
    }
    button.querySelector("b").textContent = words.seconds.replace("#", number(left));
  }, 200);
}

// The screen stays awake while it is looked at, where the device can.
function stayAwake() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
prepare();
stand(location.search);
