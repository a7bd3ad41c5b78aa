// What this phone itself keeps of a summit, on the page of what is held: said, and erased with the rest.

import { forgetReader } from "./joining.js";
import { forget, keptFor } from "./outbox.js";
import { cacheNames, local } from "./storage.js";

const { summit, api, erased } = document.body.dataset;
const section = document.getElementById("phone");

async function held() {
  const pages = [];
  for (const name of await names()) pages.push(...await (await caches.open(name)).keys());
  return { pages: pages.length, acts: (await keptFor(summit)).length, drafts: drafts().length };
}

const names = async () => (await cacheNames()).filter(name => name.startsWith(`pages/${summit}/`));

/** Of this summit's addressees, as the sheet keeps them. */
const drafts = () => local.keys().filter(key => key.startsWith(`tribune:draft:${summit}/`)
  || key.startsWith(`tribune:draft:/${summit}/`));

async function erase() {
  await forget(summit);
  await forgetReader(api);
  for (const key of drafts()) local.remove(key);
  for (const name of await names()) await caches.delete(name);
  await show();
}

async function show() {
  const counts = await held();
  for (const [name, count] of Object.entries(counts)) {
    const item = section.querySelector(`[data-held=${name}]`);
    item.hidden = !count;
    item.querySelector("b").textContent = count;
  }
  section.hidden = !Object.values(counts).some(Boolean);
}

section.querySelector("button").addEventListener("click", erase);
// What was held by the server is gone by now.
if (erased !== undefined) erase(); else show();
