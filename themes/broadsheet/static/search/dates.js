// Days, pages and years that a query names: 1990年3月22日, 3月22日第2版, 第2版, 22 March 1990. Needs files.js before it.
(() => {
  "use strict";

  const { text, files } = sitegenSearch;

  const MOST = 8;
  const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
  const NUMERALS = "〇一二三四五六七八九";
  const WHOLE = /(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})(?!\d)|^(\d{4})(\d\d)(\d\d)$/;
  const DAY = /(?:^|\D)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/;
  const MONTH = /(\d{4})\s*年\s*(\d{1,2})\s*月/;
  const ENGLISH = new RegExp(`(?:(\\d{1,2})\\s+)?(${MONTHS.join("|")})(?:\\s+(\\d{1,2})(?!\\d))?(?:,?\\s+(\\d{4}))?`);
  const YEAR = /^(\d{4})\s*年?$/;
  const PAGE = /第\s*([a-z]?\d{1,3})\s*版|^([a-z]?\d{1,3})\s*版|page\s+([a-z]?\d{1,3})(?!\d)/;

  // 二十二 → 22, 一九九〇 → 1990: dates are printed in both.
  const digits = (query) =>
    query
      .replace(/[零○]/g, "〇")
      .replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[月日号版])/g, (_, tens, ones) =>
        String((tens ? NUMERALS.indexOf(tens) : 1) * 10 + (ones ? NUMERALS.indexOf(ones) : 0)),
      )
      .replace(/[〇一二三四五六七八九]+(?=[年月日号版])/g, (run) => [...run].map((each) => NUMERALS.indexOf(each)).join(""));

  const two = (number) => String(number).padStart(2, "0");

  // {year, month, day, page}: what a query names, each "" where it does not; null where it names nothing of these.
  const named = (query) => {
    const given = digits(text.fold(query));
    const page = (given.match(PAGE) || []).slice(1).find(Boolean) || "";
    const whole = given.match(WHOLE);
    if (whole) {
      const [year, month, day] = whole.slice(1).filter(Boolean);
      return { year, month: two(month), day: two(day), page };
    }
    const day = given.match(DAY);
    if (day) return { year: "", month: two(day[1]), day: two(day[2]), page };
    const month = given.match(MONTH);
    if (month) return { year: month[1], month: two(month[2]), day: "", page };
    const english = given.match(ENGLISH);
    if (english && (english[1] || english[3])) {
      return { year: english[4] || "", month: two(MONTHS.indexOf(english[2]) + 1), day: two(english[1] || english[3]), page };
    }
    const year = given.trim().match(YEAR);
    if (year) return { year: year[1], month: "", day: "", page: "" };
    return page ? { year: "", month: "", day: "", page } : null;
  };

  // [[day, pages]] of a year, newest first.
  const daysOf = ({ days, pages }, year) =>
    Object.entries(days[year])
      .flatMap(([alike, found]) => found.match(/.{4}/g).map((day) => [`${year}-${day.slice(0, 2)}-${day.slice(2)}`, pages[alike]]))
      .sort(([one], [other]) => (one < other ? 1 : -1));

  // Where there is no issue of a day, those nearest to it.
  const around = (all, wanted) => {
    const after = all.filter(([day]) => day > wanted).slice(-1);
    return [...after, ...all.filter(([day]) => day < wanted).slice(0, 1)];
  };

  // [{day, page, href}]: the issues and pages that a query names, newest first, or the year (as `day`); href is below the
  // site's root.
  const dates = async (query) => {
    const wanted = named(query.slice(0, 100));
    if (!wanted) return [];
    const known = await files.file("days.js");
    const years = Object.keys(known.days).sort().reverse();
    const all = years.flatMap((year) => daysOf(known, year));
    const { year, month, day, page } = wanted;
    if (year && !month) return known.days[year] ? [{ day: year, page: "", href: `${year}/index.html` }] : [];
    const label = page.replace(/^0+(?=.)/, "");
    const pageOf = (pages) => pages.find((each) => each.toLowerCase().replace(/^0+(?=.)/, "") === label);
    const fits = ([date]) => (!year || date.startsWith(year)) && (!month || date.slice(5, 7) === month) && (!day || date.slice(8) === day);
    const found = all.filter(fits);
    const near = found.length || !day || !year ? found : around(all, `${year}-${month}-${day}`);
    const paged = page && found.length ? near.filter(([, pages]) => pageOf(pages)) : near;
    return paged.slice(0, month ? MOST : 1).map(([date, pages]) => {
      const name = page && found.length ? pageOf(pages) : "";
      return { day: date, page: name, href: `${date.replace(/-/g, "/")}/${name || "index"}.html` };
    });
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, dates });
})();
