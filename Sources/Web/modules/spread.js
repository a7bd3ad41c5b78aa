// When phones fetch the same page for the same reason: one after the other, so that the server is asked by some 250 a
// second, however many are in the room.

import { pause } from "./timing.js";

/** Milliseconds for each phone in the room. */
const share = 4;
let attendees = 0;

/** How many are in the room, as the newest state says. */
export const inRoom = count => { attendees = count; };

/** Waits for a random part of `least` milliseconds, of more where many are in the room. */
export const spread = least => pause(Math.random() * Math.max(least, attendees * share));
