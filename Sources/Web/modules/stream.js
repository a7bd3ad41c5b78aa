// The newest state of a session, or of a room all day.

import { share } from "./tabs.js";

/**
 * Follows a session, or a room all day. `snapshot` is called with every newer state, `announcement` and `withdrawal`
 * with what was announced and taken back, `room` with what is on in the room; these may come more than once.
 * `connected` is called with whether states arrive, with when, by `performance.now()`, the server was last heard, and
 * with whether they are only asked for now and then, where no stream comes through.
 */
export function follow(url, { snapshot, connected, announcement, withdrawal, room }) {
  let version = -1, session;
  let last = performance.now();
  const acts = {
    announcement, withdrawal, room,
    snapshot(state) {
      if (state.session === session && state.version < version) return;
      ({ session, version } = state);
      snapshot(state);
    },
  };
  share(url, {
    event(name, value) {
      last = performance.now();
      acts[name]?.(value);
    },
    heard(how) {
      if (how !== "away") last = performance.now();
      connected(how !== "away", last, how === "asks");
    },
  });
}
