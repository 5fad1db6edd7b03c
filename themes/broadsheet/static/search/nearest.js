// What in a text comes nearest to a phrase, character by character. Needs tokens.js before it.
(() => {
  "use strict";

  const { text } = sitegenSearch;

  const MOST_COMPARED = 40; // characters of a phrase: the work grows with them and with the text

  // Wrong characters that a word may have; two characters with one wrong are another word.
  const allowed = (length) => (length < 3 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

  // The stretch of `whole` that is nearest to `phrase` (Sellers' algorithm): {distance, start, end, wrong}, in code points;
  // `wrong` are the places within it that differ.
  const stretch = (phrase, whole) => {
    const pattern = Array.from(phrase);
    if (pattern.length > MOST_COMPARED) return { distance: Infinity, start: 0, end: 0, wrong: [] };
    const characters = Array.from(whole);
    const rows = [characters.map(() => 0).concat(0)];
    for (let row = 1; row <= pattern.length; row += 1) {
      const above = rows[row - 1];
      const line = [row];
      for (let column = 1; column <= characters.length; column += 1) {
        const replaced = above[column - 1] + (pattern[row - 1] === characters[column - 1] ? 0 : 1);
        line.push(Math.min(replaced, above[column] + 1, line[column - 1] + 1));
      }
      rows.push(line);
    }
    const last = rows[pattern.length];
    const distance = last.reduce((least, each) => Math.min(least, each), Infinity);
    let end = last.indexOf(distance);
    while (last[end + 1] === distance) end += 1; // sooner a character replaced than one left out
    const wrong = [];
    let column = end;
    for (let row = pattern.length; row > 0; ) {
      const same = column > 0 && pattern[row - 1] === characters[column - 1];
      if (column > 0 && rows[row][column] === rows[row - 1][column - 1] + (same ? 0 : 1)) {
        if (!same) wrong.push(column - 1);
        row -= 1;
        column -= 1;
      } else if (column > 0 && rows[row][column] === rows[row][column - 1] + 1) {
        wrong.push(column - 1);
        column -= 1;
      } else {
        row -= 1;
      }
    }
    return { distance, start: column, end, wrong };
  };

  // Where a phrase nearly stands, as hitsOf of matching.js says where one stands; none where it does not, or stands exactly.
  const closeHit = (phrase, { squashed: whole, at }) => {
    const { distance, start, end, wrong } = stretch(phrase, whole);
    if (distance === 0 || distance > allowed(text.length(phrase))) return [];
    const units = [0]; // where each code point begins
    for (const character of whole) units.push(units[units.length - 1] + character.length);
    const shown = (place) => at[units[place]];
    return [{ phrase, start: shown(start), end: shown(end - 1) + 1, wrong: wrong.map(shown) }];
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    nearest: Object.freeze({ stretch, allowed, closeHit }),
  });
})();
