// A stage's link, opened by whoever scanned it: nothing to press. A preview, or a page loaded ahead, shows nobody
// anything and must not use the link up.

const form = document.getElementById("sign-in");

function enter() {
  if (document.prerendering || document.visibilityState !== "visible") return;
  removeEventListener("pageshow", enter);
  document.removeEventListener("visibilitychange", enter);
  // `requestSubmit` is missing in Safari before 16.
  form.querySelector("button").click();
}

document.addEventListener("visibilitychange", enter);
// Not when the back button brings the page again.
addEventListener("pageshow", event => { if (!event.persisted) enter(); });
form.addEventListener("submit", () => { form.querySelector("button").setAttribute("aria-busy", "true"); });
