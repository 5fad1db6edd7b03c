// Where in a text as it is shown the phrases of a query stand, exactly or nearly. Needs tokens.js before it.
(() => {
  "use strict";

  const { text } = sitegenSearch;

  const MOST_COMPARED = 40; // characters of a phrase: the work grows with them and with the text

  const squashed = new Map(); // of single characters
  let knewTraditional = false;

  // The plain ideographs, nearly all of a Chinese text, are what folding and squashing would make of them.
  const isPlain = (character) => character >= "\u4e00" && character < "\ua000" && character.length === 1;

  const squashCharacter = (character) => {
    if (isPlain(character) && !text.knowsTraditional()) return character;
    if (knewTraditional !== text.knowsTraditional()) squashed.clear();
    knewTraditional = text.knowsTraditional();
    if (!squashed.has(character)) squashed.set(character, text.squash(character));
    return squashed.get(character);
  };

  // Folding changes lengths (㎡ → m2) and squashing drops punctuation: `at` tells for each UTF-16 unit of the squashed
  // text which of the characters as shown (a letter with its marks) it came from.
  const mapped = (shown) => {
    const characters = shown.match(/\P{M}\p{M}*|\p{M}+/gu) || [];
    const at = [];
    let whole = "";
    characters.forEach((character, place) => {
      const part = squashCharacter(character);
      whole += part;
      for (let unit = 0; unit < part.length; unit += 1) at.push(place);
    });
    return { characters, squashed: whole, at };
  };

  // Wrong characters that a word may have; two characters with one wrong are another word.
  const allowed = (length) => (length < 3 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

  // The stretch of `whole` that is nearest to `phrase` (Sellers' algorithm): {distance, start, end, wrong}, in code points;
  // `wrong` are the places within it that differ.
  const nearest = (phrase, whole) => {
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

  // Where the phrases stand: [{phrase, start, end, wrong}] in characters as shown, in their order; `wrong` are places
  // that differ from what was asked for. Only where `close` is allowed: an exact hit is looked for first.
  const hitsOf = (phrases, map, close = false) => {
    const { squashed: whole, at } = map;
    const hits = [];
    for (const phrase of new Set(phrases)) {
      const before = hits.length;
      for (let from = whole.indexOf(phrase); from !== -1; from = whole.indexOf(phrase, from + phrase.length)) {
        hits.push({ phrase, start: at[from], end: at[from + phrase.length - 1] + 1, wrong: [] });
      }
      if (close && hits.length === before) hits.push(...closeHit(phrase, map));
    }
    return hits.sort((one, other) => one.start - other.start);
  };

  const closeHit = (phrase, { squashed: whole, at }) => {
    const { distance, start, end, wrong } = nearest(phrase, whole);
    if (distance === 0 || distance > allowed(text.length(phrase))) return [];
    const units = [0]; // where each code point begins
    for (const character of whole) units.push(units[units.length - 1] + character.length);
    const shown = (place) => at[units[place]];
    return [{ phrase, start: shown(start), end: shown(end - 1) + 1, wrong: wrong.map(shown) }];
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    matching: Object.freeze({ mapped, hitsOf, nearest, allowed }),
  });
})();
