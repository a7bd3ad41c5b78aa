// The wall: moved by the stream, of one session or of a room all day. Which scene is shown, and every sentence, are the
// server's: where the programme, the box or the hour change them, the page is fetched and its parts change places.

import { pageText } from "./answers.js";
import { announcement, keepOnly, withdrawal } from "./banner.js";
import { hour, now, run, set } from "./clock.js";
import { parse, replace } from "./page.js";
import { operate } from "./projector.js";
import { follow } from "./stream.js";
import { celebrate, forget as forgetMoments } from "./threshold-animation.js";
import { backoff, pause, timelyPage } from "./timing.js";
import { allowed, forget, refit, release, show, step } from "./wall.js";
import { number, words, write } from "./words.js";

const { api, live } = document.body.dataset;
const element = id => document.getElementById(id);
const main = () => document.querySelector("main");

/** The newest state that the stream said, and what it last said of the room. */
let newest;
let place;

follow(`${api}/${live}`, { connected, snapshot, room, announcement, withdrawal });
run(turn);
operate({
  n: () => step(1), ArrowRight: () => step(1), PageDown: () => step(1),
  ArrowLeft: () => step(-1), PageUp: () => step(-1), back: release,
});
const resized = new ResizeObserver(refit);
resized.observe(main());

function snapshot(state) {
  newest = state;
  if (isOther(state)) turn(); else draw(state);
}

/** Whether the server would write another page now: another session, title, room, times or box, or a first or last question. */
function isOther(state) {
  const { session, box, threshold, cancelled, about } = document.body.dataset;
  if (state.session !== session || state.box !== box || String(state.threshold ?? 0) !== threshold) return true;
  if (String(state.cancelled) !== cancelled || state.about !== about) return true;
  const showsQuestions = main().matches(".questions, .alone");
  return main().hasAttribute("data-live") && showsQuestions !== allowed(state).length > 0;
}

function draw(state) {
  showHead(state.head);
  if (!main().hasAttribute("data-live")) return;
  const attendees = element("attendees");
  const inTheRoom = words.inTheRoom.replace("#", number(state.attendees));
  if (attendees) write(attendees, inTheRoom);
  celebrate(allowed(state));
  show(state);
}

/** Who notes it can tell later whether anything was cut off the ledger. */
function showHead(head) {
  if (!head) return;
  element("head").hidden = false;
  element("head").textContent = words.head.replace("#", head.seq).replace("@", head.hash.slice(0, 12));
}

/** What is on in the room; on a session's own wall that decides about its short code and what comes next. */
function room({ session, next, phase }) {
  const said = JSON.stringify([session, next, phase]);
  const { dataset } = document.body;
  const isNews = place === undefined
    ? (session?.slug ?? "") !== dataset.room || (next?.slug ?? "") !== dataset.next || phase !== dataset.phase
    : said !== place;
  place = said;
  if (isNews) turn();
}

// Another scene --------------------------------------------------------------------------------------------------------

let isTurning = false;
let isWanted = false;
/** How often in a row the page was older than the state: another server of the summit may know of a change a second later. */
let lags = 0;

/** Fetches the page until it is had, once at a time. */
async function turn() {
  isWanted = true;
  if (isTurning) return;
  isTurning = true;
  for (let attempt = 0; isWanted;) {
    isWanted = false;
    try {
      await renew();
      attempt = 0;
    } catch {
      isWanted = true;
      await pause(backoff(attempt++) * 1000);
    }
  }
  isTurning = false;
  if (!newest) return;
  if (!isOther(newest)) {
    lags = 0;
    draw(newest);
  } else if (lags++ < 3) setTimeout(turn, 2000);
}

const version = page => page.querySelector("script[type=module]").getAttribute("src");

async function renew() {
  const response = await timelyPage(location.pathname + location.search);
  const arrived = performance.now();
  const fresh = parse(await pageText(response));
  // A newer server: its page wants its own modules.
  if (version(fresh) !== version(document)) return location.reload();
  const [before, after] = [document.body.dataset, fresh.body.dataset];
  const isAnother = before.session !== after.session;
  const sceneStays = !isAnother && before.threshold === after.threshold && sameScene(main(), fresh.querySelector("main"));
  keepOnly(fresh.getElementById("announcements"));
  replace(fresh, ["what", "join", "state", "head"]);
  set(arrived);
  if (isAnother) {
    forget();
    forgetMoments();
  }
  if (sceneStays) return;
  resized.disconnect();
  main().replaceWith(document.adoptNode(fresh.querySelector("main")));
  resized.observe(main());
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    main().animate([{ opacity: 0 }, { opacity: 1 }], { duration: 600 });
  }
}

/** Questions that the stream goes on drawing are left where they are. */
function sameScene(shown, fresh) {
  const drawn = ".questions, .alone";
  return shown.matches(drawn) && fresh.matches(drawn);
}

// Whether it is true ---------------------------------------------------------------------------------------------------

let wasLost = false;

/** What is shown may be old: it says since when, and once the server is back the page is made anew. */
function connected(yes, heard, asks) {
  const badge = element("connection");
  badge.hidden = yes && !asks;
  badge.classList.toggle("asks", yes && asks);
  if (asks) write(badge, words.liveAsks);
  if (yes === !wasLost) return;
  wasLost = !yes;
  if (!yes) write(badge, words.stale.replace("#", hour(now(heard))));
  if (yes) turn();
}
