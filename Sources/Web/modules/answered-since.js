// What was answered since the last visit goes when it was read; and what is answered before the reader's eyes is no
// news at the next visit.

import { setCookie } from "./storage.js";

const place = () => document.getElementById("since");
const summit = location.pathname.split("/")[1];

/** Until when all was heard, in milliseconds: kept on this phone alone, where the server's page finds it. */
function heard(until) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  setCookie(`tribune_heard=${until}; Path=/${summit}; Max-Age=31536000; SameSite=Lax${secure}`);
}

document.addEventListener("submit", event => {
  if (!place()?.contains(event.target)) return;
  event.preventDefault();
  heard(event.target.elements.until.value);
  place().hidden = true;
  const next = document.getElementById("questions") ?? document.getElementById("programme");
  next?.focus({ preventScroll: true });
});

document.addEventListener("replaced", ({ detail }) => {
  if (document.hidden || !place()?.hidden || !detail.some(id => id.startsWith("a-"))) return;
  const answers = [...document.querySelectorAll(".reply[data-answer]")].map(({ dataset }) => dataset.answer.split(" "));
  // When it was given and when its words were changed, by the server's clock; until when it was put off is still to come.
  const times = answers.flatMap(([, given, edited]) => [Date.parse(given), Date.parse(edited)]).filter(time => time > 0);
  if (times.length) heard(Math.max(...times) + 1000);
});
