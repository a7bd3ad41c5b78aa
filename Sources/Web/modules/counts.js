// Counts that glide, and the seats that fill with them. The geometry is the server's: a house knows all its seats in
// the order in which they fill, so the taken ones are the first of them.

import { number, words, write } from "./words.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The number that an element shows, whatever a translation makes of its digits. */
export const shown = element => Number(element.dataset.value ?? element.textContent.replace(/\D/g, ""));

/** Shows a number; where it changes, the new one comes in from below, or from above when it falls. */
export function glide(element, value, text = number(value)) {
  const before = shown(element);
  element.dataset.value = value;
  if (!write(element, text)) return;
  if (still.matches) return;
  const from = value >= before ? "40%" : "-40%";
  element.animate(
    [{ transform: `translateY(${from})`, opacity: 0 }, { transform: "none", opacity: 1 }],
    { duration: 220, easing: "cubic-bezier(.2, .7, .2, 1)" });
}

/** Seats of a house, as path data each. */
export function seats(house) {
  const free = house.querySelector(".free");
  const path = free.getAttribute("d") ?? document.querySelector(free.getAttribute("href"))?.getAttribute("d") ?? "";
  return path.split("M").slice(1).map(seat => `M${seat}`);
}

/** Fills a house with `have` of `need`; the last seat only when all sit. */
export function fill(house, have, need) {
  const all = seats(house);
  const taken = Math.max(0, Math.min(all.length, Math.floor(all.length * have / need)));
  house.querySelector(".taken").setAttribute("d", all.slice(0, taken).join(""));
  house.classList.toggle("full", have >= need);
  house.setAttribute("aria-label", words.seats.replace("#", number(have)).replace("@", number(need)));
}
