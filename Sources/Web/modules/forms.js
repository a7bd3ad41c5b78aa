// Verdicts, stars and reports, sent without leaving the page and kept in the outbox like votes: the last word of each counts.

import { keep, outbox } from "./outbox.js";
import { refresh, submitPlainly } from "./page.js";
import { timelyPage } from "./timing.js";

const { api, summit, session } = document.body.dataset;

document.addEventListener("submit", event => {
  const made = act(event.target, event.submitter);
  // Where a badge is asked for, the form leads to the page that asks.
  if (!made || document.body.dataset.badge !== undefined && document.body.dataset.joined === undefined) return;
  event.preventDefault();
  keep({
    summit, api, place: location.pathname, title: document.querySelector("h1").textContent, method: "PUT",
    language: document.documentElement.lang, reader: document.body.dataset.joined || undefined, ...made,
  }).catch(() => submitPlainly(event.target, event.submitter?.name, event.submitter?.value));
});

/** What a form says, for the outbox; nothing for other forms. */
function act(form, button) {
  if (form.matches("form.verdict") && form.elements.question) {
    const question = form.elements.question.value;
    for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
    return {
      kind: "verdict", subject: `verdict/${question}`, url: `${api}/questions/${question}/verdict`,
      body: JSON.stringify({ answered: button.value === "1" }),
      about: { question, text: form.closest("[data-id]").querySelector("blockquote").textContent },
    };
  }
  if (form.matches("#feedback form")) {
    const [stars, comment] = [form.elements.stars.value, form.elements.comment.value];
    // Without stars the server's page says what is missing.
    if (!stars) return undefined;
    // Nothing is lost by drawing the form anew.
    form.elements.comment.defaultValue = comment;
    for (const choice of form.elements.stars) choice.defaultChecked = choice.checked;
    return {
      kind: "feedback", subject: `feedback/${session}`, url: `${api}/sessions/${session}/feedback`,
      body: JSON.stringify({ stars: Number(stars), ...comment.trim() && { comment } }), about: { text: comment },
    };
  }
  if (form.matches(".report form")) {
    const { id } = document.querySelector("[data-id]").dataset;
    return {
      kind: "report", subject: `report/${id}`, url: `${api}/questions/${id}/report`, about: {},
    };
  }
  return undefined;
}

/** The server's page says it better: how many think so, and what was given. */
outbox.addEventListener("change", ({ detail: { what, act } }) => {
  if (what !== "sent" || act.summit !== summit) return;
  if (act.kind === "report" && act.place === location.pathname) return reported();
  const row = act.kind === "verdict" && document.querySelector(`[data-id="${CSS.escape(act.about.question)}"] .reply`);
  const part = act.kind === "feedback" ? "feedback" : row?.id;
  if (part) refresh([part]).catch(() => { /* with the next visit */ });
});

/** The page says so; a question that was reported once too often has none of its own any more. */
async function reported() {
  const own = `${location.pathname}?done=report`;
  const isThere = await timelyPage(own).then(({ ok }) => ok, () => true);
  location.assign(`${isThere ? own : `${document.querySelector("h1 a").pathname}?done=report`}#notice`);
}
