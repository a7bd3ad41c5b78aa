// A screen that nobody touches: it stays awake, its cursor hides, and the operator has a few keys. Nothing is clicked.

import { isComposing } from "./keys.js";

const help = document.getElementById("help");

/** `keys`: what each further key does, by its name: `{ n: () => … }`. Escape goes back one thing at a time. */
export function operate({ back, ...keys }) {
  const all = { f: fullScreen, b: blank, ".": blank, "?": toggleHelp, h: toggleHelp, ...keys };
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    if (event.key === "Escape") {
      if (help.open) return;  // the browser closes it
      if (document.body.dataset.blank) delete document.body.dataset.blank; else back();
      return;
    }
    const act = all[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  hideCursor();
  stayAwake();
}

function fullScreen() {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  change?.catch(() => {});
}

/** Black with the address, all black, back. */
function blank() {
  const { dataset } = document.body;
  if (!dataset.blank) dataset.blank = "address";
  else if (dataset.blank === "address") dataset.blank = "all";
  else delete dataset.blank;
}

/** Where a browser has no dialogs, the page shows it by the attribute alone. */
function toggleHelp() {
  if (!help.showModal) help.toggleAttribute("open"); else if (help.open) help.close(); else help.showModal();
}

/** The cursor, and how to find the keys, for three seconds after the mouse moved. */
function hideCursor() {
  let timer;
  addEventListener("pointermove", () => {
    document.body.classList.add("pointing");
    clearTimeout(timer);
    timer = setTimeout(() => document.body.classList.remove("pointing"), 3000);
  }, { passive: true });
}

/** The lock is lost whenever the page is hidden; where there is none, the machine's own settings hold. */
function stayAwake() {
  const lock = () => { if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {}); };
  document.addEventListener("visibilitychange", lock);
  lock();
}
