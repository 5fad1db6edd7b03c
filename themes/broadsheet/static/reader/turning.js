// Turning pages and finding the search without a mouse: keys on a desk, a swipe on a touch screen. Both follow links that
// the page has anyway, and both keep out of the way of the browser's own keys and gestures.
(() => {
  "use strict";

  const { words } = globalThis.sitegenReader;
  const FAR = 80; // pixels sideways that make a swipe
  const STEEP = 2; // as many times farther sideways than up or down
  const EDGE = 30; // pixels in which a browser's own gesture back begins
  const SLOW = 800; // milliseconds, above which a finger was looking for something
  const TYPING = "input, textarea, select, [contenteditable]";
  const dialog = document.querySelector("dialog.keys");

  const turn = (way) => {
    const link = document.querySelector(`link[rel=${way}]`);
    if (link) location.assign(link.href);
    return Boolean(link);
  };

  const scrollsSideways = (element) => {
    for (let node = element; node && node !== document.body && node.nodeType === Node.ELEMENT_NODE; node = node.parentElement) {
      if (node.scrollWidth > node.clientWidth && /auto|scroll/.test(getComputedStyle(node).overflowX)) return true;
    }
    return false;
  };

  const search = () => {
    location.assign(`${words.search}#q`);
    return true;
  };

  const help = () => {
    if (dialog.showModal) dialog.showModal();
    return Boolean(dialog.showModal);
  };

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isOwn = event.defaultPrevented || event.isComposing || event.repeat;
    if (isOwn || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (target instanceof Element && target.closest(TYPING)) return;
    const isArrow = key === "ArrowLeft" || key === "ArrowRight";
    if (isArrow && (event.shiftKey || scrollsSideways(document.activeElement))) return;
    const action = { ArrowLeft: () => turn("prev"), ArrowRight: () => turn("next"), "/": search, "?": help, "？": help }[key];
    if (action && action()) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-keys]")) button.addEventListener("click", help);

  // Only where one page follows another; elsewhere a swipe would come as a surprise.
  const isPaper = document.querySelector("article.alone, .page-articles");
  let from = null;

  const begin = (event) => {
    const [touch] = event.touches;
    const isZoomed = globalThis.visualViewport && visualViewport.scale > 1.01;
    const isAtEdge = touch.clientX < EDGE || touch.clientX > innerWidth - EDGE;
    const isFree = event.touches.length === 1 && !isZoomed && !isAtEdge && !scrollsSideways(event.target);
    from = isFree && !event.target.closest(`${TYPING}, .tools, .hits, dialog`)
      ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp }
      : null;
  };

  const end = (event) => {
    if (!from || event.touches.length || !getSelection().isCollapsed) return;
    const [touch] = event.changedTouches;
    const [across, down] = [touch.clientX - from.x, touch.clientY - from.y];
    const isSwipe = Math.abs(across) > FAR && Math.abs(across) > STEEP * Math.abs(down);
    if (isSwipe && event.timeStamp - from.at < SLOW) turn(across < 0 ? "next" : "prev");
  };

  if (isPaper) {
    addEventListener("touchstart", begin, { passive: true });
    addEventListener("touchend", end, { passive: true });
    addEventListener("touchcancel", () => (from = null), { passive: true });
  }
})();
