// The server's own page, fetched again: parts of it replace the parts that are shown. Every sentence stays the server's.

import { pageText } from "./answers.js";
import { lengthen } from "./more.js";
import { keepInPlace } from "./scroll-anchor.js";
import { timely } from "./timing.js";

/**
 * The part that shows each value of the page: while it shows the older one, the page is behind, and must not be taken for
 * fresh because another part of it was replaced.
 */
const parts = { box: "state", threshold: "state", about: "head" };

/** Replaces the elements with these ids by those of another document of the same page. */
export function replace(fresh, ids) {
  const focus = document.activeElement;
  const row = focus?.closest("[id^='q-']")?.id;
  keepInPlace(() => {
    for (const id of withFinding(ids)) {
      const [shown, next] = [document.getElementById(id), fresh.getElementById(id)];
      if (shown && next) shown.replaceWith(document.adoptNode(next));
    }
  });
  for (const [name, value] of Object.entries(fresh.body.dataset))
    if (!(name in parts) || ids.includes(parts[name])) document.body.dataset[name] = value;
  document.documentElement.toggleAttribute("data-live", fresh.documentElement.hasAttribute("data-live"));
  if (row && !focus.isConnected) document.getElementById(row)?.querySelector("button, a")?.focus();
  document.dispatchEvent(new CustomEvent("replaced", { detail: ids }));
}

/** What stands over a list goes with it, unless the reader is looking for something there. */
const withFinding = ids =>
  ids.includes("questions") && !document.querySelector("#find details[open]") ? ["find", ...ids] : ids;

export const parse = text => new DOMParser().parseFromString(text, "text/html");

/** This page, or another, as the server has it now. Rejects when it cannot be had. */
export async function fetchPage({ address = location.pathname + location.search, receipt, signal } = {}) {
  const headers = { Accept: "text/html", ...receipt && { "Tribune-Asked": receipt } };
  const response = await timely(address, { headers, signal });
  return parse(await pageText(response));
}

/**
 * Fetches this page again, with the receipt of what was just asked to be told of it. Rejects when it cannot be had, and
 * nothing changes.
 */
export async function refresh(ids, receipt) {
  const fresh = await fetchPage({ receipt });
  // What is not on the list's first page may be on one that the reader added.
  if (ids.some(id => id === "questions" || !fresh.getElementById(id))) await lengthen(fresh);
  replace(fresh, ids);
}

/**
 * Sends a form as a page without modules does, with its button: for when this browser keeps nothing, and what the reader
 * did would be lost.
 */
export function submitPlainly(form, name, value) {
  if (name) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }
  form.submit();
}
