// Runs before the first paint of every page and says on <html> what the reader has chosen and what the browser can do: so
// the page is drawn as it will stay, and tools that would not work are never seen.
(() => {
  "use strict";

  const { dataset } = document.documentElement;
  dataset.scripts = (navigator.share ? "share " : "") + (globalThis.speechSynthesis ? "speech" : "");

  const apply = () => {
    try {
      for (const name of ["theme", "size", "large"]) {
        const chosen = localStorage.getItem(`reader-${name}`);
        if (chosen) dataset[name] = chosen;
        else delete dataset[name];
      }
    } catch {
      // A browser that keeps nothing shows the page as it is for all.
    }
  };

  apply();
  // A page that the browser kept while the reader chose otherwise on another.
  addEventListener("pageshow", ({ persisted }) => persisted && apply());
})();
