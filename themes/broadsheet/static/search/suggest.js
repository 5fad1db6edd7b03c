// Names, headlines and common words for pinyin typed into the box: `chifeng` and `cfs` → 赤峰市. Needs files.js before it.
(() => {
  "use strict";

  const { text, files } = sitegenSearch;

  const MOST = 8;
  const MOST_WORDS = 3; // there are so many that no name would be left
  const MOST_KEYS = 4;
  // Close enough to tell where a syllable can end; which keys exist decides the rest.
  const SYLLABLE = /^(?:[zcs]h?|[bpmfdtnlgkhjqxryw])?[aeiouv]{1,3}(?:ng?|r)?$/;

  // The keys under which entries may lie whose pinyin or initials begin so.
  const keysOf = (typed) => {
    const keys = [typed.slice(0, 2)]; // as initials
    for (let end = 1; end <= Math.min(6, typed.length); end += 1) {
      if (SYLLABLE.test(typed.slice(0, end))) keys.push(typed[0] + (typed[end] || ""));
    }
    return [...new Set(keys)];
  };

  // [{text, what, count}] for a text of Latin letters; none for anything else, or where nothing is known.
  const suggest = async (given) => {
    const typed = text.fold(String(given).slice(0, 100)).replace(/[\s'’]+/g, "");
    if (!/^[a-z]{2,30}$/.test(typed)) return [];
    const known = await files.file("suggest/keys.js");
    const keys = keysOf(typed).filter((key) => known[key]).slice(0, MOST_KEYS);
    const lists = await Promise.all(keys.map(async (key) => (await files.file(`suggest/${known[key]}.js`))[key]));
    const fitting = lists.flat().filter(([, pinyin, initials]) => pinyin.startsWith(typed) || initials.startsWith(typed));
    fitting.sort((one, other) => other[4] - one[4]);
    const words = fitting.filter(([, , , what]) => what === "word").slice(0, MOST_WORDS);
    return fitting
      .filter((entry) => entry[3] !== "word" || words.includes(entry))
      .slice(0, MOST)
      .map(([name, , , what, count]) => Object.freeze({ text: name, what, count }));
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, suggest });
})();
