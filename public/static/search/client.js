// Answers queries from the whole index: lunr.js finds candidates and ranks them, then each is checked against its text.
// Knows no page and no DOM. Needs tokens.js before it, and lunr.min.js, search/index.js and search/documents.js in any
// order before the first query.
(() => {
  "use strict";

  const { runs, squash, bigrams, words, isIdeograph, length } = sitegenSearch.text;

  const LONGEST_QUERY = 200; // code points; what is beyond them is not searched, and the answer says so
  const MOST_TERMS = 40; // asked of lunr; the check against the text still covers the rest of the query
  const WHOLE_WORD_BOOST = 3; // `110` as a word before `110` within 31100
  const WORD = /([-－]?)(?:["“”＂]([^"“”＂]+)["“”＂](?=\s|$)|(\S+))/gu;
  const SNIPPET_LENGTH = 80; // characters as a reader counts them
  const SNIPPET_LEAD = 12; // of these at most, before the first hit

  let received = null;
  let documents = null;
  let index = null;
  let searchable = [];

  const receiveIndex = (serialised) => {
    received = serialised;
    index = null;
  };

  const receiveDocuments = (list) => {
    documents = list;
    searchable = [];
  };

  const ready = () => Boolean(received && documents && typeof lunr !== "undefined");

  // lunr's own set of terms is an automaton that wrongly merges states for some terms with digits and then does not
  // find them (olivernn/lunr.js#503). Only whole terms are asked for here, so a plain look-up replaces it.
  const exactTerms = (postings) => ({
    intersect: (asked) => ({ toArray: () => asked.toArray().filter((term) => term in postings) }),
  });

  const loadIndex = () => {
    const loaded = lunr.Index.load({ ...received, invertedIndex: [] });
    for (const [term, posting] of received.invertedIndex) loaded.invertedIndex[term] = posting;
    loaded.tokenSet = exactTerms(loaded.invertedIndex);
    return loaded;
  };

  const shorten = (query) =>
    Array.from(String(query).slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join("");

  // Words are parted by white space and must all be found; "…" or “…” around a whole word keeps its spaces; - before
  // one excludes it. A query of exclusions alone (-15℃) is meant as it stands.
  const parse = (query) => {
    const wanted = [];
    const unwanted = [];
    for (const [, minus, quoted, plain] of shorten(query).matchAll(WORD)) {
      const text = quoted === undefined ? plain : quoted;
      const word = { runs: runs(text), phrase: squash(text) };
      if (word.phrase) (minus ? unwanted : wanted).push(word);
    }
    return wanted.length ? { wanted, unwanted } : { wanted: unwanted, unwanted: [] };
  };

  // A run of one letter or digit has no term of its own within longer runs: it is left to the check against the text.
  const plan = (asked) => {
    const required = new Set();
    const optional = new Set();
    for (const run of asked.flatMap((word) => word.runs)) {
      if (length(run) === 1) (isIdeograph(run) ? required : optional).add(run);
      bigrams(run).forEach((pair) => required.add(pair));
      words(run).filter((word) => length(word) > 2).forEach((word) => optional.add(word));
    }
    return { required: [...required].slice(0, MOST_TERMS), optional: [...optional].slice(0, MOST_TERMS) };
  };

  // Never index.search: its query language throws at `赤峰:法院` and `~`.
  const scoresOf = ({ required, optional }) => {
    if (!required.length && !optional.length) return new Map();
    const exactly = { usePipeline: false, wildcard: lunr.Query.wildcard.NONE };
    const { REQUIRED, OPTIONAL } = lunr.Query.presence;
    const hits = index.query((query) => {
      required.forEach((term) => query.term(term, { ...exactly, presence: REQUIRED }));
      optional.forEach((term) => query.term(term, { ...exactly, presence: OPTIONAL, boost: WHOLE_WORD_BOOST }));
    });
    return new Map(hits.map((hit) => [Number(hit.ref), hit.score]));
  };

  // The headline and the joined blocks; the line break stands in no phrase, so none reaches from one into the other.
  const searchableText = (ordinal) => {
    if (searchable[ordinal] === undefined) {
      const { headline, text } = documents[ordinal];
      searchable[ordinal] = squash(headline) + "\n" + text.map(squash).join("");
    }
    return searchable[ordinal];
  };

  const matching = (asked) => {
    const terms = plan(asked);
    const scores = scoresOf(terms);
    const candidates = terms.required.length ? [...scores.keys()] : [...documents.keys()];
    return candidates
      .filter((ordinal) => asked.every((word) => searchableText(ordinal).includes(word.phrase)))
      .map((ordinal) => ({ document: documents[ordinal], ordinal, score: scores.get(ordinal) || 0 }));
  };

  // {total, results: [{document, ordinal, score}], empty, shortened}: all results, best first, newer before older.
  // `empty`: the query has no letter or digit. `shortened`: only the beginning of the query was searched.
  const find = (query) => {
    const { wanted, unwanted } = parse(query);
    const shortened = shorten(query).length < String(query).length;
    if (!wanted.length) return { total: 0, results: [], empty: true, shortened };
    if (!ready()) throw new Error("The search index is not loaded.");
    if (!index) index = loadIndex();
    const excluded = new Set(unwanted.flatMap((word) => matching([word])).map((hit) => hit.ordinal));
    const results = matching(wanted)
      .filter((hit) => !excluded.has(hit.ordinal))
      .sort((one, other) => other.score - one.score || other.ordinal - one.ordinal);
    return { total: results.length, results, empty: false, shortened };
  };

  const squashedCharacters = new Map();

  const squashCharacter = (character) => {
    if (!squashedCharacters.has(character)) squashedCharacters.set(character, squash(character));
    return squashedCharacters.get(character);
  };

  // Folding changes lengths (㎡ → m2) and squashing drops punctuation: `at` tells for each UTF-16 unit of the squashed
  // text which of the characters as shown (a letter with its marks) it came from.
  const mapped = (text) => {
    const characters = text.match(/\P{M}\p{M}*|\p{M}+/gu) || [];
    const at = [];
    let squashed = "";
    characters.forEach((character, place) => {
      const part = squashCharacter(character);
      squashed += part;
      for (let unit = 0; unit < part.length; unit += 1) at.push(place);
    });
    return { characters, squashed, at };
  };

  const hitsOf = (phrases, { squashed, at }) => {
    const hits = [];
    for (const phrase of phrases) {
      for (let from = squashed.indexOf(phrase); from !== -1; from = squashed.indexOf(phrase, from + phrase.length)) {
        hits.push({ phrase, start: at[from], end: at[from + phrase.length - 1] + 1 });
      }
    }
    return hits.sort((one, other) => one.start - other.start);
  };

  // Where the window begins that shows the most different phrases, and of these the most hits.
  const densest = (hits) => {
    let best = { start: 0, worth: 0 };
    hits.forEach((hit, number) => {
      const start = Math.max(0, hit.start - SNIPPET_LEAD);
      const seen = new Set();
      let shown = 0;
      for (let next = number; next < hits.length && hits[next].start < start + SNIPPET_LENGTH; next += 1) {
        if (hits[next].end <= start + SNIPPET_LENGTH || next === number) {
          seen.add(hits[next].phrase);
          shown += 1;
        }
      }
      const worth = seen.size * SNIPPET_LENGTH + shown;
      if (worth > best.worth) best = { start, worth };
    });
    return best.start;
  };

  // [{text, hit}]: about 80 characters of the document as displayed, around what the query found.
  const snippet = (document, query) => {
    const map = mapped(document.text.join(" "));
    const hits = hitsOf(new Set(parse(query).wanted.map((word) => word.phrase)), map);
    const end = Math.min(map.characters.length, densest(hits) + SNIPPET_LENGTH);
    const start = Math.max(0, end - SNIPPET_LENGTH);
    const marked = new Set();
    for (const hit of hits) for (let place = hit.start; place < hit.end; place += 1) marked.add(place);
    const pieces = [];
    for (let place = start; place < end; place += 1) {
      const last = pieces[pieces.length - 1];
      if (last && last.hit === marked.has(place)) last.text += map.characters[place];
      else pieces.push({ text: map.characters[place], hit: marked.has(place) });
    }
    if (start > 0) pieces.unshift({ text: "…", hit: false });
    if (end < map.characters.length) pieces.push({ text: "…", hit: false });
    return pieces;
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    receiveIndex,
    receiveDocuments,
    ready,
    shorten,
    find,
    snippet,
  });
})();
