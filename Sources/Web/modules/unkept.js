// What this browser does not keep, said once in a page, where it begins to matter.

import { isLasting } from "./browser-store.js";
import { local } from "./storage.js";
import { words, write } from "./words.js";

function say(text) {
  const place = document.getElementById("unkept");
  if (!place || !text) return;
  write(place, text);
  place.hidden = false;
}

export const sayCookiesNeeded = () => say(words.cookiesNeeded);

/** The first letter typed, or the first vote: from here on something could be lost. */
async function begin({ target }) {
  if (!target.closest("#sheet, #feedback, form.sign, form.verdict")) return;
  document.removeEventListener("input", begin);
  document.removeEventListener("submit", begin);
  const isKept = local.write("tribune:probe", "1") && await isLasting();
  local.remove("tribune:probe");
  if (!isKept && document.getElementById("unkept")?.hidden) say(words.nothingKept);
}

document.addEventListener("input", begin);
document.addEventListener("submit", begin);
