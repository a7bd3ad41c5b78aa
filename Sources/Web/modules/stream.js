// The newest state of a session, pushed by the server.

import { backoff } from "./patience.js";

/** The server is heard every 15 seconds at least; after this, in milliseconds, the connection is dead. */
const silence = 35_000;

/**
 * Follows a session, or a room all day. `snapshot` is called with every newer state, `announcement` and `withdrawal`
 * with what was announced and taken back, `room` with what is on in the room; these may come more than once.
 * `connected` is called with whether states arrive, and with when, by `performance.now()`, the server was last heard.
 * The browser reconnects by itself after a network failure, but gives up on an answer that is no stream (a server that
 * restarts), and does not notice a connection on which nothing comes: then this does.
 */
export function follow(url, { snapshot, connected, announcement, withdrawal, room }) {
  let source, timer, watch, attempt = 0, version = -1, session;
  let last = performance.now();

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    wait();
    listen("open", () => { attempt = 0; });
    listen("beat", () => {});
    listen("snapshot", event => {
      const state = JSON.parse(event.data);
      if (state.session === session && state.version < version) return;
      ({ session, version } = state);
      snapshot(state);
    });
    listen("announcement", event => announcement(JSON.parse(event.data)));
    listen("withdrawal", event => withdrawal(JSON.parse(event.data)));
    listen("room", event => room?.(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      connected(false, last);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, backoff(attempt++) * 1000);
    });
  }

  function listen(name, act) {
    source.addEventListener(name, event => {
      last = performance.now();
      wait();
      connected(true, last);
      act(event);
    });
  }

  function wait() {
    clearTimeout(watch);
    watch = setTimeout(() => { connected(false, last); open(); }, silence);
  }

  open();
  addEventListener("online", open);
  addEventListener("offline", () => connected(false, last));
  // A page that the browser keeps for its back button would keep a connection too, and of these it has only six.
  addEventListener("pagehide", () => { clearTimeout(timer); clearTimeout(watch); source.close(); });
  // A page that comes back from the browser's cache, or a phone from its sleep, has a dead connection.
  addEventListener("pageshow", event => { if (event.persisted) open(); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source.readyState !== EventSource.OPEN) open();
  });
}
