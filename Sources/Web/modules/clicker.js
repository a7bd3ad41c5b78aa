// A presenter's clicker and the keyboard. Clickers send Page Up and Page Down, some the arrows, and b or a full stop to
// blank the screen: all of them only look. What changes something is Enter or the space bar, once a press, and it can
// be undone.

import { isComposing } from "./keys.js";
import { local } from "./storage.js";

const control = "a, button, input, select, textarea, summary";
const stored = "monitor-letters";
const blank = document.getElementById("blank");

/** Letters do something unless they were switched off, for those who speak to their computer. */
let letters = local.read(stored) !== "off";

export function switchLetters() {
  letters = !letters;
  local.write(stored, letters ? "on" : "off");
  return letters;
}

export const lettersWork = () => letters;

function turn() { blank.hidden = !blank.hidden; }
blank.addEventListener("click", turn);

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

/** Calls `next`, `back`, `main`, `undo` and `wall`. */
export function listen(acts) {
  const named = {
    PageDown: acts.next, ArrowRight: acts.next, PageUp: acts.back, ArrowLeft: acts.back,
    Enter: acts.main, " ": acts.main,
  };
  const lettered = { u: acts.undo, e: acts.wall, w: acts.wall, b: turn, ".": turn, f: fullScreen };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
    if (!blank.hidden) {
      event.preventDefault();
      return turn();
    }
    const presses = (event.key === "Enter" || event.key === " ") && event.target.closest?.(control);
    const act = named[event.key] ?? (letters ? lettered[event.key.toLowerCase()] : undefined);
    if (!act || presses) return;
    event.preventDefault();
    if (!event.repeat) act();
  });
}
