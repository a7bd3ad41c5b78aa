// The newest state of a session, pushed by the server.

import { backoff } from "./page.js";

/**
 * Follows a session. `snapshot` is called with every newer state, `connected` with whether states arrive,
 * `announcement` and `withdrawal` with what was announced and taken back; these may come more than once.
 * The browser reconnects by itself after a network failure, but gives up on an answer that is no stream (a server that
 * restarts): then this does.
 */
export function follow(url, { snapshot, connected, announcement, withdrawal }) {
  let source, timer, attempt = 0, version = -1;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.addEventListener("open", () => { attempt = 0; connected(true); });
    source.addEventListener("snapshot", event => {
      const state = JSON.parse(event.data);
      connected(true);
      if (state.version < version) return;
      version = state.version;
      snapshot(state);
    });
    source.addEventListener("announcement", event => announcement(JSON.parse(event.data)));
    source.addEventListener("withdrawal", event => withdrawal(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      connected(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, backoff(attempt++) * 1000);
    });
  }

  open();
  addEventListener("online", open);
  addEventListener("offline", () => connected(false));
  // A page that the browser keeps for its back button would keep a connection too, and of these it has only six.
  addEventListener("pagehide", () => { clearTimeout(timer); source.close(); });
  // A page that comes back from the browser's cache, or a phone from its sleep, has a dead connection.
  addEventListener("pageshow", event => { if (event.persisted) open(); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source.readyState !== EventSource.OPEN) open();
  });
}
