// What was answered since the last visit goes when it was read; and what is answered before the reader's eyes is no
// news at the next visit.

const place = () => document.getElementById("since");
const summit = location.pathname.split("/")[1];

/** Until when all was heard, in milliseconds: kept on this phone alone, where the server's page finds it. */
function heard(until) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `tribune_heard=${until}; Path=/${summit}; Max-Age=31536000; SameSite=Lax${secure}`;
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
  const times = answers.flatMap(([, ...moments]) => moments.map(Date.parse)).filter(time => time <= Date.now());
  if (times.length) heard(Math.max(...times) + 1000);
});
