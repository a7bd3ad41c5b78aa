// One at a time, over all tabs and the service worker: by Web Locks, and where the page came over plain HTTP and has
// none, by a lease in the shelf. A lease that a sleeping tab lets lapse does no harm: what it guards may be repeated.

import { within } from "./shelf.js";

const lease = 20_000;

/** Runs `work` when nobody else is at what is called `name`; resolves to its result. */
export async function exclusively(name, work) {
  if (navigator.locks) return navigator.locks.request(`tribune/${name}`, work);
  const owner = `${Date.now()} ${Math.random()}`;
  const take = () => within("leases", "readwrite", async leases => {
    const held = await leases.get(name);
    if (held && held.owner !== owner && held.until > Date.now()) return false;
    await leases.put({ name, owner, until: Date.now() + lease });
    return true;
  });
  while (!await take()) await new Promise(resolve => setTimeout(resolve, 200 + Math.random() * 300));
  const renewal = setInterval(take, lease / 4);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await within("leases", "readwrite", async leases => {
      if ((await leases.get(name))?.owner === owner) await leases.remove(name);
    });
  }
}
