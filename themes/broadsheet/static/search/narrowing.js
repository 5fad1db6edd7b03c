// The ways to narrow a search: years as columns, months, names with their numbers. Loaded with what is offered; it finds
// what makes elements when the page has it.
(() => {
  "use strict";

  // The buttons of one facet; a year's is as high as its share of the largest year.
  const facetOf = (values, chosen, { nameOf, choose }) => {
    const { make, button } = sitegenSearch.shown;
    const most = Math.max(1, ...values.map(({ count }) => count));
    return values.map(({ value, count }) => {
      const pressed = chosen === value;
      const bar = make("span", "bar-fill");
      bar.style.setProperty("--share", String(count / most));
      const counted = make("span", "count", String(count));
      const choice = button("facet", pressed, () => choose(pressed ? "" : value), bar, make("span", "name", nameOf(value)), " ", counted);
      choice.disabled = count === 0 && !pressed;
      return make("li", "", choice);
    });
  };

  // `from` and `to` of the filters are months like 2024-03, "" for any.
  const showMonths = (panel, { texts }, { filters, narrow }) => {
    const box = panel.querySelector("[data-months]");
    const months = [...new Set(texts.map(([name]) => name.slice(0, 7)).filter((name) => /^\d{4}-\d\d$/.test(name)))];
    if (!box || months.length < 2) return;
    for (const key of ["from", "to"]) {
      const choice = box.querySelector(`[data-${key}]`);
      choice.replaceChildren(new Option("…", ""), ...months.map((month) => new Option(month, month)));
      choice.value = filters[key] || "";
      choice.onchange = () => narrow(key, choice.value);
    }
    box.hidden = false;
  };

  const showFacets = (panel, facets, { filters, narrow, nameOf }) => {
    for (const group of panel.querySelectorAll("[data-facet]")) {
      const key = group.dataset.facet;
      const values = facets[key].filter(({ count, value }) => count || value === filters[key] || (key === "year" && value !== "undated"));
      if (key === "page") values.sort((one, other) => one.value.localeCompare(other.value, undefined, { numeric: true }));
      group.hidden = values.length < 2 && !filters[key];
      group.querySelector("ul").replaceChildren(
        ...facetOf(values, filters[key], { nameOf: nameOf(key), choose: (value) => narrow(key, value) }),
      );
    }
  };

  globalThis.sitegenSearch = Object.freeze({ ...sitegenSearch, showFacets, showMonths });
})();
