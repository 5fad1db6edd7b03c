// What results can be narrowed by, and to how many: every page and kind that some of them have, and the names that most of
// them have. Loaded with what is offered. Needs engine.js before it.
(() => {
  "use strict";

  const { files, postings, ranking } = sitegenSearch;

  const OFFERED = { page: Infinity, kind: Infinity, section: 24, place: 8, unit: 8, person: 8 }; // values, at most
  const AT_ONCE = 24; // lists
  const SMALL_SHELF = 16; // files with facets, all of which a reader may be given
  const MOST_LOADED = 96; // lists of each facet, where there are more files
  const MOST_SEEN = 24; // values of the results that are at hand

  const mostFirst = (counted) => [...counted].sort((one, other) => other[1] - one[1]);

  // [[value, articles in the whole edition], …] of each facet, the most frequent first. An index without them still has
  // those of the results at hand.
  const known = () => files.file("facets.js").catch(() => ({}));

  const numberOf = async (manifest, term, within) => {
    const list = await postings.wholeList(await postings.lookUp(manifest, term), within);
    return ranking.common(within, list.ids).length;
  };

  // No value has more of the results than of all articles: so the most frequent ones are asked for, until none that follows
  // can have more than the last that is offered.
  const topOf = async (manifest, key, within, seen) => {
    const most = OFFERED[key];
    const counted = new Map();
    const count = async (values) => {
      const numbers = await Promise.all(values.map((value) => numberOf(manifest, `@${key}:${value}`, within)));
      values.forEach((value, place) => counted.set(value, numbers[place]));
    };
    const small = manifest.segments.reduce((sum, segment) => sum + segment.f[0], 0) <= SMALL_SHELF;
    const listed = (await known())[key] || [];
    await count(mostFirst(seen).slice(0, MOST_SEEN).map(([value]) => value));
    for (let at = 0; at < listed.length && (small || at < MOST_LOADED || most === Infinity); at += AT_ONCE) {
      const last = mostFirst(counted)[most - 1];
      if (last && last[1] >= listed[at][1]) break;
      const next = listed.slice(at, at + AT_ONCE).map(([value]) => value);
      await count(next.filter((value) => !counted.has(value)));
    }
    return counted;
  };

  // [{value, count}], the most frequent first. `within`: the ids of all results; `seen`: the values of those at hand with
  // their numbers, `whole` where these are all results. Beside a chosen value, others would be counted among what both have.
  const facetOf = async (manifest, { key, chosen, within, seen, whole }) => {
    const only = async () => new Map([[chosen, await numberOf(manifest, `@${key}:${chosen}`, within)]]);
    const counted = chosen ? await only() : whole ? seen : await topOf(manifest, key, within, seen);
    const values = mostFirst(counted).map(([value, count]) => ({ value, count }));
    return chosen ? values : values.filter(({ count }) => count).slice(0, OFFERED[key]);
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, facetOf });
})();
