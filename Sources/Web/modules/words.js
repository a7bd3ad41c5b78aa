// Sentences in the reader's language, written into the page by the server, and numbers as that language writes them.

const block = document.getElementById("words");

/** @type {Record<string, string>} */
export const words = block ? JSON.parse(block.textContent) : {};

const format = new Intl.NumberFormat(document.documentElement.lang);
export const number = value => format.format(value);

/** What a person wrote, as typed, but its spaces before punctuation do not break (as `FrenchTypography` does). */
export const typed = text =>
  text.replace(/[ \u00A0](?=[?!;])/g, "\u202F")
    // No look-behind: before iOS 16.4 it is a syntax error, and with it every module that imports this one.
    .replace(/ (?=[:»])/g, "\u00A0").replace(/« /g, "«\u00A0")
    .replace(/(\d) (?=[%€])/g, "$1\u00A0").replace(/° (?=\d)/g, "°\u00A0");

const short = /^(?:t|je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|moi|toi|lui|leur|le|la|les|y|en|être|delà|dessus|dessous|devant|mêmes?)$/i;

/** Whether a line must not break at this word's hyphens: `est-ce`, `e-mail` (as `HyphenatedWords` does). */
const isWhole = word => {
  const [first, ...rest] = word.split("-");
  if (word.length > 20 || !first || !rest.length || rest.includes("")) return false;
  return (rest.length === 1 && first.length === 1) || rest.every(part => short.test(part));
};

/** The same as nodes, to be appended: words that a line must not break stay whole by markup, the text as it is. */
export const prose = text =>
  typed(text).split(/([\p{Alphabetic}-]*-[\p{Alphabetic}-]*)/u).map(part => {
    if (!isWhole(part)) return part;
    const whole = document.createElement("span");
    whole.className = "whole";
    whole.textContent = part;
    return whole;
  });

/** What was last written into an element: a browser that translates the page has put other words there since. */
const written = new WeakMap();

function put(element, text, nodes) {
  const before = written.get(element) ?? element.textContent;
  written.set(element, text);
  if (before !== text) element.replaceChildren(...nodes);
  return before !== text;
}

/** Puts one of our sentences into an element, unless it was put there before; whether it was news. */
export const write = (element, text) => put(element, text, [text]);

/** The same with what a person wrote; the element. */
export const set = (element, text) => {
  put(element, typed(text), prose(text));
  return element;
};
