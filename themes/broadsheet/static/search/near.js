// What comes nearest to a query that nothing fits: texts that share most of its pieces, compared character by character,
// so that one wrong character in a name still finds it. Needs postings.js and matching.js before it.
(() => {
  "use strict";

  const { text, files, postings, matching } = sitegenSearch;

  const LOOKED_AT = 30; // texts
  const SHOWN = 10;
  const SHORT = 5; // characters: of such words single characters count too, as one wrong one leaves few pairs

  const piecesOf = ({ phrase, required }) =>
    text.length(phrase) <= SHORT ? [...required, ...Array.from(phrase).filter(text.isIdeograph)] : required;

  // The documents that share the most, each rare piece counting more than a frequent one.
  const candidates = async (manifest, asked) => {
    const scores = new Map();
    const terms = [...new Set(asked.wanted.flatMap(piecesOf))];
    for (const found of await Promise.all(terms.map((term) => postings.lookUp(manifest, term)))) {
      if (!found.df) continue;
      for (const id of postings.knownList(found).ids) scores.set(id, (scores.get(id) || 0) + found.idf);
    }
    return [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]).slice(0, LOOKED_AT);
  };

  const isNear = (phrase, whole) =>
    matching.nearest(phrase, whole).distance <= matching.allowed(text.length(phrase));

  // [{document, id, missing}]: `missing` are the words that a document has not even nearly; those that lack the fewest.
  const search = async (manifest, asked, searchable) => {
    const looked = await Promise.all(
      (await candidates(manifest, asked)).map(async ([id]) => {
        const document = await files.loadDocument(manifest, id);
        const whole = searchable(document);
        const missing = asked.wanted.filter(({ phrase }) => !isNear(phrase, whole)).map(({ phrase }) => phrase);
        const excluded = asked.unwanted.some(({ phrase }) => whole.includes(phrase));
        return { document, id, missing, excluded };
      }),
    );
    const least = Math.min(...looked.filter(({ excluded }) => !excluded).map(({ missing }) => missing.length));
    if (!(least < asked.wanted.length)) return [];
    return looked.filter(({ missing, excluded }) => !excluded && missing.length === least).slice(0, SHOWN);
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, near: Object.freeze({ search }) });
})();
