// Further pages of a long list, added to it in place. Without this module the link leads to the next page.

import { pageText } from "./answers.js";
import { timelyPage } from "./timing.js";

const list = root => root.getElementById("questions");
const nextLink = root => root.querySelector("#questions .further a[rel=next]");

/** Adds the page that follows, each question once; the first row that came. Rejects when it cannot be had. */
async function extend(root) {
  const response = await timelyPage(nextLink(root).getAttribute("href"));
  const further = new DOMParser().parseFromString(await pageText(response), "text/html");
  const [place, other] = [list(root), list(further)];
  if (!other) throw new Error();
  const rows = place.querySelector(".questions");
  const known = new Set([...rows.children].map(row => row.dataset.id));
  const come = [...other.querySelectorAll(".questions > [data-id]")].filter(row => !known.has(row.dataset.id));
  rows.append(...come.map(row => root.adoptNode(row)));
  const [link, next] = [nextLink(root), nextLink(further)];
  if (next) link.replaceWith(root.adoptNode(next)); else link.remove();
  place.dataset.pages = Number(place.dataset.pages ?? 1) + 1;
  return come[0];
}

/** As many pages as the reader has added to the list, so that they are still there when it is replaced. */
export async function lengthen(fresh) {
  for (let pages = Number(list(document)?.dataset.pages ?? 1); pages > 1 && nextLink(fresh); pages -= 1) await extend(fresh);
}

document.addEventListener("click", async event => {
  const link = event.target.closest("#questions .further a[rel=next]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  try {
    const first = await extend(document);
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
  } catch {
    // What the browser says of a page that cannot be had.
    location.assign(link.href);
  }
});
