// What is offered above the results: issues, pages and years that the query names, what it was meant to be, names and words for
// pinyin. Needs suggest.js, dates.js and guess.js before it.
(() => {
  "use strict";

  const { dates, guess, suggest } = sitegenSearch;

  const nothing = () => [];

  const dayText = (day) => {
    const { lang } = document.documentElement;
    if (day.length === 4) return new Date(`${day}-01-01T00:00`).toLocaleDateString(lang, { year: "numeric" });
    return new Date(`${day}T00:00`).toLocaleDateString(lang, { year: "numeric", month: "long", day: "numeric" });
  };

  // [{text, note, href}]: with an address where it leads somewhere, else to be searched for.
  const offers = async (query, answer, words) => {
    const [days, meant, names] = await Promise.all([
      dates(query).catch(nothing),
      guess(answer).catch(nothing),
      suggest(query).catch(nothing),
    ]);
    const counted = (count) => words.articles.replace("{n}", count);
    return [
      ...days.map(({ day, page, href }) => ({
        text: page ? `${dayText(day)} ${words.page.replace("{n}", page)}` : dayText(day),
        note: "",
        href: words.root + href,
      })),
      ...(meant && meant.text && !days.length ? [{ text: meant.text, note: counted(meant.count) }] : []),
      // Words are counted where articles begin: a search for them finds more.
      ...names.map(({ text, what }) => ({ text, note: words[what] || "" })),
    ];
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, offers });
})();
