// Whose word an announcement is.

import { typed, words } from "./words.js";

/** Of speakers their names. */
export const from = name => ({ organizers: words.organizers, speakers: words.speakers })[name] ?? typed(name);
