// Becoming an attendee: a token in a cookie that scripts cannot read. Asked for when something is first written, once,
// whatever tabs and the service worker want at the same time: a second token would be a second person.

import { json } from "./answers.js";
import { within } from "./browser-store.js";
import { exclusively } from "./exclusive.js";
import { timely } from "./timing.js";

/** Where this page joined, and the server did not know it afterwards: the browser keeps no cookie of this site. */
const forgetful = new Set();

/**
 * Joins the summit and makes a request, one that the server would answer with 401. Resolves to its answer, or to that of
 * joining where this is refused (a badge is asked for). Where the browser refuses cookies, every joining would be another
 * person who is forgotten at once: it joins once a page at most, and not at all `unasked`, and the answer says so.
 */
export const joining = (api, attempt, { unasked = false } = {}) => exclusively(`join${api}`, async () => {
  const known = await recall(api);
  // Another tab may have joined, or this one before its page was loaded.
  if (known) {
    const response = await attempt();
    if (response.status !== 401) return response;
  }
  if (navigator.cookieEnabled === false || forgetful.has(api) || unasked && known?.isForgetful) return cookiesNeeded();
  const refusal = await join(api);
  if (refusal) return refusal;
  const response = await attempt();
  if (response.status !== 401) return response;
  forgetful.add(api);
  await remember(api, undefined, true);
  return cookiesNeeded();
});

/** Nothing, once joined; else the refusal. */
async function join(api) {
  const joined = await timely(`${api}/attendees`, {
    method: "POST", redirect: "error", body: "{}",
    // In whose language a refusal is told, on pages and in the service worker alike.
    headers: {
      "Content-Type": "application/json",
      ...globalThis.document && { "Accept-Language": document.documentElement.lang },
    },
  });
  if (!joined.ok) return joined;
  const { attendee } = await json(joined);
  if (typeof attendee !== "string") throw new Error("attendee");
  await remember(api, attendee, false);
  return undefined;
}

/** As the server would say it; its words are the page's. */
const cookiesNeeded = () => new Response('{"code":"cookies_needed"}', {
  status: 401, headers: { "Content-Type": "application/problem+json" },
});

const summit = api => api.split("/").pop();

/** Remembers who joined here, for the other tabs; and that it was in vain, for the next page. */
const remember = (api, reader, isForgetful) =>
  within("readers", "readwrite", readers => readers.put({ summit: summit(api), reader, isForgetful }));

const recall = api => within("readers", "readonly", readers => readers.get(summit(api)));

/** Who joined here last. */
export const reader = async api => (await recall(api))?.reader;

export const forgetReader = api => within("readers", "readwrite", readers => readers.remove(summit(api)));
