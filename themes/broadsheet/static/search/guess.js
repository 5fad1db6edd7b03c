// What a query with a wrong character was meant to be: 人工智熊 → 人工智能, as articles have it. Needs engine.js before it.
(() => {
  "use strict";

  const { text, find } = sitegenSearch;

  const MOST_READ = 12; // near results

  // What stands in the texts in place of a phrase, most often first.
  const likely = (phrase, documents) => {
    const { nearest } = sitegenSearch; // it came with what is near
    const seen = new Map();
    for (const { document } of documents) {
      for (const shown of [document.headline, ...document.text]) {
        const whole = text.squash(shown);
        if (whole.includes(phrase)) return phrase;
        const { distance, start, end, wrong } = nearest.stretch(phrase, whole);
        if (!wrong.length || distance > nearest.allowed(text.length(phrase))) continue;
        const meant = Array.from(whole).slice(start, end).join("");
        if (text.length(meant) === text.length(phrase)) seen.set(meant, (seen.get(meant) || 0) + 1);
      }
    }
    return [...seen].sort((one, other) => other[1] - one[1]).map(([meant]) => meant)[0] || phrase;
  };

  // {text, count}, or null where no article tells better. Only for an answer in which nothing fits and something is near.
  const guess = async (answer) => {
    if (!answer.near || !answer.results.length) return null;
    const meant = answer.wanted.map(({ phrase }) => likely(phrase, answer.results.slice(0, MOST_READ))).join(" ");
    if (meant === answer.wanted.map(({ phrase }) => phrase).join(" ")) return null;
    const better = await (await find(meant)).settle();
    return better.total && !better.near ? { text: meant, count: better.total, exact: better.exact } : null;
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, guess });
})();
