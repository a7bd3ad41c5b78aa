// Looking for a question while typing. Without this module the form does the same by a page load.

import { fetchPage, replace } from "./page.js";
import { pause } from "./timing.js";

const field = () => document.getElementById("q");
let request;
let looked = field()?.value.trim() ?? "";

document.addEventListener("input", event => { if (event.target === field()) look(250); });
document.addEventListener("submit", event => {
  if (!event.target.matches("#find form")) return;
  event.preventDefault();
  look(0);
});

async function look(milliseconds) {
  request?.abort();
  const mine = request = new AbortController();
  await pause(milliseconds);
  const words = field()?.value.trim() ?? "";
  if (mine.signal.aborted || words === looked) return;
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words); else address.searchParams.delete("q");
  address.hash = "";
  try {
    const fresh = await fetchPage({ address, signal: mine.signal });
    if (mine.signal.aborted) return;
    history.replaceState(history.state, "", address);
    looked = words;
    replace(fresh, ["questions"]);
    for (const link of document.querySelectorAll("#find a")) follow(link, fresh);
    const told = document.getElementById("told");
    if (told) told.textContent = document.getElementById("found")?.firstChild?.textContent ?? "";
  } catch { /* overtaken by what was typed since, or offline: the list stays as it is */ }
}

/** The links beside the field keep what is searched for. */
function follow(link, fresh) {
  const view = ({ href }) => new URL(href, location.href).searchParams.get("view");
  const same = [...fresh.querySelectorAll("#find a")].find(other => view(other) === view(link));
  if (same) link.href = same.getAttribute("href");
}

// What opens is meant to be typed in.
document.addEventListener("toggle", event => {
  if (event.target.matches("#find details") && event.target.open && !field().value) field().focus({ preventScroll: true });
}, true);
