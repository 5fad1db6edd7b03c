// Answers queries: candidates of the index in their order, each checked against its text before it counts as found.
// Knows no page and no DOM. Needs ranking.js and lunr.min.js before the first query, and asks
// for near.js where nothing fits.
(() => {
  "use strict";

  const { text, parse, files, postings, ranking } = sitegenSearch;
  const { gather, candidatesOf, clausesOf, inOrder, common, without } = ranking;

  const PAGE = { small: 50, large: 10 }; // results at a time
  const SETTLED = { small: 200, large: 12 }; // texts that are looked at to tell the exact number of results
  const LOOKED_AT = { small: 400, large: 60 }; // texts, for the next results; an answer that needs more has gaps till then
  const MOST_REFUTED = 4; // texts without the phrase, before the search is made narrower
  const FACETS = Object.freeze({ page: "page", section: "section", place: "places", unit: "units", person: "people", kind: "kind" });
  const UNDATED = "undated"; // the year of articles without a date, as addresses write it

  let compared = new WeakMap(); // document → its text as it is compared

  // The headline and the joined blocks; the line break stands in no phrase, so none reaches from one into the other.
  const searchable = (document) => {
    if (!compared.has(document)) {
      const { headline, text: blocks } = document;
      compared.set(document, `${text.squash(headline)}\n${blocks.map(text.squash).join("")}`);
    }
    return compared.get(document);
  };

  const learnTraditional = async () => {
    await files.loadTraditional();
    compared = new WeakMap();
  };

  const holds = (wanted, unwanted, document) => {
    const whole = searchable(document);
    return wanted.every(({ phrase }) => whole.includes(phrase)) && !unwanted.some(({ phrase }) => whole.includes(phrase));
  };

  // [{year, from, to}]: the ids of each year.
  const yearsOf = ({ years, documents }) =>
    years.map(([year, from], place) => ({
      year: year || UNDATED,
      from,
      to: place + 1 < years.length ? years[place + 1][1] : documents,
    }));

  // The ids from one month to another, each like 2024-03 or "" for any: files of texts hold whole months, from old to new.
  const monthsOf = ({ texts, documents }, first, last) => {
    const months = texts.map(([name, id]) => [name.slice(0, 7), id]).filter(([name]) => /^\d{4}-\d\d$/.test(name));
    const behind = last && months.find(([name]) => name > last);
    const begin = months.find(([name]) => name >= (first || "0"));
    return { from: begin ? begin[1] : documents, to: behind ? behind[1] : documents };
  };

  const facetTerms = (filters) =>
    [...Object.keys(FACETS), "issue"].filter((key) => filters[key]).map((key) => `@${key}:${filters[key]}`);

  const hasRadical = (query) => /[⺀-⻿]/.test(query);

  const everyId = (manifest) => Array.from({ length: manifest.documents }, (_, id) => id);

  // An answer: results so far and how to get more. `total` counts what is found, and with `exact` false also what may be:
  // candidates whose texts have not been compared yet.
  const answerOf = async (manifest, query, { filters, sort }) => {
    const asked = parse(query);
    let thorough = files.isSmall(manifest);
    let gathered = await gather(manifest, asked, facetTerms(filters), thorough);
    // A radical, copied from a text that a converter made, stands in no term of the index.
    if ((gathered.strange || hasRadical(query)) && !text.knowsTraditional()) {
      await learnTraditional().catch(() => null); // an answer without it is still an answer
      if (text.knowsTraditional()) return answerOf(manifest, query, { filters, sort });
    }
    const size = files.isSmall(manifest) ? "small" : "large";
    const year = filters.year && (yearsOf(manifest).find((each) => each.year === filters.year) || { from: 0, to: 0 });
    // Of unwanted words, the index has seen to the sure ones.
    const fits = (document) => holds(asked.wanted, asked.unwanted.filter(({ sure }) => scanned || !sure), document);
    // Where a text lacks what the index says it has, it may have it in traditional characters; their map is large and
    // seldom needed.
    const lacks = (document) => asked.wanted.some((word) => word.required.some((term) => !searchable(document).includes(text.bare(term))));
    const check = async (document) => {
      const unclear = manifest.traditional && !text.knowsTraditional();
      if (unclear && (asked.unwanted.length || lacks(document))) await learnTraditional();
      return fits(document);
    };
    const months = (filters.from || filters.to) && monthsOf(manifest, filters.from, filters.to);
    const spans = [year, months].filter(Boolean);
    const inYear = (ids) => ids.filter((id) => spans.every(({ from, to }) => id >= from && id < to));

    let candidates = await candidatesOf(gathered, { whole: sort === "date" || spans.length > 0 });
    const scanned = candidates.ids === null; // no term says where to look: every text has to be looked at
    let scope = inYear(candidates.ids || everyId(manifest));
    const seen = new Set();
    const refuted = new Set();
    const found = []; // seen and not refuted, in order
    const results = []; // those of `found` that the reader has been given
    let waiting = scope.length; // of the scope, not seen yet
    let queue = []; // those of them that come next
    let coming = inOrder(scope, clausesOf(gathered, candidates.lists), sort);

    // A frequent term's best are used up, or its whole list is asked for.
    const widen = async (every = false) => {
      candidates = await candidatesOf(gathered, { whole: true, every });
      scope = inYear(candidates.ids);
      const rest = without(scope, seen);
      waiting = rest.length;
      queue = [];
      coming = inOrder(rest, clausesOf(gathered, candidates.lists), sort);
    };

    // The terms that cover the phrases led to many texts without them: the others tell which.
    const refine = async () => {
      thorough = true;
      gathered = await gather(manifest, asked, facetTerms(filters), thorough);
      await widen();
    };

    const next = async () => {
      while (!queue.length) {
        const { value, done } = coming.next();
        if (value) queue = value;
        else if (done && candidates.best) await widen();
        else return false;
      }
      return true;
    };

    // Compares texts until `enough` more are found; loads as many at once as are still lacking.
    const look = async (enough, most = Infinity) => {
      let left = most;
      for (let lacking = enough - found.length; lacking > 0 && left > 0 && (await next()); lacking = enough - found.length) {
        const batch = queue.slice(0, Math.min(lacking, left));
        const documents = await Promise.all(batch.map((id) => files.loadDocument(manifest, id)));
        const fitting = await Promise.all(documents.map(check));
        queue = queue.slice(batch.length);
        waiting -= batch.length;
        left -= batch.length;
        documents.forEach((document, place) => {
          seen.add(batch[place]);
          if (fitting[place]) found.push({ document, id: batch[place] });
          else refuted.add(batch[place]);
        });
        if (!thorough && !scanned && refuted.size > MOST_REFUTED) await refine();
      }
    };

    // What is not seen yet counts by the share of what has been found so far.
    const countAll = () => {
      if (scanned) return found.length;
      const unseen = candidates.best ? candidates.best.df - seen.size : waiting;
      const share = candidates.sure || !seen.size ? 1 : found.length / seen.size;
      return found.length + Math.round(unseen * share);
    };

    const complete = () => !candidates.best && waiting === 0;

    const view = () => {
      const done = complete();
      return Object.freeze({
        results: Object.freeze([...results]),
        total: countAll(),
        exact: (candidates.sure && !scanned) || done,
        complete: done && results.length === found.length,
        near: false,
        empty: false,
        shortened: asked.shortened,
        wanted: asked.wanted,
        more,
        settle,
        facets,
        reaches,
      });
    };

    // The next results.
    const more = async () => {
      await look(results.length + PAGE[size], LOOKED_AT[size]);
      results.push(...found.slice(results.length, results.length + PAGE[size]));
      return view();
    };

    // The same results, their number made exact where that costs the reader little.
    const settle = async () => {
      const limit = SETTLED[size];
      if (!view().exact && !candidates.best && waiting <= limit) await look(Infinity, limit);
      return view();
    };

    const allIds = async () => {
      if (candidates.best || !(candidates.sure || scanned)) await widen(true);
      const unseen = scanned ? [] : without(candidates.ids, seen);
      return [...found.map(({ id }) => id), ...unseen].sort((one, other) => one - other);
    };

    // Whether a document is among the results, however far down.
    const reaches = async (id) => {
      if (candidates.best && !scope.includes(id)) await widen();
      return scope.includes(id) && check(await files.loadDocument(manifest, id));
    };

    // {year: [{value, count}], place: […], unit: […], person: […], kind: […]}: what the results can be narrowed by. Needs
    // facets.js. Each count is of all results.
    const facets = async () => {
      const all = await allIds();
      const ids = months ? all.filter((id) => id >= months.from && id < months.to) : all;
      const counted = yearsOf(manifest).map(({ year, from, to }) => ({
        value: year,
        count: ids.filter((id) => id >= from && id < to).length,
      }));
      const within = inYear(ids);
      const whole = results.length === within.length;
      const values = Object.keys(FACETS).map(async (key) => [
        key,
        await sitegenSearch.facetOf(manifest, { key, chosen: filters[key], within, seen: seenOf(key), whole }),
      ]);
      return Object.freeze({ year: counted, ...Object.fromEntries(await Promise.all(values)), exact: view().exact });
    };

    const seenOf = (key) => {
      const numbers = new Map();
      for (const { document } of results) {
        for (const name of [document[FACETS[key]] || []].flat()) numbers.set(name, (numbers.get(name) || 0) + 1);
      }
      return numbers;
    };

    return more();
  };

  // An answer that has no more to give.
  const fixed = (asked, fields) => {
    const itself = Object.freeze({
      results: [],
      total: 0,
      exact: true,
      complete: true,
      near: false,
      empty: false,
      shortened: asked.shortened,
      wanted: asked.wanted,
      more: async () => itself,
      settle: async () => itself,
      facets: async () => null,
      reaches: async () => false,
      ...fields,
    });
    return itself;
  };

  const answer = async (query, { filters = {}, sort = "relevance" }) => {
    const manifest = await files.loadManifest();
    const asked = parse(query);
    const found = await answerOf(manifest, query, { filters, sort });
    if (found.total || !found.complete) return found;
    if (Object.values(filters).some(Boolean)) {
      const unfiltered = await answer(query, {});
      return fixed(asked, { elsewhere: unfiltered.near ? 0 : unfiltered.total });
    }
    await files.loadNear();
    const close = await sitegenSearch.near.search(manifest, asked, searchable);
    return fixed(asked, { ...close, total: close.results.length });
  };

  // Gives an answer, or fails with a `reason` (see files.js). `filters`: year, from and to (months), page, section, place, unit, person, kind, issue;
  // `sort`: relevance or date. In an answer, `empty`: the query has no letter or digit; `shortened`: only its beginning was
  // searched; `near`: nothing fits, the results only come close; `elsewhere`: how many would fit without the filters.
  const find = async (query, options = {}) => {
    // A radical alone is no letter as long as nobody knows which ideograph it stands for.
    if (hasRadical(query) && !parse(query).wanted.length) await learnTraditional().catch(() => null);
    const asked = parse(query);
    if (!asked.wanted.length) return fixed(asked, { empty: true });
    try {
      return await answer(query, options);
    } catch (problem) {
      if (problem.reason !== "missing" || !(await files.refresh())) throw problem;
      return answer(query, options);
    }
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, find, hasRadical });
})();
