// The organizers' overview keeps itself fresh while somebody looks; when it cannot, it says so. Without this module the
// page is loaded again every half minute.
import { refresh } from "./page.js";
import { pause } from "./timing.js";

const seconds = 10;
const connection = document.getElementById("connection");

for (;;) {
  await pause(seconds * 1000);
  if (document.hidden) continue;
  try {
    await refresh(["overview"]);
    connection.hidden = true;
  } catch {
    connection.hidden = false;
  }
}
