// Whether an answer is ours. A hotel's sign-in page or a company's filter answers everything, with 200 and a page of its
// own: nothing of that is success. Runs in pages and in the service worker, and touches no document.

/** The object that the API answered with, also a problem; rejects where the answer is somebody else's. */
export async function json(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/(problem\+)?json\b/.test(type)) throw new Error(type);
  const value = await response.json();
  if (value === null || typeof value !== "object") throw new Error("JSON");
  return value;
}

/** Whether it is a page that Tribune wrote: it says for whom. */
export const isPage = response => response.headers.has("Tribune-Reader");

/** The text of a page of ours, as it is for a reader who may see it. */
export async function pageText(response) {
  if (!response.ok || !isPage(response)) throw new Error(`${response.status}`);
  return response.text();
}
