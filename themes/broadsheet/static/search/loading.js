// How the search page loads its files. The manifest and lunr.js stand in the page itself, behind this script, so that they
// come at the same time as it; one that failed is asked for again like any other file. Needs files.js before it.
(() => {
  "use strict";

  const region = document.querySelector("[data-search-state]");
  if (!region) return;
  const { index, lunr: library, nearScript } = region.dataset;
  const add = sitegenSearch.scriptLoader("");

  // The page's scripts that run after this one: address → promise.
  const coming = new Map();
  for (const script of document.querySelectorAll("script[src][defer]")) {
    if (!(document.currentScript.compareDocumentPosition(script) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    const promise = new Promise((loaded, failed) => {
      script.addEventListener("load", loaded);
      script.addEventListener("error", () => failed(new Error(script.src)));
    });
    promise.catch(() => null); // whoever asks will be told
    coming.set(script.getAttribute("src"), promise);
  }

  const load = (address) => {
    const own = coming.get(address);
    coming.delete(address);
    return own || add(address);
  };

  let ready = null; // promise of lunr.js

  const loadLibrary = () => {
    if (!ready) {
      ready = load(library).then(() => {
        if (typeof lunr === "undefined") throw new Error("not lunr.js");
      });
      ready.catch(() => (ready = null)); // so that another attempt asks for it again
    }
    return ready;
  };

  // Nothing is ranked before something of a segment has come: so lunr.js is waited for there, and comes beside it.
  const loadFile = (address) => {
    const parts = [load(index + address)];
    if (!address.startsWith("manifest.js")) parts.push(loadLibrary());
    return Promise.all(parts);
  };
  sitegenSearch.connect(loadFile, () => load(nearScript));
})();
