// Type as large as its place allows: the server sets sizes by length, but only the screen knows how much room there is.

/**
 * The largest size, in tenths of a rem, at which the text is no higher than `height` and no word is broken; where even
 * the least does not do, words break.
 */
export function fit(text, height, least, most) {
  const key = [text.textContent, text.clientWidth, Math.round(height), most, innerWidth, innerHeight].join("|");
  if (text.fitted === key) return;
  text.style.overflowWrap = "normal";
  if (!largest(text, height, least, most)) {
    text.style.overflowWrap = "";
    largest(text, height, least, most);
  }
  text.fitted = key;
}

/** False where nothing fits; then the least is set. */
function largest(text, height, least, most) {
  const fits = size => {
    text.style.fontSize = `${size / 10}rem`;
    return text.scrollWidth <= text.clientWidth + 1 && text.offsetHeight <= height;
  };
  let [good, bad] = [least, most + 1];
  const any = fits(least);
  while (any && bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (fits(middle)) good = middle; else bad = middle;
  }
  text.style.fontSize = `${good / 10}rem`;
  return any;
}

/** As many rows as the list has room for, as large as they can be: no row is cut in two. */
export function fitRows(list) {
  const rows = [...list.children];
  if (!rows.length || !list.clientHeight) return;
  for (const row of rows) row.hidden = false;
  const isCut = row => { const text = row.querySelector("p"); return text.scrollHeight > text.clientHeight + 1; };
  // By offsets, which rows on their way to another place do not change.
  const fits = () => {
    const last = rows.filter(row => !row.hidden).pop();
    return last.offsetTop + last.offsetHeight - rows[0].offsetTop <= list.clientHeight + 1;
  };
  for (const size of ["large", "middle"]) {
    list.dataset.fit = size;
    if (fits() && !rows.some(isCut)) return;
  }
  list.dataset.fit = "small";
  if (fits()) return;
  list.dataset.fit = "tight";
  for (let last = rows.length - 1; last > 0 && !fits(); last--) rows[last].hidden = true;
}
