// What a reader's query asks for, and which terms of the index say where to look. Needs tokens.js before it.
(() => {
  "use strict";

  const { runs, squash, bigrams, words, isIdeograph, length } = sitegenSearch.text;

  const LONGEST_QUERY = 200; // code points; what is beyond them is not searched, and the answer says so
  const MOST_TERMS = 40; // looked up in the index; the check against the text covers the whole query
  const WORD = /([-－]?)(?:["“”＂]([^"“”＂]+)["“”＂](?=\s|$)|(\S+))/gu;

  const shorten = (query) =>
    Array.from(String(query).slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join("");

  // A word is what stands between white space, or between quotation marks: one phrase to be found as it stands.
  // `required` are terms that each document with the phrase has, `covering` the fewest of them that hold its every
  // character, `preferred` terms that only raise it in the ranking; `sure`: a document with the required terms has the
  // phrase, no look into its text is needed.
  const wordOf = (given) => {
    const parts = runs(given);
    const required = new Set();
    const covering = new Set();
    const preferred = new Set();
    for (const run of parts) {
      // A letter or digit has no term of its own within longer runs.
      const pairs = length(run) > 1 ? bigrams(run) : isIdeograph(run) ? [run] : [];
      pairs.forEach((pair) => required.add(pair));
      pairs.filter((_, at) => at % 2 === 0 || at === pairs.length - 1).forEach((pair) => covering.add(pair));
      if (!pairs.length) preferred.add(run);
      words(run).filter((word) => length(word) > 2).forEach((word) => preferred.add(word));
    }
    return Object.freeze({
      phrase: squash(given),
      required: [...required].slice(0, MOST_TERMS),
      covering: [...covering].slice(0, MOST_TERMS),
      preferred: [...preferred].slice(0, MOST_TERMS),
      sure: parts.length === 1 && required.size === 1 && length(parts[0]) <= 2,
    });
  };

  // {wanted, unwanted, shortened}: words are parted by white space and must all be found; "…" or “…” around a whole word
  // keeps its spaces; - before one excludes it. A query of exclusions alone (-15℃) is meant as it stands.
  const parse = (query) => {
    const wanted = [];
    const unwanted = [];
    const short = shorten(query);
    for (const [, minus, quoted, plain] of short.matchAll(WORD)) {
      const word = wordOf(quoted === undefined ? plain : quoted);
      if (word.phrase) (minus ? unwanted : wanted).push(word);
    }
    const turned = wanted.length === 0;
    return Object.freeze({
      wanted: turned ? unwanted : wanted,
      unwanted: turned ? [] : unwanted,
      shortened: short.length < String(query).length,
    });
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, shorten, parse });
})();
