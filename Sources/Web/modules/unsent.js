// What was not sent yet, and what could not be, in words and for as long as the reader wants it: a vote beside its
// question, everything else over the list. Nothing of it is lost by closing the page.

import { mend } from "./ask.js";
import { dismiss, keptFor, outbox, retry } from "./outbox.js";
import { prose, typed, words, write } from "./words.js";

const { summit } = document.body.dataset;
const acts = new Map();

outbox.addEventListener("change", ({ detail: { what, act } }) => {
  if (act.summit !== summit) return;
  if (what === "gone" || what === "sent" && act.kind !== "question") acts.delete(act.id);
  else acts.set(act.id, { ...act, isShown: acts.get(act.id)?.isShown || !["kept", "sending"].includes(what) });
  draw();
});
document.addEventListener("replaced", () => draw());
keptFor(summit).then(kept => {
  for (const act of kept) if (!acts.has(act.id)) acts.set(act.id, { ...act, isShown: true });
  draw();
  // What waited for a badge has one now.
  if (document.body.dataset.joined !== undefined)
    for (const { id, problem } of kept) if (problem?.field === "badge") retry(id);
});

// Where it is said ---------------------------------------------------------------------------------------------------

const [heading, status] = [make("h2", { id: "kept-title" }), make("p", { className: "hidden" })];
const panel = make("section", { id: "kept", hidden: true }, heading, make("ol"));
panel.setAttribute("aria-labelledby", "kept-title");
// It is there before it says anything, so that those who listen are told.
status.setAttribute("role", "status");
document.getElementById("notice")?.after(status);

/** What was drawn, as it was: a browser that translates the page, and a button that was pressed, change it since. */
const drawn = new WeakMap();
const isDrawn = (shown, next) => drawn.get(shown) === next.outerHTML;

const row = ({ about }) => about?.question && document.querySelector(`[data-id="${CSS.escape(about.question)}"]`);

function draw() {
  const focused = document.activeElement?.closest("[data-act] button, [data-act] a");
  const [above, beside] = [[], new Map()];
  for (const act of acts.values()) {
    const vote = act.subject.startsWith("upvote/");
    // What leaves at once is seen by what it does, and the button itself says that a vote waits.
    if (act.state === "sent" || !act.isShown) continue;
    if (row(act) && act.state === "waiting" && vote) continue;
    if (row(act)) beside.set(row(act), alert(make("div", { className: "unsent" }, make("p", {}, why(act)), buttons(act))));
    else above.push(make("li", {}, ...said(act), buttons(act)));
  }
  for (const shown of document.querySelectorAll(".unsent")) if (!beside.has(shown.parentElement)) shown.remove();
  for (const [row, said] of beside) {
    const shown = row.querySelector(".unsent");
    if (!shown) row.append(said); else if (!isDrawn(shown, said)) shown.replaceWith(said);
    drawn.set(said, said.outerHTML);
  }
  const list = make("ol", {}, ...above);
  if (!isDrawn(panel.lastElementChild, list)) panel.lastElementChild.replaceWith(list);
  drawn.set(list, list.outerHTML);
  panel.hidden = !above.length;
  const title = !above.length ? "" : above.some(item => item.querySelector(".refused")) ? words.keptRefused : words.keptTitle;
  write(heading, title);
  write(status, title);
  if (!panel.isConnected) document.getElementById("notice").after(panel);
  if (focused && !focused.isConnected) again(focused);
}

/** Focus stays where it was while what is around it is drawn anew. */
function again(focused) {
  const place = document.querySelector(`[data-act="${focused.closest("[data-act]").dataset.act}"]`);
  [...place?.querySelectorAll("button, a") ?? []].find(other => other.dataset.choice === focused.dataset.choice)?.focus();
}

// In which words -----------------------------------------------------------------------------------------------------

const isWording = ({ problem }) => ["text", "name"].includes(problem?.field);

const why = ({ state, problem }) => state !== "refused" ? words.keptWaits
  : problem.code === "other_reader" ? words.keptOther
    : problem.code === "cookies_needed" ? words.cookiesNeeded : problem.title || words.failed;

function said(act) {
  const elsewhere = act.place !== location.pathname
    ? [make("a", { href: act.place }, typed(act.title))] : [];
  const about = { question: "", upvote: words.keptUpvote, withdrawal: words.keptWithdrawal, verdict: words.keptVerdict,
    feedback: words.keptFeedback, report: words.keptReport }[act.kind];
  return [
    make("p", { className: act.state === "refused" ? "why refused" : "why" }, why(act)),
    ...about || elsewhere.length
      ? [make("p", { className: "meta" }, about ? `${about} ` : "", ...elsewhere)] : [],
    ...act.about?.text ? [make("blockquote", {}, ...prose(act.about.text))] : [],
  ];
}

function buttons(act) {
  const isQuestion = act.kind === "question";
  const isHere = act.place === location.pathname;
  const canMend = isQuestion && isHere && document.getElementById("sheet")
    // A question that may have arrived is not asked again in other words.
    && (act.state === "refused" || !act.tried);
  const choices = [
    act.problem?.field === "badge" && isHere && make("a", { className: "quiet", href: "?badge=#notice" }, words.keptBadge),
    act.state === "refused" && !isWording(act) && act.problem.field !== "badge"
      && choice("keptRetry", () => retry(act.id)),
    canMend && choice("keptMend", () => { if (mend(act.about)) dismiss(act.id); }),
    (isQuestion || act.kind === "feedback" && act.about.text) && choice("keptCopy", button => copy(act.about.text, button)),
    choice(act.state !== "refused" ? "keptDiscard" : isQuestion ? "keptErase" : "keptDismiss",
      () => dismiss(act.id)),
  ].filter(Boolean);
  const choose = make("p", { className: "choices" }, ...choices);
  choose.dataset.act = act.id;
  return choose;
}

/** A button, by the name of its words. */
function choice(name, chosen) {
  const button = make("button", { type: "button", className: "quiet" }, words[name]);
  button.dataset.choice = name;
  button.addEventListener("click", () => chosen(button));
  return button;
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = words.keptCopied;
  } catch {
    // Without a clipboard (plain HTTP): it is selected, for the phone's own menu.
    getSelection().selectAllChildren(button.closest("li, .unsent").querySelector("blockquote"));
  }
}

function alert(element) {
  element.setAttribute("role", "alert");
  return element;
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
