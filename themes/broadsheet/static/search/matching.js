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

  // Whether a word of letters goes on over a place: te|n does, end|The of two blocks does not.
  const GOING_ON = /^(?!\p{Ll}\p{M}*\p{Lu})([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]\p{M}*){2}/u;
  const goesOn = (characters, place) => GOING_ON.test(characters.slice(place - 1, place + 1).join(""));

  // Of the places where a phrase stands those where it is whole words, else where it begins one, else all: `the` is not looked
  // for in `their` and `not help` where it stands itself.
  const wholest = (hits, { characters }) => {
    const begin = hits.filter(({ start }) => !goesOn(characters, start));
    const whole = begin.filter(({ end }) => !goesOn(characters, end));
    return [whole, begin].find((some) => some.length) || hits;
  };

  // Where the phrases stand: [{phrase, start, end, wrong}] in characters as shown, in their order; `wrong` are places
  // that differ from what was asked for. Only where `close` is allowed: an exact hit is looked for first.
  const hitsOf = (phrases, map, close = false) => {
    const { squashed: whole, at } = map;
    const hits = [];
    for (const phrase of new Set(phrases)) {
      const found = [];
      for (let from = whole.indexOf(phrase); from !== -1; from = whole.indexOf(phrase, from + phrase.length)) {
        found.push({ phrase, start: at[from], end: at[from + phrase.length - 1] + 1, wrong: [] });
      }
      if (close && !found.length) found.push(...sitegenSearch.nearest.closeHit(phrase, map));
      hits.push(...wholest(found, map));
    }
    return hits.sort((one, other) => one.start - other.start);
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    matching: Object.freeze({ mapped, hitsOf }),
  });
})();
