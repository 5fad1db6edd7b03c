// What a page shows of an answer. Everything that comes from the edition
// is set as text. Needs snippets.js before it.
(() => {
  "use strict";

  const make = (tag, className = "", ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  const button = (className, pressed, action, ...children) => {
    const element = make("button", className, ...children);
    element.type = "button";
    if (pressed !== null) element.setAttribute("aria-pressed", String(pressed));
    element.addEventListener("click", action);
    return element;
  };

  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  // 12345 → 12,345. Not by toLocaleString: the first call of that costs a phone more than all ten results.
  const grouped = (number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");

  // `ends`: the characters of all pieces together before which a line may end.
  const marks = (pieces, ends = []) => {
    let at = 0;
    return pieces.flatMap(({ text, hit, wrong }) => {
      const parts = [];
      let part = "";
      for (const character of text) {
        if (ends.includes(at)) {
          parts.push(part, make("wbr"));
          part = "";
        }
        part += character;
        at += 1;
      }
      parts.push(part);
      return hit ? [make("mark", wrong ? "wrong" : "", ...parts)] : parts;
    });
  };

  const resultOf = ({ document: article, missing = [] }, answer, { root, query, near, lacking, between }) => {
    const { title, ends } = article;
    const link = make("a", ends ? "words" : "", ...marks(sitegenSearch.marked(title, answer), ends));
    // The article's own page marks what was asked for; URLSearchParams mends lone surrogates.
    link.href = `${root}${article.href}?${new URLSearchParams({ q: sitegenSearch.shorten(query) })}`;
    const about = [article.date, article.page].filter(Boolean).join(" · ");
    const item = make("li", "", link, make("p", "meta", make("span", "", about)));
    if (answer.near) item.lastChild.append(make("span", "near", near));
    if (missing.length) item.lastChild.append(make("span", "near", filled(lacking, { words: missing.join(between) })));
    item.append(make("p", "snippet", ...marks(sitegenSearch.snippet(article, answer))));
    return item;
  };

  globalThis.sitegenSearch = Object.freeze({
    ...sitegenSearch,
    shown: Object.freeze({ make, button, filled, grouped, resultOf }),
  });
})();
