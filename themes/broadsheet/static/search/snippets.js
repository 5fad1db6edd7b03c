// The part of a text to show with a result, and where in it what was asked for stands. Needs matching.js before it.
(() => {
  "use strict";

  const { mapped, hitsOf } = sitegenSearch.matching;

  const LENGTH = { han: 80, other: 160 }; // characters as a reader counts them
  const LEAD = { han: 12, other: 24 }; // of these at most, before the first hit
  const LONGEST_WORD = 24;
  const WORD = /[\p{L}\p{N}'’-]/u;

  // Where the window begins that shows the most different phrases, and of these the most hits.
  const densest = (hits, length, lead) => {
    let best = { start: 0, worth: 0 };
    hits.forEach((hit, number) => {
      const start = Math.max(0, hit.start - lead);
      const seen = new Set();
      let shown = 0;
      for (let next = number; next < hits.length && hits[next].start < start + length; next += 1) {
        if (hits[next].end <= start + length || next === number) {
          seen.add(hits[next].phrase);
          shown += 1;
        }
      }
      const worth = seen.size * length + shown;
      if (worth > best.worth) best = { start, worth };
    });
    return best.start;
  };

  // [{text, hit, wrong}]: characters that stand together and are marked alike.
  const piecesOf = ({ characters }, hits, start, end) => {
    const marks = new Map();
    for (const hit of hits) {
      for (let place = hit.start; place < hit.end; place += 1) marks.set(place, hit.wrong.includes(place));
    }
    const pieces = [];
    for (let place = start; place < end; place += 1) {
      const [hit, wrong] = [marks.has(place), marks.get(place) === true];
      const last = pieces[pieces.length - 1];
      if (last && last.hit === hit && last.wrong === wrong) last.text += characters[place];
      else pieces.push({ text: characters[place], hit, wrong });
    }
    return pieces;
  };

  const phrasesOf = ({ wanted }) => wanted.map(({ phrase }) => phrase);

  // About 80 characters of the document as displayed, around what the answer's query found; of letters twice as many, and no
  // word of them cut.
  const snippet = (document, answer) => {
    const map = mapped(document.text.join(" "));
    const hits = hitsOf(phrasesOf(answer), map, answer.near);
    const { characters } = map;
    const kind = characters.some((character) => /\p{Script=Han}/u.test(character)) ? "han" : "other";
    let end = Math.min(characters.length, densest(hits, LENGTH[kind], LEAD[kind]) + LENGTH[kind]);
    let start = Math.max(0, end - LENGTH[kind]);
    const isWithin = (place) => kind === "other" && WORD.test(characters[place - 1] || "") && WORD.test(characters[place] || "");
    for (let length = 0; length < LONGEST_WORD && isWithin(start); length += 1) start -= 1;
    for (let length = 0; length < LONGEST_WORD && isWithin(end); length += 1) end += 1;
    const pieces = piecesOf(map, hits, start, end);
    if (start > 0) pieces.unshift({ text: "…", hit: false, wrong: false });
    if (end < characters.length) pieces.push({ text: "…", hit: false, wrong: false });
    return pieces;
  };

  // A whole short text, as a headline, with what was found in it.
  const marked = (shown, answer) => {
    const map = mapped(shown);
    return piecesOf(map, hitsOf(phrasesOf(answer), map, answer.near), 0, map.characters.length);
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, snippet, marked });
})();
