// Which documents may hold what was asked for, and in what order: lists are intersected, then lunr.js ranks a real lunr
// index of the candidates. Needs postings.js before it, and lunr.min.js before the first ranking.
(() => {
  "use strict";

  const { text, postings } = sitegenSearch;
  const { wholeList, wordsFrom, lookUp, worth, weight, placeOf, HEADLINE_BOOST } = postings;

  const BLOCK = 1000; // candidates that lunr ranks at once
  const FEW = 60; // candidates that are sooner checked against their texts than against another long list
  const EVERYWHERE = 0.12; // of all documents: a term this frequent says little beside its neighbour
  const OFTEN = 0.25; // of all documents: texts that lack such a term are few, and sooner looked at than its list
  const WHOLE_WORD_BOOST = 3; // `110` as a word before `110` within 31100
  const MOST_PREFIXED = 10; // words that a Latin word begins, considered in the ranking

  // What the index knows of a query's terms. `strange`: a Han term stands in no document, which traditional characters
  // would explain. `thorough`: all terms that a document must have are looked up, not only those that cover the phrase.
  const gather = async (manifest, asked, facets, thorough) => {
    const terms = new Map();
    const find = async (term) => {
      if (!terms.has(term)) terms.set(term, lookUp(manifest, term));
      return terms.get(term);
    };
    const all = (list) => Promise.all(list.map(find));
    const prefixed = async (word) => {
      const others = await wordsFrom(manifest, word, MOST_PREFIXED);
      return all(others.filter((other) => other !== word));
    };
    const wordOf = async (word) => ({
      word,
      required: await all(thorough ? word.required : word.covering),
      preferred: await all(word.preferred),
      prefixed: (await Promise.all(word.preferred.filter((term) => text.length(term) > 2).map(prefixed))).flat(),
    });
    const [wanted, unwanted, chosen] = await Promise.all([
      Promise.all(asked.wanted.map(wordOf)),
      Promise.all(asked.unwanted.map(wordOf)),
      all(facets),
    ]);
    const strange = [...wanted, ...unwanted].some(({ required }) =>
      required.some((found) => found.df === 0 && Array.from(found.term).some(text.isIdeograph)),
    );
    return { wanted, unwanted, chosen, strange };
  };

  const unique = (items) => [...new Set(items)];

  const common = (ids, other) => {
    const both = [];
    for (let one = 0, two = 0; one < ids.length && two < other.length; ) {
      if (ids[one] === other[two]) both.push(ids[one]);
      if (ids[one] <= other[two]) one += 1;
      else two += 1;
    }
    return both;
  };

  const without = (ids, other) => {
    const taken = new Set(other);
    return ids.filter((id) => !taken.has(id));
  };

  // {ids, lists, sure, best}: the documents that have all required terms, ascending. `sure` where no text has to be
  // compared any more; `best`: the frequent term of which these are the best ones, its whole list stays unloaded until it is needed.
  // `every`: no long list is left unloaded because texts would tell sooner.
  const candidatesOf = async (gathered, { whole = false, every = false } = {}) => {
    const { wanted, unwanted, chosen } = gathered;
    const terms = unique([...wanted.flatMap(({ required }) => required), ...chosen]);
    if (terms.some((found) => found.df === 0)) return { ids: [], lists: new Map(), sure: true, best: null };
    // Short lists are at hand and make the long ones shorter to load, or not worth it.
    terms.sort((one, other) => one.hot - other.hot || one.df - other.df);
    const [rarest] = terms;
    if (!whole && rarest && rarest.hot && !chosen.length && !unwanted.length && (terms.length === 1 || rarest.share > OFTEN)) {
      const sure = terms.length === 1 && wanted.every(({ word }) => word.sure);
      const { known } = rarest;
      return { ids: known.ids, lists: new Map([[rarest, known]]), sure, best: rarest };
    }
    return intersection(gathered, terms, every);
  };

  const intersection = async ({ wanted, unwanted, chosen }, terms, every) => {
    const neighbours = new Map(wanted.flatMap((word) => word.required.map((found) => [found, word.required])));
    const lists = new Map();
    let ids = null;
    let sure = [...wanted, ...unwanted].every(({ word }) => word.sure);
    for (const found of terms) {
      const near = (neighbours.get(found) || []).some((other) => other !== found && lists.has(other));
      const frequent = found.share > (near ? EVERYWHERE : OFTEN);
      if (!every && found.hot && ids !== null && !chosen.includes(found) && (ids.length <= FEW || frequent)) {
        sure = false;
        continue;
      }
      const list = await wholeList(found, ids);
      lists.set(found, list);
      ids = ids === null ? list.ids : common(ids, list.ids);
      if (!ids.length) break;
    }
    for (const { word, required } of unwanted) {
      if (ids && ids.length && word.sure) ids = without(ids, (await wholeList(required[0], ids)).ids);
    }
    return { ids, lists, sure, best: null }; // `ids` null: no term says where to look
  };

  // What lunr is asked about: terms with their lists as far as they are loaded, and what each counts.
  const clausesOf = ({ wanted }, lists) => {
    const clause = (boost, presence) => (found) => {
      const list = lists.get(found);
      return { found, boost, list: list || found.known, required: presence && Boolean(list) };
    };
    const clauses = [
      ...wanted.flatMap(({ required }) => required.map(clause(1, true))),
      ...wanted.flatMap(({ preferred }) => preferred.map(clause(WHOLE_WORD_BOOST, false))),
      ...wanted.flatMap(({ prefixed }) => prefixed.map(clause(1, false))),
    ].filter(({ found }) => found.df > 0);
    return [...new Map(clauses.reverse().map((each) => [each.found.term, each])).values()]; // the first of each term
  };

  const roughScores = (ids, clauses) =>
    ids.map((id) =>
      clauses.reduce((sum, { found, boost, list }) => {
        const at = placeOf(list.ids, id);
        return at === -1 ? sum : sum + boost * found.idf * worth(list, at);
      }, 0),
    );

  // lunr's own set of terms is an automaton that wrongly merges states for some terms with digits and then does not
  // find them (olivernn/lunr.js#503). Only whole terms are asked for here, so a plain look-up replaces it.
  const exactTerms = (index) => ({
    intersect: (asked) => ({ toArray: () => asked.toArray().filter((term) => term in index) }),
  });

  const materialise = (ids, clauses) => {
    const vectors = new Map();
    const inverted = Object.create(null);
    clauses.forEach(({ found, list }, number) => {
      const entry = { _index: number, headline: Object.create(null), text: Object.create(null) };
      const add = (field, id, score) => {
        const name = `${field}/${id}`;
        if (!vectors.has(name)) vectors.set(name, []);
        vectors.get(name).push(number, Math.round(score * 1000) / 1000);
        entry[field][id] = {};
      };
      for (const id of ids) {
        const at = placeOf(list.ids, id);
        if (at === -1) continue;
        if (list.text[at]) add("text", id, found.idf * weight(list.text[at]));
        if (list.headline[at]) add("headline", id, found.idf * HEADLINE_BOOST * weight(list.headline[at]));
      }
      inverted[found.term] = entry;
    });
    const index = lunr.Index.load({
      version: lunr.version,
      fields: ["headline", "text"],
      fieldVectors: [...vectors],
      invertedIndex: [],
      pipeline: [],
    });
    Object.assign(index.invertedIndex, inverted);
    index.tokenSet = exactTerms(inverted);
    return index;
  };

  // Never index.search: its query language throws at `赤峰:法院` and `~`.
  const rankBlock = (ids, clauses) => {
    const { REQUIRED, OPTIONAL } = lunr.Query.presence;
    const hits = materialise(ids, clauses).query((query) => {
      clauses.forEach(({ found, boost, required }) =>
        query.term(found.term, {
          usePipeline: false,
          wildcard: lunr.Query.wildcard.NONE,
          presence: required ? REQUIRED : OPTIONAL,
          boost,
        }),
      );
    });
    const scores = new Map(hits.map((hit) => [Number(hit.ref), hit.score]));
    return [...ids].sort((one, other) => (scores.get(other) || 0) - (scores.get(one) || 0) || other - one);
  };

  // Gives the ids block by block, best first: the best thousand by their sum of weights, then lunr decides among them.
  // By date, the newest first; ids are in the order of dates.
  function* inOrder(ids, clauses, sort) {
    if (sort === "date" || !clauses.length) {
      yield [...ids].reverse();
      return;
    }
    const scores = ids.length > BLOCK ? roughScores(ids, clauses) : [];
    const places = ids.map((_, place) => place);
    if (scores.length) places.sort((one, other) => scores[other] - scores[one] || other - one);
    for (let start = 0; start < ids.length; start += BLOCK) {
      yield rankBlock(places.slice(start, start + BLOCK).map((place) => ids[place]).sort((a, b) => a - b), clauses);
    }
  }

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    ranking: Object.freeze({ gather, candidatesOf, clausesOf, inOrder, common, without }),
  });
})();
