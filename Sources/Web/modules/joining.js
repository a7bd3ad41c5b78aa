// Becoming an attendee: a token in a cookie that scripts cannot read. Asked for when something is first written, once,
// whatever tabs and the service worker want at the same time: a second token would be a second person.

import { exclusively } from "./exclusive.js";
import { timely } from "./patience.js";
import { within } from "./shelf.js";

/**
 * Joins the summit and makes a request, one that the server would answer with 401. Resolves to its answer, or to that of
 * joining where this is refused (a badge is asked for).
 */
export const joining = (api, attempt) => exclusively(`join${api}`, async () => {
  // Another tab may have joined, or this one before its page was loaded.
  if (await reader(api) !== undefined) {
    const response = await attempt();
    if (response.status !== 401) return response;
  }
  return await join(api) ?? attempt();
});

/** Nothing, once joined; else the refusal. */
async function join(api, again = true) {
  const joined = await timely(`${api}/attendees`, {
    method: "POST", redirect: "error", body: "{}",
    // In whose language a refusal is told, on pages and in the service worker alike.
    headers: {
      "Content-Type": "application/json",
      ...globalThis.document && { "Accept-Language": document.documentElement.lang },
    },
  });
  // The refusal gave a cookie, which says that cookies are kept: a page from before had none.
  if (joined.status === 409 && again && (await joined.clone().json()).code === "cookies_needed") return join(api, false);
  if (!joined.ok) return joined;
  await remember(api, (await joined.json()).attendee);
  return undefined;
}

const summit = api => api.split("/").at(-1);

/** Remembers who joined here, for the other tabs. */
const remember = (api, reader) =>
  within("readers", "readwrite", readers => readers.put({ summit: summit(api), reader }));

/** Who joined here last. */
export const reader = async api =>
  (await within("readers", "readonly", readers => readers.get(summit(api))))?.reader;

export const forgetReader = api => within("readers", "readwrite", readers => readers.remove(summit(api)));
