// Nothing moves under the thumb: while something on the page changes, the question that the reader has a finger, the
// focus or an eye on stays where it is on the screen.

let touched;
addEventListener("pointerdown", event => { touched = event.target.closest?.("[id^='q-']")?.id; }, true);

const isSeen = element => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** The row that must stay: the one in focus, else the last touched, else the first on the screen. */
function held() {
  const focused = document.activeElement?.closest?.("[id^='q-']");
  const last = touched && document.getElementById(touched);
  return [focused, last].find(row => row && isSeen(row)) ?? [...document.querySelectorAll("[id^='q-']")].find(isSeen);
}

/** Makes a change of the page; what was looked at stays in its place. */
export function keepInPlace(change) {
  const row = held();
  const before = row?.getBoundingClientRect().top;
  change();
  const same = row && document.getElementById(row.id);
  if (same) scrollBy({ top: same.getBoundingClientRect().top - before, behavior: "instant" });
}
