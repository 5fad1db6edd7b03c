// What comes nearest to a query that nothing fits: texts that share most of its pieces, compared character by character,
// so that one wrong character in a name still finds it. Loaded only then. Needs
// postings.js and nearest.js before it.
(() => {
  "use strict";

  const { text, files, postings, nearest } = sitegenSearch;

  const LOOKED_AT = { small: 40, large: 12 }; // texts
  const SHOWN = 10;

  // The documents that share the most, each rare piece counting more than a frequent one.
  const candidates = async (manifest, asked) => {
    const scores = new Map();
    const known = async (terms) =>
      (await Promise.all(terms.map((term) => postings.lookUp(manifest, term)))).filter(({ df }) => df > 0);
    // Of a short word one wrong character may leave no pair; then its single characters have to do.
    const piecesOf = async ({ phrase, required }) => {
      const pairs = await known(required);
      return pairs.length ? pairs : known(Array.from(phrase).filter(text.isIdeograph));
    };
    for (const found of (await Promise.all(asked.wanted.map(piecesOf))).flat()) {
      for (const id of found.known.ids) scores.set(id, (scores.get(id) || 0) + found.idf);
    }
    const most = LOOKED_AT[files.isSmall(manifest) ? "small" : "large"];
    return [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]).slice(0, most);
  };

  const isNear = (phrase, whole) =>
    nearest.stretch(phrase, whole).distance <= nearest.allowed(text.length(phrase));

  // {results: [{document, id, missing}], near}: `missing` are the words that a document has not even nearly; given are
  // those that lack the fewest. `near` is false where texts have it all, with other punctuation than the query.
  const search = async (manifest, asked, searchable) => {
    const looked = await Promise.all(
      (await candidates(manifest, asked)).map(async ([id]) => {
        const document = await files.loadDocument(manifest, id);
        const whole = searchable(document);
        const missing = asked.wanted.filter(({ phrase }) => !isNear(phrase, whole)).map(({ phrase }) => phrase);
        const exact = asked.wanted.every(({ phrase }) => whole.includes(phrase));
        const excluded = asked.unwanted.some(({ phrase }) => whole.includes(phrase));
        return { document, id, missing, exact, excluded };
      }),
    );
    const allowed = looked.filter(({ excluded }) => !excluded);
    const exact = allowed.filter((each) => each.exact);
    if (exact.length) return { results: exact, near: false };
    const least = Math.min(...allowed.map(({ missing }) => missing.length));
    const close = allowed.filter(({ missing }) => missing.length === least && least < asked.wanted.length);
    return { results: close.slice(0, SHOWN), near: close.length > 0 };
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, near: Object.freeze({ search }) });
})();
