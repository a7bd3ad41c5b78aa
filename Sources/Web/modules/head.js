// What the head of a session's page says: its title, room, speakers and times. Where the organizers change one of them, the
// page shows it, and says what it was that changed; those who hold the page came for the old one.

import { keepInPlace } from "./scroll-anchor.js";
import { words, write } from "./words.js";

/** Milliseconds for which a change is said, and for which it stays in sight: who looks up later reads the head. */
const [said, seen] = [15 * 60_000, 20_000];

let timers = [];

/** The head of a fresh page in place of the one that is shown. */
export function showHead(fresh) {
  const [shown, next] = [document.getElementById("about"), fresh.getElementById("about")];
  if (!next) return;
  const changes = told(shown.dataset, next.dataset);
  document.title = fresh.title;
  if (!changes.length) return;
  const change = () => {
    shown.replaceWith(document.adoptNode(next));
    say(changes.join(" "));
  };
  // Whoever looks at the head itself is to see it change.
  if (scrollY < 40) change(); else keepInPlace(change);
}

/** In words, the gravest first. */
function told(before, { room, title, when, speakers }) {
  return [
    room !== before.room && (room ? words.roomChanged.replace("#", () => room) : words.roomGone),
    when !== before.when && words.timesChanged.replace("#", () => when),
    title !== before.title && words.titleChanged.replace("#", () => title),
    speakers !== before.speakers && words.speakersChanged.replace("#", () => speakers),
  ].filter(Boolean);
}

function say(text) {
  const place = document.getElementById("changed");
  write(place, text);
  place.hidden = false;
  place.classList.add("fresh");
  for (const timer of timers) clearTimeout(timer);
  timers = [
    setTimeout(() => place.classList.remove("fresh"), seen), setTimeout(() => { place.hidden = true; }, said),
  ];
}
