// Requests of the page in the attendee's name.

import { joining, reader } from "./joining.js";
import { timely } from "./timing.js";

/**
 * Joins first where the server does not know an attendee. Where a badge is asked for, its form is shown instead: it
 * joins, and what was wanted can wait. `unasked`: the reader did nothing that would need it.
 */
export async function asAttendee(url, options, unasked) {
  const { api, badge, joined } = document.body.dataset;
  if (joined !== undefined || badge !== undefined) {
    const response = await timely(url, options);
    if (response.status !== 401) return response;
  }
  if (badge !== undefined) {
    location.assign("?badge=#notice");
    throw new Error("badge");
  }
  const answer = await joining(api, () => timely(url, options), { unasked });
  if (answer.ok) document.body.dataset.joined ??= await reader(api) ?? "";
  return answer;
}
