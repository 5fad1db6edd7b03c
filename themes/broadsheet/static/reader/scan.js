/* The page as it was printed, larger and smaller: buttons, keys, the wheel with Ctrl, two fingers; dragged with the mouse. And the
   list of its articles and their areas on it, each of which marks the other. Without this script the page is there in the width of
   its column, its areas are links, and a link leads to the whole picture. */
(() => {
  "use strict";

  const scan = document.querySelector(".scan");
  const [frame, sheet, tools] = ["frame", "sheet", "zoom"].map((part) => scan.querySelector(`.scan-${part}`));
  const STEPS = [1, 1.5, 2, 3, 4, 6];
  const MOST = STEPS.at(-1);
  const FAR = 5; // pixels that make a drag of a click
  let zoom = 1;

  // What of the picture is loaded grows with it.
  const pictures = [...sheet.querySelectorAll("source, img")];
  const sizes = pictures.map((picture) => picture.getAttribute("sizes"));

  /** Gives the middle of the area that has the focus, else of what is seen of the frame, from the frame's corner. */
  const middle = () => {
    const box = frame.getBoundingClientRect();
    const focused = document.activeElement?.closest(".scan-areas a");
    const seen = focused?.getBoundingClientRect();
    if (seen) return [(seen.left + seen.right) / 2 - box.left, (seen.top + seen.bottom) / 2 - box.top, true];
    return [frame.clientWidth / 2, (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2 - box.top, true];
  };

  /** Sets the page `to` times as wide as its column. The point (x, y) of the frame stays where it is, or comes to its middle. */
  const enlarge = (to, x, y, isMiddle = false) => {
    const wanted = Math.min(MOST, Math.max(1, to));
    if (wanted === zoom) return;
    const height = Math.min(sheet.clientHeight / zoom, innerHeight * 0.85);
    const [left, top, by] = [frame.scrollLeft + x, frame.scrollTop + y, wanted / zoom];
    zoom = wanted;
    const isLarge = zoom > 1;
    scan.toggleAttribute("data-zoomed", isLarge);
    frame.style.blockSize = isLarge ? `${Math.round(height)}px` : "";
    sheet.style.inlineSize = isLarge ? `${zoom * 100}%` : "";
    const [across, down] = isMiddle ? [frame.clientWidth / 2, height / 2] : [x, Math.min(y, height - 1)];
    frame.scrollTo({ left: left * by - across, top: top * by - down, behavior: "instant" });
    frame.scrollIntoView({ block: "nearest", behavior: "instant" }); // it is lower than the whole page was
    pictures.forEach((picture, at) => {
      if (picture.tagName === "SOURCE") picture.sizes = isLarge ? `${Math.round(sheet.clientWidth)}px` : sizes[at];
    });
    tools.querySelector("output").value = `${Math.round(zoom * 100)}%`;
    for (const button of tools.querySelectorAll("button")) {
      const isSpent = button.dataset.zoom === "in" ? zoom >= MOST : !isLarge;
      button.setAttribute("aria-disabled", isSpent);
    }
  };

  const larger = () => enlarge(STEPS.find((step) => step > zoom + 0.01) ?? MOST, ...middle());
  const smaller = () => enlarge(STEPS.findLast((step) => step < zoom - 0.01) ?? 1, ...middle());
  const fit = () => enlarge(1, ...middle());

  tools.addEventListener("click", ({ target }) => ({ in: larger, out: smaller, fit })[target.dataset.zoom]?.());

  const KEYS = { "+": larger, "=": larger, "＋": larger, "-": smaller, "－": smaller, _: smaller, 0: fit };
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  scan.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = zoom > 1 && frame.contains(event.target) && MOVES[event.key];
    const action = move ? () => frame.scrollBy({ left: move[0] * 80, top: move[1] * 80 }) : KEYS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  const inFrame = (x, y) => {
    const box = frame.getBoundingClientRect();
    return [x - box.left, y - box.top];
  };

  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      enlarge(zoom * Math.exp(-event.deltaY / 300), ...inFrame(event.clientX, event.clientY));
    },
    { passive: false },
  );

  // Two fingers: how far apart they were, and how large the page was then.
  let pinch = null;

  const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

  frame.addEventListener(
    "touchstart",
    ({ touches }) => (pinch = touches.length === 2 ? { apart: apart(touches), zoom } : null),
    { passive: true },
  );
  frame.addEventListener(
    "touchmove",
    (event) => {
      const { touches } = event;
      if (!pinch || touches.length !== 2) return;
      event.preventDefault();
      const [x, y] = [0, 1].map((at) => (at ? touches[0].clientY + touches[1].clientY : touches[0].clientX + touches[1].clientX) / 2);
      enlarge((pinch.zoom * apart(touches)) / pinch.apart, ...inFrame(x, y));
    },
    { passive: false },
  );

  // The mouse takes hold of the page; what began as a drag opens no article.
  let held = null;

  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button || zoom === 1) return;
    held = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [across, down] = [event.clientX - held.x, event.clientY - held.y];
    held.moved ||= Math.hypot(across, down) > FAR;
    if (!held.moved) return;
    frame.classList.add("dragged");
    frame.scrollTo({ left: held.left - across, top: held.top - down, behavior: "instant" });
  });
  addEventListener("pointerup", () => {
    if (!held) return;
    const { moved } = held;
    held = null;
    frame.classList.remove("dragged");
    if (!moved) return;
    const stop = (event) => event.preventDefault();
    frame.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => frame.removeEventListener("click", stop, { capture: true }));
  });
  frame.addEventListener("dragstart", (event) => event.preventDefault());

  // Area and entry of the list mark one another.
  for (const entry of scan.querySelectorAll("[data-area]")) {
    const area = document.getElementById(entry.dataset.area);
    for (const [here, there] of [
      [entry, area],
      [area, entry],
    ]) {
      for (const [begin, end] of [
        ["pointerenter", "pointerleave"],
        ["focus", "blur"],
      ]) {
        here.addEventListener(begin, () => there.classList.add("marked"));
        here.addEventListener(end, () => there.classList.remove("marked"));
      }
    }
  }

  // `#scan` and the areas below it lead to this form of the page; who then chooses the other one gets that.
  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !scan.contains(target)) return;
    document.getElementById("as-scan").checked = true;
    target.scrollIntoView({ block: target === scan ? "start" : "center" });
  };

  scan.toggleAttribute("data-ready", true);
  tools.hidden = false;
  for (const button of tools.querySelectorAll('[data-zoom="out"], [data-zoom="fit"]')) button.setAttribute("aria-disabled", "true");
  arrive();
  addEventListener("hashchange", arrive);
})();
