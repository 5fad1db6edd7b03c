// Where in a text as it is shown the phrases of a query stand. Needs tokens.js before it, and nearest.js where `close` is wanted.
(() => {
  "use strict";

  const { text } = sitegenSearch;

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
      if (close && hits.length === before) hits.push(...sitegenSearch.nearest.closeHit(phrase, map));
    }
    return hits.sort((one, other) => one.start - other.start);
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    matching: Object.freeze({ mapped, hitsOf }),
  });
})();
