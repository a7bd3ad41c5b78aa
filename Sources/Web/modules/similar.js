// While a question is typed, those that were asked already and say the same: sign this one instead. Nothing here stands
// in the way of asking.

import { json } from "./answers.js";
import { discard } from "./ask.js";
import { deliver, keep, outbox } from "./outbox.js";
import { refresh } from "./page.js";
import { timely } from "./timing.js";
import { wishOf } from "./upvote.js";
import { number, set, words } from "./words.js";

const { api, session } = document.body.dataset;
const field = () => document.getElementById("text");
const box = () => document.getElementById("similar");

let timer;
let request;
let asked = "";

document.addEventListener("input", event => {
  if (event.target !== field()) return;
  clearTimeout(timer);
  timer = setTimeout(look, 350);
});
document.addEventListener("replaced", () => { asked = ""; look(); });
look();

async function look() {
  const text = field()?.value.trim().normalize("NFC") ?? "";
  if (text === asked || !box()) return;
  asked = text;
  request?.abort();
  if ((text.match(/[\p{L}\p{N}]/gu) ?? []).length < 3 || [...text].length > 280) return show([]);
  request = new AbortController();
  try {
    const response = await timely(
      `${api}/sessions/${session}/similar?text=${encodeURIComponent(text)}`, { signal: request.signal });
    if (response.ok) show((await json(response)).questions.filter(question => !question.mine));
  } catch (error) {
    // Overtaken by what was typed since, or offline: asking goes on without it.
    if (error.name !== "AbortError") asked = "";
  }
}

/** Screen readers are told politely, and only of what is new. */
function show(questions) {
  const shown = [...box().querySelectorAll("[data-similar]")].map(item => item.dataset.similar);
  if (String(shown) === String(questions.map(question => question.id)) && !box().hidden) return;
  box().hidden = !questions.length;
  if (!questions.length) return box().replaceChildren();
  const list = element("ol");
  list.append(...questions.map(item));
  box().replaceChildren(element("h2", words.similar), list);
}

function item(question) {
  const row = element("li");
  row.dataset.similar = question.id;
  const about = element("p");
  const votes = (question.upvotes === 1 ? words.vote : words.votes).replace("#", number(question.upvotes));
  about.append(element("span", `${words.numbered.replace("#", question.number)} · ${votes}`));
  if (question.upvoted) {
    about.append(element("b", words.signedAlready));
  } else {
    const button = element("button", words.signInstead);
    button.type = "button";
    button.className = "quiet";
    button.addEventListener("click", () => sign(question, button));
    about.append(button);
  }
  row.append(set(element("blockquote", ""), question.text), about);
  return row;
}

/** The question that is being signed instead, and its button: what was typed stays until the server has said that it counts. */
let signing;

async function sign(question, button) {
  button.disabled = true;
  signing = { question, button };
  tell(words.sending);
  const act = wishOf(question.id, true, question.text);
  // Where this browser keeps nothing, it is sent all the same.
  await keep(act).catch(async () => {
    const { answer, problem } = await deliver(act);
    if (answer) return signed(question);
    failed(problem);
  });
}

outbox.addEventListener("change", ({ detail: { what, act } }) => {
  if (!signing || act.subject !== `upvote/${signing.question.id}`) return;
  switch (what) {
  case "waiting": return tell(words.upvoteWaits);
  case "refused": case "gone": return failed(act.problem);
  case "sent": if (act.answer.upvoted) signed(signing.question);
  }
});

function failed(problem) {
  signing.button.disabled = false;
  signing = undefined;
  tell(problem?.code === "cookies_needed" ? words.cookiesNeeded : problem?.title || words.failed);
}

const tell = text => { document.getElementById("sending").textContent = text; };

async function signed(question) {
  signing = undefined;
  tell("");
  show([]);
  discard();
  await refresh(["tabs", "questions"]).catch(() => {});
  const notice = document.getElementById("notice");
  const told = element("p", words.signedInstead.replace("#", question.number));
  told.className = "done";
  notice.replaceChildren(told);
  (document.getElementById(`q-${question.number}`) ?? notice).scrollIntoView({ block: "center" });
}

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}
