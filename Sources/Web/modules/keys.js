// Keys that a page acts on.

/** Whether the key belongs to an input method: Escape and Enter there choose or give up a candidate, and say nothing to us. */
export const isComposing = event => event.isComposing || event.keyCode === 229;
