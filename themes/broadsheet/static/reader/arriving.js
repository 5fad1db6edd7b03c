// What an article's tools share, and what they load later: the marks of a search for whoever comes from one, and the voice
// when the page is there.
(() => {
  "use strict";

  const own = document.currentScript;
  const { words, ...shared } = globalThis.sitegenReader;
  globalThis.sitegenReader = { ...shared, words: Object.assign(own.dataset, words) };

  const load = (name) => {
    const script = document.createElement("script");
    script.src = own.src.replace("article.js", name);
    document.head.append(script);
  };

  if (new URLSearchParams(location.search).get("q")) load("search-hits.js");
  // Not only when it is asked for: a telephone lets no voice speak but in the moment of the touch.
  if (globalThis.speechSynthesis) addEventListener("load", () => setTimeout(load, 0, "speech.js"));
})();
