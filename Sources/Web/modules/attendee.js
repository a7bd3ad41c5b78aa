// Becoming an attendee: a token in a cookie that scripts cannot read. Asked for when something is first written.

const { api } = document.body.dataset;
let joining;

/** Joins the summit, once however often it is called at the same time. Resolves to whether it worked. */
export function join() {
  joining ??= fetch(`${api}/attendees`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: "{}",
  }).then(response => response.ok).finally(() => { joining = undefined; });
  return joining;
}

/**
 * A request in the attendee's name; joins first where the server does not know one. Where a badge is asked for, its form
 * is shown instead: it joins, and what was wanted can wait.
 */
export async function asAttendee(url, options) {
  const response = await fetch(url, options);
  if (response.status === 401 && document.body.dataset.badge !== undefined) {
    location.assign("?badge=#notice");
    return new Promise(() => {});
  }
  return response.status === 401 && await join() ? fetch(url, options) : response;
}
