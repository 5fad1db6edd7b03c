// In which documents a term stands and with what weight, read from buckets and chunks. Needs files.js before it.
(() => {
  "use strict";

  const { files } = sitegenSearch;

  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-.:;=>?@[]^_{|}~ ";
  const STEPS = new Map(Array.from(ALPHABET, (letter, place) => [letter.charCodeAt(0), place + 1]));
  const STEP = 2.2 / ALPHABET.length; // (k1 + 1) / 79, with lunr's k1
  const HEADLINE_BOOST = 4;
  const HASHED_WHOLE = /^[@#0-9]/; // what such terms begin with
  const [ZERO, NINE, APOSTROPHE] = Array.from("09'", (letter) => letter.charCodeAt(0));

  // A list of postings: three arrays of one length. `ids` ascend; `text` and `headline` are steps of the alphabet from 1,
  // 0 where the term does not stand in that field.
  const decode = (data, from) => {
    const list = { ids: [], text: [], headline: [] };
    let id = from - 1;
    for (let at = 0; at < data.length; ) {
      let delta = 0;
      const start = at;
      for (; data.charCodeAt(at) >= ZERO && data.charCodeAt(at) <= NINE; at += 1) {
        delta = 10 * delta + data.charCodeAt(at) - ZERO;
      }
      id += at === start ? 1 : delta;
      list.ids.push(id);
      list.text.push(data.charCodeAt(at) === APOSTROPHE ? 0 : STEPS.get(data.charCodeAt(at++)) || 1);
      list.headline.push(data.charCodeAt(at) === APOSTROPHE ? STEPS.get(data.charCodeAt(at + 1)) || 1 : 0);
      if (data.charCodeAt(at) === APOSTROPHE) at += 2;
    }
    return list;
  };

  const joined = (lists) => ({
    ids: lists.flatMap((list) => list.ids),
    text: lists.flatMap((list) => list.text),
    headline: lists.flatMap((list) => list.headline),
  });

  const weight = (step) => (step ? STEP * (step - 0.5) : 0);

  // What lunr's score of one term is, but for the term's idf.
  const worth = (list, at) => weight(list.text[at]) + HEADLINE_BOOST * weight(list.headline[at]);

  // Where an id stands in a list, or -1.
  const placeOf = (ids, id) => {
    let low = 0;
    for (let high = ids.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (ids[middle] < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id ? low : -1;
  };

  // The postings of a list that weigh most, the later one among equals. Counted in half steps, as the writer does: sums of
  // fractions would differ in their last digit.
  const best = (list, count) => {
    const half = (step) => (step ? 2 * step - 1 : 0);
    const weights = list.ids.map((_, at) => half(list.text[at]) + HEADLINE_BOOST * half(list.headline[at]));
    const order = list.ids.map((_, at) => at).sort((one, other) => weights[other] - weights[one] || other - one);
    const places = order.slice(0, count).sort((one, other) => one - other);
    const chosen = (values) => places.map((at) => values[at]);
    return { ids: chosen(list.ids), text: chosen(list.text), headline: chosen(list.headline) };
  };

  // FNV-1a. Long words are found by their first two characters, so that all words of a prefix lie together; facets and
  // numbers by the whole of them.
  const hashOf = (term) => {
    const hashed = HASHED_WHOLE.test(term) ? term : Array.from(term).slice(0, 2).join("");
    let hash = 0x811c9dc5;
    for (let at = 0; at < hashed.length; at += 1) {
      const unit = hashed.charCodeAt(at);
      hash = Math.imul(hash ^ (unit & 255), 0x01000193);
      hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
    }
    return hash;
  };

  const loadBucket = (segment, term) => {
    const shelf = /^@/.test(term) ? "f" : /^.$/u.test(term) ? "s" : "b";
    const [buckets, versions] = segment[shelf];
    const number = (hashOf(term) >>> 0) % buckets;
    return files.file(`${segment.path}/${shelf}/${number.toString(16)}-${versions[number % versions.length]}.js`);
  };

  const lineOf = (bucket, term) => {
    const at = `\n${bucket}`.indexOf(`\n${term}\t`);
    return at === -1 ? undefined : bucket.slice(at).split("\n", 1)[0];
  };

  const chunksOf = (given, segment) => {
    const chunks = given.split(",").map((each) => each.split(":"));
    return chunks.map(([name, place, start], at) => ({
      path: `${segment.path}/x/${name}.js`,
      place: Number(place),
      from: segment.from + Number(start),
      to: segment.from + Number((chunks[at + 1] || [])[2] || segment.documents),
    }));
  };

  // A term in one segment; `known` is its whole list, or its best postings where `chunks` hold the whole.
  const partOf = (line, segment) => {
    const [, list, df, n, chunks] = line.split("\t");
    const known = decode(list, segment.from);
    return {
      segment,
      df: Number(df || known.ids.length),
      n: Number(n || known.text.concat(known.headline).filter(Boolean).length),
      known,
      chunks: chunks ? chunksOf(chunks, segment) : null,
    };
  };

  // {term, df, share, idf, hot, known, parts}: what the buckets say of a term, in all segments. A term is hot by the number
  // of all its documents, and known are its best of all: so that an answer does not depend on how segments are cut.
  const lookUp = async (manifest, term) => {
    const parts = (
      await Promise.all(
        manifest.segments.map(async (segment) => {
          const line = lineOf(await loadBucket(segment, term), term);
          return line && partOf(line, segment);
        }),
      )
    ).filter(Boolean);
    const n = parts.reduce((sum, part) => sum + part.n, 0);
    const df = parts.reduce((sum, part) => sum + part.df, 0);
    const hot = df > manifest.hot;
    const known = joined(parts.map((part) => part.known));
    return Object.freeze({
      term,
      parts,
      df,
      share: df / manifest.documents,
      idf: Math.log(1 + Math.abs((manifest.documents - n + 0.5) / (n + 0.5))),
      hot,
      known: hot ? best(known, manifest.champions) : known,
    });
  };

  // The words of the index that begin with this one of Latin letters, the most frequent first; numbers do not lie together.
  const wordsFrom = async (manifest, prefix, most) => {
    if (HASHED_WHOLE.test(prefix)) return [];
    const counts = new Map();
    for (const segment of manifest.segments) {
      for (const line of (await loadBucket(segment, prefix)).split("\n")) {
        const [term] = line.split("\t", 1);
        if (term.startsWith(prefix)) counts.set(term, (counts.get(term) || 0) + partOf(line, segment).df);
      }
    }
    return [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, most).map(([term]) => term);
  };

  // The term's whole list; with `ids`, at least as much of it as speaks of these.
  const wholeList = async (found, ids = null) => {
    const needed = ({ from, to }) => ids === null || ids.some((id) => id >= from && id < to);
    const listOf = ({ known, chunks, segment }) =>
      chunks
        ? chunks.filter(needed).map(async ({ path, place }) => decode((await files.file(path))[place], segment.from))
        : [known];
    return joined(await Promise.all(found.parts.flatMap(listOf)));
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    postings: Object.freeze({ lookUp, wordsFrom, wholeList, worth, weight, placeOf, HEADLINE_BOOST }),
  });
})();
