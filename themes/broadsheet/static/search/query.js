// What a reader's query asks for, and which terms of the index say where to look. Needs tokens.js before it.
(() => {
  "use strict";

  const { runs, squash, bigrams, triples, words, isIdeograph, length } = sitegenSearch.text;

  const LONGEST_QUERY = 200; // code points; what is beyond them is not searched, and the answer says so
  const MOST_TERMS = 40; // looked up in the index; the check against the text covers the whole query
  const WORD = /([-－]?)(?:["“”＂]([^"“”＂]+)["“”＂](?=\s|$)|(\S+))/gu;

  const shorten = (query) =>
    Array.from(String(query).slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join("");

  const piece = (term, start) => ({ term, start, end: start + length(term) });

  // A number or a Latin word between ideographs cannot be cut off from a longer one: 5006 of 共5006件.
  const wordsWithin = (characters) => {
    const found = [];
    let start = 0; // of what has no ideograph; 0 before the first one, where a word may be cut off
    characters.forEach((character, at) => {
      if (!isIdeograph(character)) return;
      if (start && at - start > 2) found.push(piece(characters.slice(start, at).join(""), start));
      start = at + 1;
    });
    return found;
  };

  // [{term, start, end}]: what of a run the index knows, by place. A whole word says more than its parts, three digits more
  // than the two pairs within them; a letter or digit has no term of its own within longer runs.
  const piecesOf = (run) => {
    const characters = Array.from(run);
    if (characters.length === 1) return isIdeograph(run) ? [piece(run, 0)] : [];
    const whole = wordsWithin(characters);
    const isNumber = (at) => /^[0-9]{3}$/.test(characters.slice(Math.max(at, 0), at + 3).join(""));
    const parts = bigrams(run).flatMap((pair, at) => {
      if (whole.some(({ start, end }) => start <= at && at + 2 <= end)) return [];
      if (isNumber(at)) return [{ term: triples(characters.slice(at, at + 3).join(""))[0], start: at, end: at + 3 }];
      return isNumber(at - 1) ? [] : [piece(pair, at)];
    });
    return [...whole, ...parts].sort((one, other) => one.start - other.start || one.end - other.end);
  };

  // The fewest of the pieces that hold every character.
  const covering = (pieces) => {
    const chosen = [];
    const last = Math.max(0, ...pieces.map(({ end }) => end));
    for (let reached = 0; reached < last; reached = chosen[chosen.length - 1].end) {
      const next = pieces.filter(({ start }) => start <= reached);
      chosen.push(next.reduce((best, each) => (each.end >= best.end ? each : best)));
    }
    return chosen;
  };

  const termsOf = (pieces) => [...new Set(pieces.map(({ term }) => term))].slice(0, MOST_TERMS);

  // A word is what stands between white space, or between quotation marks: one phrase to be found as it stands.
  // `required` are terms that each document with the phrase has, `covering` the fewest of them that hold its every
  // character, `preferred` terms that only raise it in the ranking; `sure`: a document with the required terms has the
  // phrase, no look into its text is needed.
  const wordOf = (given) => {
    const parts = runs(given);
    const pieces = parts.map(piecesOf);
    const preferred = parts.flatMap((run, at) =>
      pieces[at].length ? words(run).filter((word) => length(word) > 2) : [run],
    );
    return Object.freeze({
      phrase: squash(given),
      required: termsOf(pieces.flat()),
      covering: termsOf(pieces.flatMap(covering)),
      preferred: [...new Set(preferred)].slice(0, MOST_TERMS),
      sure: parts.length === 1 && pieces[0].length === 1,
    });
  };

  // 赤峰:法院 → 赤峰, 法院: marks between short words part them. A longer text is meant as it stands.
  const apart = (given) => {
    const words = given.split(/[:：;；,，、\/／|｜+＋&＆~～]+/).filter(Boolean);
    const fit = words.length < 5 && words.every((word) => length(word) < 9 && Array.from(word).some(isIdeograph));
    return fit ? words : [given];
  };

  // {wanted, unwanted, shortened}: words are parted by white space and must all be found; "…" or “…” around a whole word
  // keeps its spaces; - before one excludes it. A query of exclusions alone (-15℃) is meant as it stands.
  const parse = (query) => {
    const wanted = [];
    const unwanted = [];
    const short = shorten(query);
    for (const [, minus, quoted, plain] of short.matchAll(WORD)) {
      for (const word of (quoted === undefined ? apart(plain) : [quoted]).map(wordOf)) {
        if (word.phrase) (minus ? unwanted : wanted).push(word);
      }
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
