// The keys of the search page: to the box, through offers and results, and away with all of it. They come after the first
// results, with what is offered beside these.
(() => {
  "use strict";

  if (typeof document === "undefined") return; // who asks the search without a page has no keys

  const list = document.getElementById("results");
  const box = document.querySelector('main form input[name="q"]');
  const offers = document.querySelector("[data-search-offers]");
  if (!list || !box || !offers) return;

  const enter = () => {
    box.focus();
    box.select();
  };

  const clear = () => {
    box.value = "";
    box.focus();
    box.dispatchEvent(new Event("input"));
  };

  const moveBy = (step) => {
    const stops = [...offers.querySelectorAll("button, a"), ...list.querySelectorAll("li > a:first-of-type")];
    const next = stops.indexOf(document.activeElement) + step;
    if (next < 0) box.focus();
    else if (stops[next]) stops[next].focus();
  };

  const isTyping = (element) => element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

  addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = event.target === box || list.contains(event.target) || offers.contains(event.target);
    const action = new Map([
      ["/", !isTyping(event.target) && enter],
      ["Escape", here && clear],
      ["ArrowDown", here && (() => moveBy(1))],
      ["ArrowUp", here && event.target !== box && (() => moveBy(-1))],
    ]).get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  });
})();
