// What the search compares: the twin of sitegen/site/search/tokens.py, held equal by tests/fixtures/search_tokens.json.
// A change here without the same change there loses results. Runs in a browser and in a bare JavaScript engine.
(() => {
  "use strict";

  const RULES = "bigrams-4"; // what these rules are called; an index made by others must not be asked
  // No reader sees or types these, so they must not stand between two characters that look adjacent.
  const INVISIBLE =
    /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;
  // Fixed ranges, so that every Unicode version says the same.
  const HAN = /[\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
  const NOT_HAN = /[^\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]+/gu;
  const NUMBER = "#"; // begins the term of three digits; stands in no text that is compared
  // Planes 2 and 3 are reserved for ideographs: rare names newer than the engine's Unicode are found as well.
  const RUN = /[\p{L}\p{N}\p{M}\u{20000}-\u{3fffd}]+/gu;

  // Traditional character, or radical as converters leave them → simplified one. Empty until it is needed: few readers need it, and it is large.
  const simplified = new Map();

  const learnTraditional = (pairs) => {
    const characters = Array.from(pairs);
    for (let at = 0; at + 1 < characters.length; at += 2) simplified.set(characters[at], characters[at + 1]);
  };

  const knowsTraditional = () => simplified.size > 0;

  const simplify = (text) =>
    simplified.size ? Array.from(text, (character) => simplified.get(character) || character).join("") : text;

  // The form in which text is compared, never shown. Final sigma becomes the plain one so that a cut of a text folds
  // as it does within the text; the second normalisation is for letters that compose only in lower case (J̌).
  const fold = (text) =>
    simplify(text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase().replace(/ς/g, "σ").normalize("NFKC"));

  const isIdeograph = (character) => HAN.test(character);

  // Maximal runs of letters, digits, ideographs and marks of the folded text.
  const runs = (text) => fold(text).match(RUN) || [];

  const squash = (text) => runs(text).join("");

  // Every two neighbouring code points of a run: never UTF-16 units, which would cut 𠮷 in two.
  const bigrams = (run) => {
    const characters = Array.from(run);
    return characters.slice(1).map((character, at) => characters[at] + character);
  };

  // Every three neighbouring digits: two stand in so many numbers that they tell little.
  const triples = (run) =>
    (run.match(/[0-9]{3,}/g) || []).flatMap((number) =>
      Array.from(number.slice(2), (_, at) => NUMBER + number.slice(at, at + 3)),
    );

  // A term as it stands in texts.
  const bare = (term) => term.replace(NUMBER, "");

  // The parts of a run that hold no ideograph.
  const words = (run) => run.match(NOT_HAN) || [];

  const length = (text) => Array.from(text).length;

  const tokensOf = (run) =>
    length(run) === 1
      ? [run]
      : [
          ...Array.from(run).filter(isIdeograph),
          ...bigrams(run),
          ...triples(run),
          // A word of two characters is already a bigram.
          ...words(run).filter((word) => length(word) !== 2),
        ];

  const tokens = (text) => runs(text).flatMap(tokensOf);

  globalThis.sitegenSearch = Object.freeze({
    text: Object.freeze({
      RULES,
      learnTraditional,
      knowsTraditional,
      fold,
      isIdeograph,
      runs,
      squash,
      bigrams,
      triples,
      bare,
      words,
      length,
      tokens,
    }),
  });
})();
