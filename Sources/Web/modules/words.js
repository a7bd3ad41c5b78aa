// Sentences in the reader's language, written into the page by the server, and numbers as that language writes them.

const block = document.getElementById("words");

/** @type {Record<string, string>} */
export const words = block ? JSON.parse(block.textContent) : {};

const format = new Intl.NumberFormat(document.documentElement.lang);
export const number = value => format.format(value);

/** What a person wrote, as typed, but its spaces before punctuation do not break (as `FrenchTypography` does). */
export const typed = text =>
  text.replace(/[ \u00A0](?=[?!;])/g, "\u202F").replace(/ (?=[:»])/g, "\u00A0").replace(/« /g, "«\u00A0");

/** Whose word an announcement is: of speakers their names. */
export const from = name => ({ organizers: words.organizers, speakers: words.speakers })[name] ?? typed(name);
