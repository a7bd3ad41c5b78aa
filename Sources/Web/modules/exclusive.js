// One at a time, over all tabs and the service worker: by a lease in the browser store, which whoever works renews. A lease that
// is not renewed lapses within seconds: its page sleeps, lies behind the back button, or is gone. That does no harm, since
// what it guards may be repeated. (A Web Lock would be held until the sleeper wakes, and everybody's votes with it.)

import { within } from "./browser-store.js";
import { pause } from "./timing.js";

/** Milliseconds without a renewal after which the next takes it; and for how long it is renewed at most. */
const lease = 6000;
const longest = 90_000;

/**
 * Runs `work` when nobody else is at what is called `name`; resolves to its result. `waits` is called once where that
 * takes more than a moment. `work` is given a function that says whether the lease is still its own.
 */
export async function exclusively(name, work, waits) {
  const owner = `${Math.random()}`;
  const lapsed = watching();
  let beat = 0;
  let isOurs = true;
  const take = () => within("leases", "readwrite", async leases => {
    const held = await leases.get(name);
    if (held && held.owner !== owner && !lapsed(held)) return false;
    await leases.put({ name, owner, beat: ++beat, until: Date.now() + lease });
    return true;
    // Where nothing can be written, nobody is kept out.
  }).catch(() => true);
  for (let tries = 1; !await take(); tries++) {
    if (tries === 3) waits?.();
    await pause(150 + Math.random() * 200);
  }
  const end = performance.now() + longest;
  const renewal = setInterval(async () => {
    if (performance.now() > end) return clearInterval(renewal);
    isOurs = await take();
    if (!isOurs) clearInterval(renewal);
  }, lease / 4);
  try {
    return await work(() => isOurs);
  } finally {
    clearInterval(renewal);
    await within("leases", "readwrite", async leases => {
      if ((await leases.get(name))?.owner === owner) await leases.remove(name);
    }).catch(() => {});
  }
}

/**
 * Whether a lease has lapsed: by the device's clock, as far as that can be believed, and where it was not renewed for as
 * long as this page has looked on.
 */
function watching() {
  let [seen, since] = [undefined, 0];
  return ({ owner, beat, until }) => {
    const shown = `${owner} ${beat}`;
    if (shown !== seen) [seen, since] = [shown, performance.now()];
    const left = until - Date.now();
    return left <= 0 || left > lease || performance.now() - since >= lease;
  };
}
